import sharp, { type Sharp } from 'sharp';
import { inRepository } from '../repository.ts';
import { once } from './once.ts';

/** The face that the corpus shows again and again, in a picture that is no square. */
export const SOURCE = { width: 640, height: 800 } as const;

/** Name of the corpus's file that shows the source as it is. */
export const PLAIN = 'plain.png';

/** The source's pixels, to go on from. */
export function source(): Sharp {
  return sharp(inRepository('samples/selfie-marc.jpg')).extract({ left: 80, top: 0, ...SOURCE });
}

export const sourceJpeg = once(() => source().jpeg({ quality: 95 }).toBuffer());
export const sourcePng = once(() => source().png().toBuffer());
export const sourceWebp = once(() => source().webp({ quality: 95 }).toBuffer());
export const sourceGif = once(() => source().gif({ effort: 1 }).toBuffer());
export const sourceAvif = once(() => source().avif({ quality: 90, effort: 2 }).toBuffer());

/** Samples of the source, channel by channel in each pixel, without any header. */
export function sourceSamples(channels: 'grey' | 'rgb'): Promise<Buffer> {
  const colours = channels === 'grey' ? source().toColourspace('b-w') : source();
  return colours.raw().toBuffer();
}
