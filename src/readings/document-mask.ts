import type { Box, Point } from './geometry.ts';

/** Cells of a network's map on a side. */
export const CELLS = 64;
/** Probability from which on a cell counts as document. */
const COVERED = 0.5;

/** Cells of a mask that hang together, each as `row * CELLS + column`. */
export type Part = readonly number[];

/** The parts of a mask, largest first. Cells that only touch at a corner are apart. */
export function partsOf(mask: Float32Array): Part[] {
  const seen = new Uint8Array(mask.length);
  const parts: Part[] = [];
  for (let start = 0; start < mask.length; start++) {
    if (seen[start] || !(mask[start]! > COVERED)) continue;
    seen[start] = 1;
    const part = [start];
    for (let next = 0; next < part.length; next++) {
      for (const cell of neighbours(part[next]!)) {
        if (seen[cell] || !(mask[cell]! > COVERED)) continue;
        seen[cell] = 1;
        part.push(cell);
      }
    }
    parts.push(part);
  }
  return parts.sort((p, q) => q.length - p.length);
}

/**
 * The parts that are left of one when two cells are taken off all around, each grown back by as many: what hangs together by a bridge comes apart.
 *
 * @param least cells that have to be left of a part.
 * @returns the part itself where it stays in one piece.
 */
export function split(part: Part, least: number): Part[] {
  const mask = new Float32Array(CELLS * CELLS);
  for (const cell of shrunk(shrunk(part))) mask[cell] = 1;
  const pieces = partsOf(mask).filter((piece) => piece.length >= least);
  return pieces.length < 2 ? [part] : pieces.map((piece) => grown(grown(piece)));
}

function shrunk(part: Part): Part {
  const whole = new Set(part);
  return part.filter((cell) => neighbours(cell).every((other) => whole.has(other)));
}

function grown(part: Part): Part {
  return [...new Set(part.flatMap((cell) => [cell, ...neighbours(cell)]))];
}

function neighbours(cell: number): number[] {
  const column = cell % CELLS;
  return [
    ...(column > 0 ? [cell - 1] : []),
    ...(column < CELLS - 1 ? [cell + 1] : []),
    ...(cell >= CELLS ? [cell - CELLS] : []),
    ...(cell < CELLS * (CELLS - 1) ? [cell + CELLS] : []),
  ];
}

/** The box around the cells of a part, in cells: `x` 0 is the left edge of the first column. */
export function boxOf(part: Part): Box {
  const [columns, rows] = [part.map((cell) => cell % CELLS), part.map((cell) => Math.floor(cell / CELLS))];
  const [left, top] = [Math.min(...columns), Math.min(...rows)];
  return { x: left, y: top, width: Math.max(...columns) + 1 - left, height: Math.max(...rows) + 1 - top };
}

/**
 * Intersection over union of a quad and a mask, 0 to 1; only of cells whose centre lies in the frame.
 *
 * @param quad clockwise, in cells.
 */
export function overlap(quad: readonly Point[], mask: Float32Array, frame: Box): number {
  const [left, right] = [frame.x, frame.x + frame.width].map(firstCentre) as [number, number];
  const [top, bottom] = [frame.y, frame.y + frame.height].map(firstCentre) as [number, number];
  let shared = 0;
  let covered = 0;
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const value = mask[row * CELLS + column]!;
      const inside = isInside(quad, { x: column + 0.5, y: row + 0.5 });
      if (inside) shared += value;
      covered += inside ? 1 : value;
    }
  }
  return covered === 0 ? 0 : shared / covered;
}

/** The first cell whose centre lies at a place or after it. */
function firstCentre(place: number): number {
  return Math.min(Math.max(Math.ceil(place - 0.5), 0), CELLS);
}

/** Whether a point lies in a convex polygon that goes clockwise as the picture is seen. */
export function isInside(polygon: readonly Point[], { x, y }: Point): boolean {
  for (let i = 0; i < polygon.length; i++) {
    const p = polygon[i]!;
    const q = polygon[(i + 1) % polygon.length]!;
    if (!((q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x) >= 0)) return false;
  }
  return true;
}

/** The rectangle of least area, in any direction, about the cells of a part; clockwise, in cells. */
export function leastRectangle(part: Part): Point[] {
  const hull = convexHull(
    part.flatMap((cell) => {
      const [x, y] = [cell % CELLS, Math.floor(cell / CELLS)];
      return [
        { x, y },
        { x: x + 1, y },
        { x, y: y + 1 },
        { x: x + 1, y: y + 1 },
      ];
    }),
  );
  let least = Number.POSITIVE_INFINITY;
  let best: Point[] = [];
  // One side of the least rectangle lies on a side of the hull (Freeman & Shapira 1975).
  hull.forEach((p, i) => {
    const q = hull[(i + 1) % hull.length]!;
    const length = Math.hypot(q.x - p.x, q.y - p.y);
    const [cos, sin] = [(q.x - p.x) / length, (q.y - p.y) / length];
    const along = hull.map(({ x, y }) => cos * x + sin * y);
    const across = hull.map(({ x, y }) => cos * y - sin * x);
    const [left, right] = [Math.min(...along), Math.max(...along)];
    const [top, bottom] = [Math.min(...across), Math.max(...across)];
    const area = (right - left) * (bottom - top);
    if (area >= least) return;
    least = area;
    const back = (u: number, v: number) => ({ x: cos * u - sin * v, y: sin * u + cos * v });
    best = [back(left, top), back(right, top), back(right, bottom), back(left, bottom)];
  });
  return best;
}

/** Andrew's monotone chain, clockwise as the picture is seen. */
function convexHull(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((p, q) => p.x - q.x || p.y - q.y);
  const chain = (ordered: readonly Point[]) => {
    const hull: Point[] = [];
    for (const point of ordered) {
      while (hull.length > 1 && turn(hull.at(-2)!, hull.at(-1)!, point) <= 0) hull.pop();
      hull.push(point);
    }
    return hull.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

function turn(p: Point, q: Point, r: Point): number {
  return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
}
