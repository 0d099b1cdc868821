import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quad } from './document-outline.ts';
import { affineAt, concatenate, homography, invert, isConvex, project } from './homography.ts';

const SQUARE: Quad = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 100 },
  { x: 0, y: 100 },
];

/** A square whose corners were moved, so little that it stays convex, then put anywhere at any size. */
const quads = fc
  .tuple(
    fc.array(fc.double({ min: -24, max: 24, noNaN: true }), { minLength: 8, maxLength: 8 }),
    fc.double({ min: 0.01, max: 100, noNaN: true }),
    fc.double({ min: -1e4, max: 1e4, noNaN: true }),
  )
  .map(
    ([moves, scale, shift]) =>
      SQUARE.map(({ x, y }, i) => ({
        x: shift + scale * (x + moves[2 * i]!),
        y: shift - scale * (y + moves[2 * i + 1]!),
      })) as unknown as Quad,
  );

function extentOf(quad: Quad): number {
  return Math.max(...quad.map(({ x, y }) => Math.abs(x) + Math.abs(y)));
}

describe('homography', () => {
  it('maps the four points onto the four others, and invert() maps them back', () => {
    fc.assert(
      fc.property(quads, quads, (from, onto) => {
        const map = homography(from, onto)!;
        const back = invert(map)!;
        from.forEach((point, i) => {
          const there = project(map, point);
          expect(Math.hypot(there.x - onto[i]!.x, there.y - onto[i]!.y)).toBeLessThan(1e-6 * extentOf(onto));
          const home = project(back, onto[i]!);
          expect(Math.hypot(home.x - point.x, home.y - point.y)).toBeLessThan(1e-6 * extentOf(from));
        });
      }),
    );
  });

  it('maps straight lines onto straight lines', () => {
    fc.assert(
      fc.property(quads, fc.double({ min: 0, max: 1, noNaN: true }), (onto, t) => {
        const map = homography(SQUARE, onto)!;
        const { x, y } = project(map, { x: 100 * t, y: 0 });
        const [p, q] = onto;
        const off = (q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x);
        expect(Math.abs(off)).toBeLessThan(1e-6 * extentOf(onto) ** 2);
      }),
    );
  });

  it.each([
    [
      'three on a line',
      [
        { x: 0, y: 0 },
        { x: 50, y: 50 },
        { x: 100, y: 100 },
        { x: 0, y: 100 },
      ],
    ],
    [
      'two in one place',
      [
        { x: 0, y: 0 },
        { x: 0, y: 0 },
        { x: 100, y: 100 },
        { x: 0, y: 100 },
      ],
    ],
    [
      'crossed',
      [
        { x: 0, y: 0 },
        { x: 100, y: 100 },
        { x: 100, y: 0 },
        { x: 0, y: 100 },
      ],
    ],
    [
      'not convex',
      [
        { x: 0, y: 0 },
        { x: 100, y: 0 },
        { x: 20, y: 20 },
        { x: 0, y: 100 },
      ],
    ],
    [
      'no numbers',
      [
        { x: Number.NaN, y: 0 },
        { x: 100, y: 0 },
        { x: 100, y: 100 },
        { x: 0, y: 100 },
      ],
    ],
    [
      'infinite',
      [
        { x: Number.POSITIVE_INFINITY, y: 0 },
        { x: 100, y: 0 },
        { x: 100, y: 100 },
        { x: 0, y: 100 },
      ],
    ],
    [
      'all in one place',
      [
        { x: 7, y: 7 },
        { x: 7, y: 7 },
        { x: 7, y: 7 },
        { x: 7, y: 7 },
      ],
    ],
  ] as const)('is none for points that are %s', (_, quad) => {
    expect(isConvex(quad)).toBe(false);
    expect(homography(quad, SQUARE)).toBeUndefined();
    expect(homography(SQUARE, quad)).toBeUndefined();
  });
});

it('concatenate() does one after the other', () => {
  fc.assert(
    fc.property(quads, quads, (through, onto) => {
      const both = concatenate(homography(through, onto)!, homography(SQUARE, through)!);
      const middle = project(both, { x: 30, y: 60 });
      const stepwise = project(homography(through, onto)!, project(homography(SQUARE, through)!, { x: 30, y: 60 }));
      expect(Math.hypot(middle.x - stepwise.x, middle.y - stepwise.y)).toBeLessThan(1e-6 * extentOf(onto));
    }),
  );
});

it('affineAt() agrees with the map at the point and in its neighbourhood', () => {
  const map = homography(SQUARE, [
    { x: 10, y: 0 },
    { x: 300, y: 40 },
    { x: 250, y: 200 },
    { x: 0, y: 150 },
  ])!;
  const { a, b, c, d, e, f } = affineAt(map, { x: 40, y: 70 });
  for (const [dx, dy] of [
    [0, 0],
    [1e-4, 0],
    [0, 1e-4],
  ] as const) {
    const exact = project(map, { x: 40 + dx, y: 70 + dy });
    expect(a * (40 + dx) + c * (70 + dy) + e).toBeCloseTo(exact.x, 7);
    expect(b * (40 + dx) + d * (70 + dy) + f).toBeCloseTo(exact.y, 7);
  }
});
