import { inputTensor } from '../models/input-tensor.ts';
import type { Network } from '../models/network.ts';
import { type Box, centreOf, distance, mean, type Point, type Square, turnedSquare } from './geometry.ts';
import type { Picture } from './picture.ts';

/** How much larger than the face box the first look is: the detector's box ends at the brow or at the hair. */
const FIRST_MARGIN = 1.35;
/** How much larger than the points' extent the second look is; what MediaPipe's own pipeline tracks with. */
const SECOND_MARGIN = 1.5;
/**
 * Logit of presence under which a first look may have been at a turned face. Upright faces of LFW's development test
 * give 18 and more, faces turned by 60 degrees and more at most 10 (model card).
 */
const SURE = 18;
/** Logit of presence that another turn must reach to be believed: of a covered face none does, and it stands upright. */
const SURE_WHEN_TURNED = 12;
/** The other ways in which a face may be turned; the points are found within 30 degrees of each. */
const TURNS = [1, 2, 3, 4, 5, 6, 7].map((eighth) => (eighth * Math.PI) / 4);
/** A first look that was further off level than this has the second repeated. */
const LEVEL = (20 * Math.PI) / 180;

/** Indices into the points: corners of the eyes, which open and closed lids leave where they are. */
export const RIGHT_EYE_CORNERS = [33, 133] as const;
export const LEFT_EYE_CORNERS = [263, 362] as const;

/** 468 points in pixels of the picture, and how sure the network is that it saw a face (a logit). */
export interface Landmarks {
  readonly points: Point[];
  readonly presence: number;
}

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
): Promise<Landmarks> {
  const side = FIRST_MARGIN * Math.max(face.width, face.height);
  const lookTurned = (angle: number) => look(picture, { centre: centreOf(face), side, angle }, network, signal);
  let first = await lookTurned(0);
  let turn = 0;
  if (first.presence < SURE) {
    for (const angle of TURNS) {
      const other = await lookTurned(angle);
      const best = Math.max(first.presence, SURE_WHEN_TURNED);
      if (other.presence > best) [first, turn] = [other, angle];
    }
  }
  const square = squareAround(first.points);
  const second = await look(picture, square, network, signal);
  if (Math.abs(Math.sin((square.angle - turn) / 2)) < Math.sin(LEVEL / 2)) return second;
  return look(picture, squareAround(second.points), network, signal);
}

async function look(picture: Picture, square: Square, network: Network, signal?: AbortSignal): Promise<Landmarks> {
  const { input } = network.entry;
  const { transform, toPicture } = turnedSquare(square, input.width);
  const { landmarks, presence } = await network.run(
    inputTensor(picture.sample(transform, input.width, input.height), input),
    signal,
  );
  const points = Array.from({ length: landmarks!.length / 3 }, (_, i) =>
    toPicture({ x: landmarks![3 * i]!, y: landmarks![3 * i + 1]! }),
  );
  return { points, presence: presence![0]! };
}

/** The square around all points, level with the eyes. */
function squareAround(points: readonly Point[]): Square {
  const angle = rollOf(points);
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

/** How the line between the eyes is turned, in radians, clockwise as the picture is seen. */
export function rollOf(points: readonly Point[]): number {
  const right = centre(points, RIGHT_EYE_CORNERS);
  const left = centre(points, LEFT_EYE_CORNERS);
  return Math.atan2(left.y - right.y, left.x - right.x);
}

/** The mean of some of the points. */
export function centre(points: readonly Point[], indices: readonly number[]): Point {
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
