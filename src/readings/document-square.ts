import { inputTensor } from '../models/input-tensor.ts';
import type { Network } from '../models/network.ts';
import type { Quad } from './document-outline.ts';
import { cornersOf } from './geometry.ts';
import { homography } from './homography.ts';
import { samplePerspective } from './perspective-sample.ts';
import type { Picture } from './picture.ts';

/**
 * What a network is shown of a document: it straight from above, stretched to a square.
 *
 * @param corners of a convex quad, clockwise; the first comes to the top left.
 */
export function documentSquare(picture: Picture, corners: Quad, { entry: { input } }: Network): Float32Array {
  const toPicture = homography(cornersOf({ x: 0, y: 0, width: input.width, height: input.height }), corners);
  if (!toPicture) throw new Error('no document has these corners');
  return inputTensor(samplePerspective(picture, toPicture, input.width, input.height), input);
}
