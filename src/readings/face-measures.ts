import { type Box, centreOf, squareAbout, stretch } from './geometry.ts';
import { lumaOf } from './luma.ts';
import type { Picture } from './picture.ts';
import { blockiness, type Exposure, exposure, noise, sharpness } from './picture-measures.ts';

/** How good the pixels are that show a face. */
export interface FaceMeasures extends Exposure {
  /** 0 (blurred) to 1, at 160 pixels a face, whatever its size in the picture: a face of few pixels counts as blurred. */
  readonly sharpness: number;
  /** Standard deviation in grey levels. */
  readonly noise: number;
  /** Step over the borders of JPEG's blocks by the step elsewhere; about 1 without compression. */
  readonly blockiness: number;
}

/** What the networks look at is of this size or smaller. */
const LOOKED_AT = 160;
/** Brow to chin without hair and background, as a share of the face's longer side. */
const SKIN = 0.7;
/** Noise and blocks are counted on pixels that were not resampled, at most so many a side. */
const NATIVE = 192;

/**
 * Measures the pixels of a face.
 *
 * @param face box in pixels of the picture.
 */
export function measureFace(picture: Picture, face: Box): FaceMeasures {
  const square = squareAbout(centreOf(face), Math.max(face.width, face.height));
  const seen = picture.sample(stretch(square, LOOKED_AT, LOOKED_AT), LOOKED_AT, LOOKED_AT);
  const skin = squareAbout(centreOf(face), SKIN * square.width);
  const side = Math.max(16, Math.min(NATIVE, Math.round(skin.width * picture.resolution)));
  // Pixel on pixel: whole steps of the pixels that were kept.
  const { resolution } = picture;
  const left = Math.round(centreOf(skin).x * resolution - side / 2);
  const top = Math.round(centreOf(skin).y * resolution - side / 2);
  const native = picture.sample({ a: resolution, b: 0, c: 0, d: resolution, e: -left, f: -top }, side, side);
  const whole = lumaOf(seen, LOOKED_AT, LOOKED_AT);
  const kept = lumaOf(native, side, side);
  return { sharpness: sharpness(whole), ...exposure(kept), noise: noise(kept), blockiness: blockiness(kept) };
}
