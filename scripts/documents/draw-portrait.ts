import sharp from 'sharp';
import type { Person } from '../sample-people.ts';
import type { Size } from './perspective.ts';

/** As documents show portraits: cropped to the head, paler, compressed once more and printed small. */
export async function drawPortrait(person: Person, photo: Buffer, { width, height }: Size): Promise<Buffer> {
  const compressed = await sharp(photo)
    .extract(person.portrait)
    .modulate({ saturation: 0.45, brightness: 1.06 })
    .jpeg({ quality: 70 })
    .toBuffer();
  return sharp(compressed).resize(width, height, { fit: 'fill' }).blur(0.7).png().toBuffer();
}
