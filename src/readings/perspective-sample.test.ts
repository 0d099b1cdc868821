import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnPicture } from '../testing/drawn-picture.ts';
import { WatchedPicture } from '../testing/watched-picture.ts';
import type { Quad } from './document-outline.ts';
import { homography, project } from './homography.ts';
import { samplePerspective } from './perspective-sample.ts';

/** Smooth enough that to interpolate it loses next to nothing. */
const landscape = drawnPicture(900, 700, ({ x, y }) => [
  127 + 120 * Math.sin(x / 60),
  127 + 120 * Math.sin(y / 50),
  127 + 120 * Math.sin((x + y) / 80),
]);
const [WIDTH, HEIGHT] = [500, 320];
const CORNERS: Quad = [
  { x: 0, y: 0 },
  { x: WIDTH, y: 0 },
  { x: WIDTH, y: HEIGHT },
  { x: 0, y: HEIGHT },
];

describe('samplePerspective', () => {
  it('shows of each pixel what lies in its place, over the seams of its tiles too', () => {
    const move = fc.double({ min: -60, max: 60, noNaN: true });
    fc.assert(
      fc.property(fc.array(move, { minLength: 8, maxLength: 8 }), fc.nat(3), (moves, turns) => {
        const quad = [
          { x: 150, y: 150 },
          { x: 750, y: 150 },
          { x: 750, y: 550 },
          { x: 150, y: 550 },
        ].map(({ x, y }, i) => ({ x: x + moves[2 * i]!, y: y + moves[2 * i + 1]! }));
        const turned = quad.map((_, i) => quad[(i + turns) % 4]!) as unknown as Quad;
        const map = homography(CORNERS, turned)!;
        const rgba = samplePerspective(landscape, map, WIDTH, HEIGHT);
        for (const [x, y] of [
          [0, 0],
          [166, 100],
          [167, 160],
          [333, 159],
          [334, 161],
          [499, 319],
          [250, 160],
        ] as const) {
          const seen = project(map, { x: x + 0.5, y: y + 0.5 });
          const at = 4 * (y * WIDTH + x);
          expect(Math.abs(rgba[at]! - (127 + 120 * Math.sin(seen.x / 60)))).toBeLessThan(2);
          expect(Math.abs(rgba[at + 1]! - (127 + 120 * Math.sin(seen.y / 50)))).toBeLessThan(2);
          expect(rgba[at + 3]).toBe(255);
        }
      }),
      { numRuns: 3 },
    );
  });

  it('is grey outside of the picture', () => {
    const map = homography(CORNERS, [
      { x: -400, y: 100 },
      { x: 400, y: 100 },
      { x: 400, y: 600 },
      { x: -400, y: 600 },
    ])!;
    const rgba = samplePerspective(landscape, map, WIDTH, HEIGHT);
    expect([...rgba.subarray(0, 4)]).toEqual([128, 128, 128, 255]);
    expect([...rgba.subarray(4 * 100, 4 * 100 + 4)]).toEqual([128, 128, 128, 255]);
  });

  it('never holds more of the picture than a tile, however large the picture is', () => {
    const huge = new WatchedPicture(drawnPicture(12_000, 9000, () => [10, 20, 30]));
    const map = homography(CORNERS, [
      { x: 100, y: 100 },
      { x: 11_900, y: 300 },
      { x: 11_000, y: 8900 },
      { x: 500, y: 8000 },
    ])!;
    const rgba = samplePerspective(huge, map, WIDTH, HEIGHT);
    expect([...rgba.subarray(4 * 9000, 4 * 9000 + 4)]).toEqual([10, 20, 30, 255]);
    expect(Math.max(...huge.sizes)).toBeLessThan(300 * 300);
  });

  it('bends what a steep view would not let through a tile at full scale', () => {
    const map = homography(CORNERS, [
      { x: 400, y: 100 },
      { x: 420, y: 100 },
      { x: 800, y: 600 },
      { x: 20, y: 600 },
    ])!;
    const rgba = samplePerspective(landscape, map, WIDTH, HEIGHT);
    for (const [x, y] of [
      [20, 300],
      [480, 300],
      [250, 5],
    ] as const) {
      const seen = project(map, { x: x + 0.5, y: y + 0.5 });
      expect(Math.abs(rgba[4 * (y * WIDTH + x)]! - (127 + 120 * Math.sin(seen.x / 60)))).toBeLessThan(4);
    }
  });
});
