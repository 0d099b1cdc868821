import { inputTensor } from '../models/input-tensor.ts';
import type { Network } from '../models/network.ts';
import { alignFace } from '../readings/face-alignment.ts';
import type { Point } from '../readings/geometry.ts';
import type { Picture } from '../readings/picture.ts';

/**
 * The face as a unit vector: the cosine of two of them says how alike two faces are.
 *
 * @param landmarks 468 points in pixels of the picture.
 * @throws {EkycError} as {@link Network.run}
 */
export async function embedFace(
  picture: Picture,
  landmarks: readonly Point[],
  network: Network,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const outputs = await network.run(inputTensor(alignFace(picture, landmarks), network.entry.input), signal);
  const vector = outputs.output!;
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
