import { inputTensor } from '../models/input-tensor.ts';
import type { Network } from '../models/network.ts';
import { type DetectedFace, suppressOverlaps } from './detected-face.ts';
import type { Box } from './geometry.ts';
import { crop, type Picture } from './picture.ts';
import { moveBox, TurnedPicture } from './turned-picture.ts';

/** Finds a face in each of the 13,233 pictures of LFW (model card). */
const MIN_SCORE = 0.65;
/** Side of a tile as a share of the picture's: two in a row share a fifth, so that each face is whole in one of them. */
const TILE = 0.6;

/** What a search for faces came to. */
export interface FaceSearch {
  /** Most confident first, with boxes in pixels of the picture. */
  readonly faces: DetectedFace[];
  /** Whether the first look found them. Of the many further looks one is likelier to take a thing for a face. */
  readonly atFirstLook: boolean;
}

/**
 * All faces of a picture.
 *
 * The network sees the whole picture at 320 x 240, which suffices down to faces of a twelfth of the picture's height,
 * and upside down. Only where that finds nothing, it looks again: at the picture on its side, then at four tiles of it,
 * then at these on their side.
 *
 * @throws {EkycError} as {@link Network.run}
 */
export async function detectFaces(picture: Picture, network: Network, signal?: AbortSignal): Promise<FaceSearch> {
  const onItsSide = new TurnedPicture(picture, 1);
  const upright = (face: DetectedFace) => ({ ...face, box: moveBox(face.box, (point) => onItsSide.toOriginal(point)) });
  for (const regionsOf of [wholeOf, tilesOf]) {
    const faces = await findIn(picture, regionsOf(picture), network, signal);
    if (faces.length > 0) return { faces, atFirstLook: regionsOf === wholeOf };
    const turned = await findIn(onItsSide, regionsOf(onItsSide), network, signal);
    if (turned.length > 0) return { faces: turned.map(upright), atFirstLook: false };
  }
  return { faces: [], atFirstLook: false };
}

type Size = Pick<Picture, 'width' | 'height'>;

function wholeOf({ width, height }: Size): Box[] {
  return [{ x: 0, y: 0, width, height }];
}

function tilesOf({ width, height }: Size): Box[] {
  const starts = [0, 1 - TILE];
  return starts.flatMap((top) =>
    starts.map((left) => ({ x: left * width, y: top * height, width: TILE * width, height: TILE * height })),
  );
}

async function findIn(
  picture: Picture,
  regions: readonly Box[],
  network: Network,
  signal: AbortSignal | undefined,
): Promise<DetectedFace[]> {
  const candidates: DetectedFace[] = [];
  for (const region of regions) {
    const found = await look(picture, region, network, signal);
    candidates.push(...found.filter((face) => !isCut(face.box, region, picture)));
  }
  return suppressOverlaps(candidates);
}

async function look(
  picture: Picture,
  region: Box,
  network: Network,
  signal: AbortSignal | undefined,
): Promise<DetectedFace[]> {
  const { input } = network.entry;
  const outputs = await network.run(inputTensor(crop(picture, region, input.width, input.height), input), signal);
  const scores = outputs.scores!;
  const boxes = outputs.boxes!;
  const candidates: DetectedFace[] = [];
  for (let i = 0; i < scores.length / 2; i++) {
    const score = scores[2 * i + 1]!;
    if (score < MIN_SCORE) continue;
    const [left, top, right, bottom] = boxes.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number];
    const box = {
      x: region.x + left * region.width,
      y: region.y + top * region.height,
      width: (right - left) * region.width,
      height: (bottom - top) * region.height,
    };
    candidates.push({ box, score });
  }
  return candidates;
}

/** Whether a border of the region that is none of the picture cuts the face. Its tile neighbour sees it whole. */
function isCut(face: Box, region: Box, { width, height }: Size): boolean {
  const near = 0.02 * Math.min(region.width, region.height);
  const [right, bottom] = [region.x + region.width, region.y + region.height];
  return (
    (region.x > 0 && face.x < region.x + near) ||
    (region.y > 0 && face.y < region.y + near) ||
    (right < width - 1 && face.x + face.width > right - near) ||
    (bottom < height - 1 && face.y + face.height > bottom - near)
  );
}
