import { inputTensor } from '../models/input-tensor.ts';
import type { Network } from '../models/network.ts';
import { type Box, centreOf, distance, mean, type Point, squareAbout } from './geometry.ts';
import { crop, type Picture } from './picture.ts';

/**
 * 68 points of a face in the iBUG order (Sagonas et al., 300-W, 2013), in pixels of the picture.
 *
 * @throws {EkycError} as {@link Network.run}
 */
export async function findLandmarks(
  picture: Picture,
  face: Box,
  network: Network,
  signal?: AbortSignal,
): Promise<Point[]> {
  const { input } = network.entry;
  const square = squareAbout(centreOf(face), face.height);
  const { output } = await network.run(inputTensor(crop(picture, square, input.width, input.height), input), signal);
  return Array.from({ length: 68 }, (_, i) => ({
    x: square.x + output![2 * i]! * square.width,
    y: square.y + output![2 * i + 1]! * square.height,
  }));
}

/** Eye centres (the subject's right eye first), nose tip and mouth corners. */
export type FivePoints = readonly [Point, Point, Point, Point, Point];

/** The five points that faces are aligned by. An eye's centre is the mean of the four points of its lids. */
export function fivePoints(landmarks: readonly Point[]): FivePoints {
  const of = (...indices: number[]) => mean(indices.map((i) => landmarks[i]!));
  return [of(37, 38, 40, 41), of(43, 44, 46, 47), of(30), of(48, 60), of(54, 64)];
}

/** Distance between the eye centres in pixels. */
export function interpupillaryDistance(landmarks: readonly Point[]): number {
  const [right, left] = fivePoints(landmarks);
  return distance(right, left);
}
