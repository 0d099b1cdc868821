import { inputTensor } from '../models/input-tensor.ts';
import type { Network } from '../models/network.ts';
import type { Quad } from './document-outline.ts';
import { cornersOf } from './geometry.ts';
import { homography } from './homography.ts';
import { samplePerspective } from './perspective-sample.ts';
import type { Picture } from './picture.ts';

/**
 * The same corners from the document's own top left on. A network sees the document straight from above, stretched to a square, and says
 * which corner that is.
 *
 * @param corners clockwise as the picture is seen, from any of them on.
 * @throws {EkycError} as {@link Network.run}
 */
export async function orientCorners(
  picture: Picture,
  corners: Quad,
  network: Network,
  signal?: AbortSignal,
): Promise<Quad> {
  const { input } = network.entry;
  const toPicture = homography(cornersOf({ x: 0, y: 0, width: input.width, height: input.height }), corners);
  if (!toPicture) return corners;
  const square = samplePerspective(picture, toPicture, input.width, input.height);
  const { turns } = await network.run(inputTensor(square, input), signal);
  return startingAt(turns!.indexOf(Math.max(...turns!)), corners);
}

/** The same corners, from one of them on. */
export function startingAt(first: number, corners: Quad): Quad {
  return corners.map((_, i) => corners[(i + first + 4) % 4]!) as unknown as Quad;
}
