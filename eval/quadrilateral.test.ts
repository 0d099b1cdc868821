import { describe, expect, it } from 'vitest';
import type { Quad } from '../src/index.ts';
import {
  cornerErrors,
  intersectionOverUnion,
  isClockwiseAndConvex,
  isOriented,
  type QuarterTurn,
  turnBack,
} from './quadrilateral.ts';

function quadrilateral(...numbers: readonly number[]): Quad {
  const corner = (index: number) => ({ x: numbers[2 * index]!, y: numbers[2 * index + 1]! });
  return [corner(0), corner(1), corner(2), corner(3)];
}

const square = quadrilateral(0, 0, 10, 0, 10, 10, 0, 10);
const leaning = quadrilateral(12, 7, 95, 21, 88, 70, 5, 62);

describe('intersectionOverUnion', () => {
  it('is 1 of the same, 0 of what lies apart, and 0 of nothing', () => {
    expect(intersectionOverUnion(leaning, leaning)).toBeCloseTo(1, 12);
    expect(intersectionOverUnion(quadrilateral(20, 0, 30, 0, 30, 10, 20, 10), square)).toBe(0);
    expect(intersectionOverUnion(quadrilateral(5, 5, 5, 5, 5, 5, 5, 5), square)).toBe(0);
  });

  it('is exact of areas that cross', () => {
    expect(intersectionOverUnion(quadrilateral(5, 5, 15, 5, 15, 15, 5, 15), square)).toBeCloseTo(25 / 175, 12);
    const diamond = quadrilateral(5, -2, 12, 5, 5, 12, -2, 5);
    // Four tips stick out, each of a base of 4 and a height of 2.
    expect(intersectionOverUnion(diamond, square)).toBeCloseTo((98 - 16) / (100 + 16), 12);
  });

  it('looks at the area alone, whichever corner comes first and whichever way round', () => {
    const [a, b, c, d] = leaning;
    expect(intersectionOverUnion([c, d, a, b], leaning)).toBeCloseTo(1, 12);
    expect(intersectionOverUnion([d, c, b, a], leaning)).toBeCloseTo(1, 12);
  });

  it('agrees with counting the pixels, also of a reentrant answer', () => {
    const inside = (corners: Quad, x: number, y: number) =>
      corners.reduce((odd, { x: x1, y: y1 }, index) => {
        const { x: x0, y: y0 } = corners.at(index - 1)!;
        return y1 > y !== y0 > y && x < ((x0 - x1) * (y - y1)) / (y0 - y1) + x1 ? !odd : odd;
      }, false);
    for (const answered of [
      quadrilateral(2, 30, 70, 3, 99, 66, 33, 83),
      quadrilateral(10, 10, 50, 30, 90, 10, 50, 75),
    ]) {
      let [shared, either] = [0, 0];
      for (let y = 0; y < 100; y += 0.25) {
        for (let x = 0; x < 100; x += 0.25) {
          const [one, other] = [inside(answered, x, y), inside(leaning, x, y)];
          if (one && other) shared += 1;
          if (one || other) either += 1;
        }
      }
      expect(intersectionOverUnion(answered, leaning)).toBeCloseTo(shared / either, 2);
    }
  });
});

describe('cornerErrors', () => {
  it('are distances in shares of the diagonal', () => {
    expect(cornerErrors(square, square)).toEqual([0, 0, 0, 0]);
    const off = quadrilateral(3, 4, 10, 0, 10, 10, 0, 10);
    expect(cornerErrors(off, square)).toEqual([5 / Math.hypot(10, 10), 0, 0, 0]);
  });

  it('take corners by their names: those of an upside-down document are a diagonal away', () => {
    const [a, b, c, d] = square;
    expect(cornerErrors([c, d, a, b], square)).toEqual([1, 1, 1, 1]);
  });
});

it('tells the orientation, however inexact the corners are', () => {
  const near = quadrilateral(20, 1, 90, 30, 80, 75, 0, 60);
  const [a, b, c, d] = near;
  expect(isOriented(near, leaning)).toBe(true);
  for (const turned of [
    [b, c, d, a],
    [c, d, a, b],
    [d, a, b, c],
  ] as const) {
    expect(isOriented(turned, leaning)).toBe(false);
  }
});

it('tells labels that cannot be those of a document', () => {
  const [a, b, c, d] = leaning;
  expect(isClockwiseAndConvex(leaning)).toBe(true);
  expect(isClockwiseAndConvex([c, d, a, b])).toBe(true);
  expect(isClockwiseAndConvex([d, c, b, a])).toBe(false);
  expect(isClockwiseAndConvex([a, c, b, d])).toBe(false);
  expect(isClockwiseAndConvex([a, b, { x: 30, y: 30 }, d])).toBe(false);
  expect(isClockwiseAndConvex([a, a, c, d])).toBe(false);
});

it('turns corners back to where they were before the picture was turned', () => {
  // What each turn makes of a picture of 100 x 80: its own top left goes to the right, to the bottom right, to the left.
  const turned: readonly (readonly [QuarterTurn, Quad, { width: number; height: number }])[] = [
    [90, quadrilateral(73, 12, 59, 95, 10, 88, 18, 5), { width: 80, height: 100 }],
    [180, quadrilateral(88, 73, 5, 59, 12, 10, 95, 18), { width: 100, height: 80 }],
    [270, quadrilateral(7, 88, 21, 5, 70, 12, 62, 95), { width: 80, height: 100 }],
  ];
  for (const [turn, corners, size] of turned) expect(turnBack(corners, turn, size)).toEqual(leaning);
});
