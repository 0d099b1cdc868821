import { expect, it } from 'vitest';
import { boxOf, CELLS, isInside, leastRectangle, overlap, partsOf, split } from './document-mask.ts';
import { distance, type Point } from './geometry.ts';

function maskOf(isCovered: (point: Point) => boolean): Float32Array {
  return Float32Array.from({ length: CELLS * CELLS }, (_, cell) =>
    isCovered({ x: (cell % CELLS) + 0.5, y: Math.floor(cell / CELLS) + 0.5 }) ? 1 : 0,
  );
}

const FRAME = { x: 0, y: 0, width: CELLS, height: CELLS };
const TILTED: readonly Point[] = [
  { x: 20, y: 10 },
  { x: 50, y: 20 },
  { x: 43, y: 41 },
  { x: 13, y: 31 },
];

it('partsOf() tells parts apart that only touch at a corner, largest first', () => {
  const mask = maskOf(({ x, y }) => (x < 3 && y < 3) || (x >= 3 && x < 8 && y >= 3 && y < 8));
  const parts = partsOf(mask);
  expect(parts.map((part) => part.length)).toEqual([25, 9]);
  expect(parts.map(boxOf)).toEqual([
    { x: 3, y: 3, width: 5, height: 5 },
    { x: 0, y: 0, width: 3, height: 3 },
  ]);
  expect(partsOf(maskOf(() => true))).toHaveLength(1);
  expect(partsOf(maskOf(() => false))).toEqual([]);
});

it('split() takes apart what a thin bridge joins, and leaves the rest in one piece', () => {
  // They overlap by two cells of either direction.
  const isBoth = ({ x, y }: Point) => (x < 12 && y < 9) || (x >= 10 && x < 24 && y >= 7 && y < 22);
  const [joined] = partsOf(maskOf(isBoth));
  expect(split(joined!, 6).map(boxOf)).toEqual([
    { x: 10, y: 7, width: 14, height: 15 },
    { x: 0, y: 0, width: 12, height: 9 },
  ]);
  const [tilted] = partsOf(maskOf((point) => isInside(TILTED, point)));
  expect(split(tilted!, 6)).toEqual([tilted]);
  const [speck] = partsOf(maskOf(({ x, y }) => x < 2 && y < 3));
  expect(split(speck!, 6)).toEqual([speck]);
});

it('leastRectangle() goes round a part in its own direction', () => {
  const [part] = partsOf(maskOf((point) => isInside(TILTED, point)));
  const rectangle = leastRectangle(part!);
  for (const corner of TILTED) {
    expect(Math.min(...rectangle.map((other) => distance(corner, other)))).toBeLessThan(1.6);
  }
  const [whole] = partsOf(maskOf(() => true));
  expect(boxOf(whole!)).toEqual(FRAME);
  expect(leastRectangle([0])).toHaveLength(4);
});

it('overlap() is 1 where quad and mask agree, and looks only where there is picture', () => {
  const mask = maskOf((point) => isInside(TILTED, point));
  expect(overlap(TILTED, mask, FRAME)).toBe(1);
  const half = maskOf((point) => isInside(TILTED, point) && point.x < 30);
  expect(overlap(TILTED, half, FRAME)).toBeLessThan(0.6);
  expect(overlap(TILTED, half, { ...FRAME, width: 30 })).toBe(1);
  expect(overlap(TILTED, mask, { x: -50, y: 0, width: 20, height: 64 })).toBe(0);
  expect(
    overlap(
      TILTED,
      maskOf(() => false),
      FRAME,
    ),
  ).toBe(0);
});
