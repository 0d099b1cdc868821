import { boxOf, CELLS, leastRectangle, overlap, type Part, partsOf, split } from './document-mask.ts';
import type { Quad } from './document-outline.ts';
import { type Box, distance, mean, type Point } from './geometry.ts';
import { isConvex } from './homography.ts';

/** Pixels of the network's input on a side of a cell. */
const STRIDE = 4;
/** Cells that a part of the mask needs, or it is no candidate. */
const SMALLEST_CANDIDATE = 6;
const MOST_CANDIDATES = 4;
/** A corner's bump is at least so high, and the highest so many are tried: of other documents some may be in view. */
const LOWEST_PEAK = 0.1;
const MOST_PEAKS = 7;
/** Cells on either side of a peak that are not higher. */
const PEAK_REACH = 2;
/** What a corner costs that was concluded: four that were seen come first. */
const UNSEEN = 0.2;
/** What it costs to be as far from the shape of a document as one may be. */
const STRANGE = 0.15;
/** How far from the corner of a cut document's visible part its bump may lie, in cells. */
const NEAR = 4;

/** Four corners as one look at a document shows them. */
export interface CornerReading {
  /** In pixels of the network's input, clockwise as the picture is seen, from any of them on. */
  readonly corners: Quad;
  /**
   * 0 to 1, the lesser of: the mean height of the corners' bumps, and how far the quad and the mask agree (intersection over
   * union, where there is picture).
   */
  readonly score: number;
  /** Whether corners were concluded that lie outside of the picture: it cuts the document. */
  readonly isCut: boolean;
}

/** A corner in cells; one that was seen has the height of its bump. */
interface Corner extends Point {
  readonly height?: number;
}

type Four = readonly [Corner, Corner, Corner, Corner];

/**
 * Where documents may be: boxes in pixels of the network's input, largest first.
 *
 * @param maps `[2, 64, 64]`: document, and corner of one, whichever; 0 to 1.
 */
export function candidateBoxes(maps: Float32Array): Box[] {
  return partsOf(channel(maps, 0))
    .filter((part) => part.length >= SMALLEST_CANDIDATE)
    .flatMap((part) => split(part, SMALLEST_CANDIDATE))
    .sort((p, q) => q.length - p.length)
    .slice(0, MOST_CANDIDATES)
    .map((part) => scaled(boxOf(part), STRIDE));
}

/**
 * The corners of the document that a look is about.
 *
 * Of all quads between bumps that may be a document, the one is taken that has the highest, agrees best with the mask and looks most
 * like one. One corner may be concluded from three others: a finger covers it, or it lies outside of the picture. More may be where the picture
 * cuts the document; what it shows of that need not have the shape of one.
 *
 * @param maps as for {@link candidateBoxes}.
 * @param frame where the picture lies in the network's input, in pixels.
 * @param strangeness how far a quad in pixels of the network's input is from the shape of a document, up to 1 if it may be one.
 */
export function readCorners(
  maps: Float32Array,
  frame: Box,
  strangeness: (corners: Quad) => number,
): CornerReading | undefined {
  const mask = channel(maps, 0);
  const inCells = scaled(frame, 1 / STRIDE);
  const seen = peaksOf(channel(maps, 1));
  const whole = [...foursOf(seen), ...threesOf(seen)]
    .map(clockwise)
    .filter(isConvex)
    .map((corners) => ({ corners, strange: strangeness(toInput(corners)) }))
    .filter(({ strange }) => strange <= 1);
  const cut = cutOff(seen, mask, inCells).map(clockwise).filter(isConvex);
  let best: { readonly corners: Four; readonly score: number; readonly worth: number } | undefined;
  for (const { corners, strange } of [...whole, ...cut.map((corners) => ({ corners, strange: 0 }))]) {
    const height = meanHeight(corners);
    const unseen = corners.filter((corner) => corner.height === undefined).length;
    const agreement = overlap(corners, mask, inCells);
    const worth = height + agreement - unseen * UNSEEN - strange * STRANGE;
    if (!best || worth > best.worth) best = { corners, score: Math.min(height, agreement), worth };
  }
  if (!best) return undefined;
  return {
    corners: toInput(best.corners),
    score: best.score,
    isCut: cut.includes(best.corners) || best.corners.some((corner) => !corner.height && !isIn(inCells, corner)),
  };
}

function toInput(corners: Four): Quad {
  return corners.map(({ x, y }) => ({ x: STRIDE * x, y: STRIDE * y })) as unknown as Quad;
}

function channel(maps: Float32Array, index: number): Float32Array {
  return maps.subarray(index * CELLS * CELLS, (index + 1) * CELLS * CELLS);
}

