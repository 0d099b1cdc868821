import type { InputSpec } from '../models/input-spec.ts';
import { inputTensor } from '../models/input-tensor.ts';
import type { Network } from '../models/network.ts';
import { candidateBoxes, readCorners } from './corner-maps.ts';
import { strangeness } from './document-format.ts';
import { isInside } from './document-mask.ts';
import type { Quad } from './document-outline.ts';
import {
  type Affine,
  apply,
  type Box,
  boundsOf,
  centreOf,
  cornersOf,
  mean,
  type Point,
  squareAbout,
  stretch,
} from './geometry.ts';
import type { Picture } from './picture.ts';
import { moveBox, type QuarterTurns, TurnedPicture } from './turned-picture.ts';
import { turnedSquare } from './turned-square.ts';

/** How much larger the square of a closer look is than what it is about. */
const MARGIN = 1.35;
/** The first is about what the whole picture showed, roughly; the second about the corners that the first found. */
const CLOSER_LOOKS = 2;
/** Of the last look, beside the picture as it is: the mean of what the network says at each is more exact than what it says at one. */
const TURNS: readonly QuarterTurns[] = [1, 2, 3];
/** Score from which on the last look confirms a document. */
const CONFIRMED = 0.5;
/** Document, and corner of one. */
const MAPS = 2;
/** The middle between black and white, which is nothing to the network. */
const GREY = 127.5;

/** A document as the network sees it. */
export interface LocatedDocument {
  /** In pixels of the picture, clockwise as it is seen, from any of them on. */
  readonly corners: Quad;
  /** 0 to 1, see `CornerReading.score`. */
  readonly score: number;
  /** Whether corners lie so far outside of the picture that they had to be concluded. */
  readonly isCut: boolean;
}

/**
 * The documents of a picture, largest first.
 *
 * The network looks at the whole picture, and then closer at whatever it took for a document: only what the last of these looks
 * confirms is one, and its corners are read there.
 *
 * @throws {EkycError} as {@link Network.run}
 */
export async function locateDocuments(
  picture: Picture,
  network: Network,
  signal?: AbortSignal,
): Promise<LocatedDocument[]> {
  const { width, height } = picture;
  const whole = squareAbout({ x: width / 2, y: height / 2 }, Math.max(width, height));
  const first = await look(picture, whole, network, signal);
  const found: LocatedDocument[] = [];
  for (const box of candidateBoxes(first.maps)) {
    const one = await lookCloser(picture, boundsOf(cornersOf(box).map(first.toPicture)), network, signal);
    if (one && one.score >= CONFIRMED) found.push(one);
  }
  return distinct(found).sort((p, q) => areaOf(q.corners) - areaOf(p.corners));
}

async function lookCloser(
  picture: Picture,
  candidate: Box,
  network: Network,
  signal?: AbortSignal,
): Promise<LocatedDocument | undefined> {
  let box = candidate;
  let found: LocatedDocument | undefined;
  for (let looks = 1; looks <= CLOSER_LOOKS; looks++) {
    const square = squareAbout(centreOf(box), MARGIN * Math.max(box.width, box.height));
    const turns = looks < CLOSER_LOOKS ? [] : TURNS;
    const { maps, frame, toPicture } = await lookAtTurns(picture, square, turns, network, signal);
    const inPicture = (corners: Quad) => corners.map(toPicture) as unknown as Quad;
    const reading = readCorners(maps, frame, (corners) => strangeness(inPicture(corners), picture));
    if (!reading) return undefined;
    found = { ...reading, corners: inPicture(reading.corners) };
    box = boundsOf(found.corners);
  }
  return found;
}

/** Area in square pixels. */
function areaOf(corners: Quad): number {
  return (
    Math.abs(corners.reduce((sum, p, i) => sum + p.x * corners[(i + 1) % 4]!.y - p.y * corners[(i + 1) % 4]!.x, 0)) / 2
  );
}

/** What the network says of one square of the picture. */
interface Look {
  readonly maps: Float32Array;
  /** Where the picture lies in the input, in its pixels. */
  readonly frame: Box;
  toPicture(point: Point): Point;
}

async function look(picture: Picture, square: Box, network: Network, signal?: AbortSignal): Promise<Look> {
  const { input } = network.entry;
  const transform = stretch(square, input.width, input.height);
  const frame = frameOf(picture, transform);
  const { maps } = await network.run(lookTensor(picture, transform, frame, input), signal);
  const pixel = square.width / input.width;
  const toPicture = ({ x, y }: Point) => ({ x: square.x + pixel * x, y: square.y + pixel * y });
  return { maps: maps!, frame, toPicture };
}

/** A look at the picture as it is, and turned: what it says is the mean of all. */
async function lookAtTurns(
  picture: Picture,
  square: Box,
  turns: readonly QuarterTurns[],
  network: Network,
  signal?: AbortSignal,
): Promise<Look> {
  const asItIs = await look(picture, square, network, signal);
  const sum = asItIs.maps.slice();
  for (const by of turns) {
    const turned = new TurnedPicture(picture, by);
    const seen = moveBox(square, (point) => turned.fromOriginal(point));
    const { maps } = await look(turned, seen, network, signal);
    const cells = maps.length / MAPS;
    for (let map = 0; map < MAPS; map++) {
      const back = turnedSquare(maps.subarray(map * cells, (map + 1) * cells), (4 - by) as QuarterTurns);
      for (const [cell, value] of back.entries()) sum[map * cells + cell]! += value;
    }
  }
  return { ...asItIs, maps: sum.map((value) => value / (1 + turns.length)) };
}

function frameOf({ width, height }: Picture, transform: Affine): Box {
  const [p, q] = [apply(transform, { x: 0, y: 0 }), apply(transform, { x: width, y: height })];
  return { x: p.x, y: p.y, width: q.x - p.x, height: q.y - p.y };
}

/** A picture is black outside; the network was trained on grey there. */
function lookTensor(picture: Picture, transform: Affine, frame: Box, input: InputSpec): Float32Array {
  const rgba = picture.sample(transform, input.width, input.height);
  const shareIn = (pixel: number, start: number, length: number) =>
    Math.max(0, Math.min(pixel + 1, start + length) - Math.max(pixel, start));
  for (let row = 0; row < input.height; row++) {
    const inRow = shareIn(row, frame.y, frame.height);
    for (let column = 0; column < input.width; column++) {
      const outside = 1 - inRow * shareIn(column, frame.x, frame.width);
      if (outside === 0) continue;
      const at = 4 * (row * input.width + column);
      for (let i = 0; i < 3; i++) rgba[at + i] = rgba[at + i]! + outside * GREY;
    }
  }
  return inputTensor(rgba, input);
}

/** One document may have been in parts at first look, of which closer looks then find the whole each time. */
function distinct(found: readonly LocatedDocument[]): LocatedDocument[] {
  const kept: LocatedDocument[] = [];
  const covers = (p: LocatedDocument, q: LocatedDocument) => isInside(p.corners, mean(q.corners));
  for (const one of found.toSorted((p, q) => q.score - p.score)) {
    if (!kept.some((other) => covers(one, other) || covers(other, one))) kept.push(one);
  }
  return kept;
}
