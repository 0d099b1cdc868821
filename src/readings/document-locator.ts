import { inputTensor } from '../models/input-tensor.ts';
import type { InputSpec } from '../models/manifest.ts';
import type { Network } from '../models/network.ts';
import { candidateBoxes, readCorners } from './corner-maps.ts';
import { mayBeDocument } from './document-format.ts';
import { isInside } from './document-mask.ts';
import type { Quad } from './document-outline.ts';
import { type Affine, apply, type Box, centreOf, mean, type Point, squareAbout, stretch } from './geometry.ts';
import type { Picture } from './picture.ts';

/** How much larger than a candidate the square is that a closer look sees. */
const MARGIN = 1.35;
/** A first closer look sets the square anew for a second. */
const CLOSER_LOOKS = 2;
/** Score from which on the closest look confirms a document. */
const CONFIRMED = 0.5;
/** The middle between black and white, which is nothing to the network. */
const GREY = 127.5;

/** A document as the network sees it. */
export interface LocatedDocument {
  /** In pixels of the picture, clockwise as it is seen, from any of them on. */
  readonly corners: Quad;
  /** 0 to 1, see `CornerReading.score`. */
  readonly score: number;
  /** Whether corners lie so far outside of the picture that they had to be concluded. */
  readonly concluded: boolean;
}

/**
 * The documents of a picture, largest first.
 *
 * The network looks at the whole picture, and then twice at a square about whatever it took for a document: only what the last look
 * confirms is one, and its corners are read there, at four times the detail or more.
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
    const document = await lookCloser(picture, first.boxToPicture(box), network, signal);
    if (!document || document.score < CONFIRMED) continue;
    // What is cut off has not shown its proportions.
    if (document.concluded || mayBeDocument(document.corners, picture)) found.push(document);
  }
  return distinct(found).sort((p, q) => areaOf(q.corners) - areaOf(p.corners));
}

/** What the square about a box shows, and then that about the corners found there: the box was only roughly that of the document. */
async function lookCloser(
  picture: Picture,
  candidate: Box,
  network: Network,
  signal?: AbortSignal,
): Promise<LocatedDocument | undefined> {
  let box = candidate;
  let document: LocatedDocument | undefined;
  for (let round = 0; round < CLOSER_LOOKS; round++) {
    const square = squareAbout(centreOf(box), MARGIN * Math.max(box.width, box.height));
    const closer = await look(picture, square, network, signal);
    const reading = readCorners(closer.maps, closer.frame);
    if (!reading) return undefined;
    const corners = reading.corners.map(closer.toPicture) as unknown as Quad;
    document = { corners, score: reading.score, concluded: reading.concluded };
    box = visiblePart(corners, picture);
  }
  return document;
}

/** The box about the corners, as far as it lies in the picture. */
function visiblePart(corners: Quad, { width, height }: Picture): Box {
  const [xs, ys] = [corners.map(({ x }) => clamp(x, width)), corners.map(({ y }) => clamp(y, height))];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}

/** Area in square pixels. */
export function areaOf(corners: Quad): number {
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
  boxToPicture(box: Box): Box;
}

async function look(picture: Picture, square: Box, network: Network, signal?: AbortSignal): Promise<Look> {
  const { input } = network.entry;
  const transform = stretch(square, input.width, input.height);
  const frame = frameOf(picture, transform);
  const { maps } = await network.run(lookTensor(picture, transform, frame, input), signal);
  const pixel = square.width / input.width;
  const toPicture = ({ x, y }: Point) => ({ x: square.x + pixel * x, y: square.y + pixel * y });
  const boxToPicture = (box: Box) => ({ ...toPicture(box), width: pixel * box.width, height: pixel * box.height });
  return { maps: maps!, frame, toPicture, boxToPicture };
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

/** One document may have been in parts at first look, of which each closer look then finds the whole. */
function distinct(found: readonly LocatedDocument[]): LocatedDocument[] {
  const kept: LocatedDocument[] = [];
  const covers = (p: LocatedDocument, q: LocatedDocument) => isInside(p.corners, mean(q.corners));
  for (const one of found.toSorted((p, q) => q.score - p.score)) {
    if (!kept.some((other) => covers(one, other) || covers(other, one))) kept.push(one);
  }
  return kept;
}