function scaled({ x, y, width, height }: Box, factor: number): Box {
  return { x: factor * x, y: factor * y, width: factor * width, height: factor * height };
}

/** Local maxima, highest first. */
function peaksOf(heat: Float32Array): Corner[] {
  const peaks: Required<Corner>[] = [];
  heat.forEach((value, cell) => {
    if (!(value > LOWEST_PEAK) || !isHighest(heat, cell)) return;
    peaks.push({ ...subCell(heat, cell), height: value });
  });
  return peaks.sort((p, q) => q.height - p.height).slice(0, MOST_PEAKS);
}

/** Of cells of equal height the first is the highest. */
function isHighest(heat: Float32Array, cell: number): boolean {
  const [row, column] = [Math.floor(cell / CELLS), cell % CELLS];
  for (let r = Math.max(0, row - PEAK_REACH); r <= Math.min(CELLS - 1, row + PEAK_REACH); r++) {
    for (let c = Math.max(0, column - PEAK_REACH); c <= Math.min(CELLS - 1, column + PEAK_REACH); c++) {
      const other = r * CELLS + c;
      if (heat[other]! > heat[cell]! || (heat[other] === heat[cell] && other < cell)) return false;
    }
  }
  return true;
}

/** The top of a bump: through the logarithms of three neighbours goes a parabola, and through those of a Gaussian exactly. */
function subCell(heat: Float32Array, cell: number): Point {
  const [row, column] = [Math.floor(cell / CELLS), cell % CELLS];
  const offset = (place: number, step: number) => {
    if (place === 0 || place === CELLS - 1) return 0;
    const [before, here, after] = [-step, 0, step].map((by) => Math.log(Math.max(heat[cell + by]!, 1e-4))) as [
      number,
      number,
      number,
    ];
    const bend = before - 2 * here + after;
    return bend < -1e-6 ? Math.min(Math.max((before - after) / (2 * bend), -0.5), 0.5) : 0;
  };
  return { x: column + 0.5 + offset(column, 1), y: row + 0.5 + offset(row, CELLS) };
}

/** Every choice of `count` corners. */
function choices(corners: readonly Corner[], count: number): Corner[][] {
  if (count === 0) return [[]];
  return corners.flatMap((corner, i) => choices(corners.slice(i + 1), count - 1).map((others) => [corner, ...others]));
}

function foursOf(seen: readonly Corner[]): Four[] {
  return choices(seen, 4) as unknown as Four[];
}

/** Three corners and the one that makes them a parallelogram. */
function threesOf(seen: readonly Corner[]): Four[] {
  return choices(seen, 3).flatMap((three) =>
    three.map((opposite, i) => {
      const [p, q] = [three[(i + 1) % 3]!, three[(i + 2) % 3]!];
      return [...three, { x: p.x + q.x - opposite.x, y: p.y + q.y - opposite.y }] as unknown as Four;
    }),
  );
}

/** Of a part of the mask that the picture's border cuts, the visible rectangle, with the two or three corners that are its own. */
function cutOff(seen: readonly Corner[], mask: Float32Array, frame: Box): Four[] {
  const part = partsOf(mask)[0];
  if (!part || !touches(part, frame)) return [];
  const rectangle = leastRectangle(part).map((corner): Corner => {
    const nearest = seen.filter((peak) => distance(peak, corner) < NEAR);
    return nearest.sort((p, q) => distance(p, corner) - distance(q, corner))[0] ?? corner;
  });
  const own = rectangle.filter((corner) => corner.height !== undefined).length;
  return own === 2 || own === 3 ? [rectangle as unknown as Four] : [];
}

function touches(part: Part, frame: Box): boolean {
  const { x, y, width, height } = boxOf(part);
  return (
    x <= frame.x + 1 ||
    y <= frame.y + 1 ||
    x + width >= frame.x + frame.width - 1 ||
    y + height >= frame.y + frame.height - 1
  );
}

function isIn({ x, y, width, height }: Box, point: Point): boolean {
  return point.x >= x && point.y >= y && point.x <= x + width && point.y <= y + height;
}

/** As the picture is seen, from any of them on. */
function clockwise(corners: Four): Four {
  const centre = mean(corners);
  const angle = ({ x, y }: Point) => Math.atan2(y - centre.y, x - centre.x);
  return corners.toSorted((p, q) => angle(p) - angle(q)) as unknown as Four;
}

function meanHeight(corners: Four): number {
  const heights = corners.flatMap(({ height }) => height ?? []);
  return heights.reduce((sum, height) => sum + height, 0) / heights.length;
}
