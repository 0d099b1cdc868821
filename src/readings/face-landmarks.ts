import { inputTensor } from '../models/input-tensor.ts';
import type { Network } from '../models/network.ts';
import { type Box, centreOf, distance, mean, type Point, type Square, turnedSquare } from './geometry.ts';
import type { Picture } from './picture.ts';

/** How much larger than the face box the first look is: the detector's box ends at the brow or at the hair. */
const FIRST_MARGIN = 1.35;
/** How much larger than the points' extent the second look is; what MediaPipe's own pipeline tracks with. */
const SECOND_MARGIN = 1.5;

/** Indices into the points: corners of the eyes, which open and closed lids leave where they are. */
const RIGHT_EYE_CORNERS = [33, 133];
const LEFT_EYE_CORNERS = [263, 362];

/**
 * 468 points of a face in the order of MediaPipe's face mesh (Kartynnik et al., 2019), in pixels of the picture. A first
 * look at the face box finds where the face is and how it is turned; a second one, centred and level, finds the points.
 *
 * @throws {EkycError} as {@link Network.run}
 */
export async function findLandmarks(
  picture: Picture,
  face: Box,
  network: Network,
  signal?: AbortSignal,
): Promise<Point[]> {
  const side = FIRST_MARGIN * Math.max(face.width, face.height);
  const first = await look(picture, { centre: centreOf(face), side, angle: 0 }, network, signal);
  return look(picture, squareAround(first), network, signal);
}

async function look(picture: Picture, square: Square, network: Network, signal?: AbortSignal): Promise<Point[]> {
  const { input } = network.entry;
  const { transform, toPicture } = turnedSquare(square, input.width);
  const { landmarks } = await network.run(
    inputTensor(picture.sample(transform, input.width, input.height), input),
    signal,
  );
  return Array.from({ length: landmarks!.length / 3 }, (_, i) =>
    toPicture({ x: landmarks![3 * i]!, y: landmarks![3 * i + 1]! }),
  );
}

/** The square around all points, level with the eyes. */
function squareAround(points: readonly Point[]): Square {
  const right = centre(points, RIGHT_EYE_CORNERS);
  const left = centre(points, LEFT_EYE_CORNERS);
  const angle = Math.atan2(left.y - right.y, left.x - right.x);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const along = points.map(({ x, y }) => cos * x + sin * y);
  const across = points.map(({ x, y }) => cos * y - sin * x);
  const [minAlong, maxAlong] = [Math.min(...along), Math.max(...along)];
  const [minAcross, maxAcross] = [Math.min(...across), Math.max(...across)];
  const [u, v] = [(minAlong + maxAlong) / 2, (minAcross + maxAcross) / 2];
  return {
    centre: { x: cos * u - sin * v, y: sin * u + cos * v },
    side: SECOND_MARGIN * Math.max(maxAlong - minAlong, maxAcross - minAcross),
    angle,
  };
}

function centre(points: readonly Point[], indices: readonly number[]): Point {
  return mean(indices.map((i) => points[i]!));
}

/** Eye centres (the subject's right eye first), nose tip and mouth corners. */
export type FivePoints = readonly [Point, Point, Point, Point, Point];

/** The five points that faces are aligned by. An eye's centre is the mean of four points of its lids. */
export function fivePoints(landmarks: readonly Point[]): FivePoints {
  const of = (...indices: number[]) => centre(landmarks, indices);
  return [of(160, 158, 144, 153), of(385, 387, 373, 380), of(1), of(61), of(291)];
}

/** Distance between the eye centres in pixels. */
export function interpupillaryDistance(landmarks: readonly Point[]): number {
  const [right, left] = fivePoints(landmarks);
  return distance(right, left);
}
