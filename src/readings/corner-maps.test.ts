import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawMaps } from '../testing/corner-network.ts';
import { candidateBoxes, readCorners } from './corner-maps.ts';
import type { Quad } from './document-outline.ts';
import { distance, type Point } from './geometry.ts';

const WHOLE = { x: 0, y: 0, width: 256, height: 256 };
const CARD: Quad = [
  { x: 40.3, y: 80.9 },
  { x: 210.2, y: 70.1 },
  { x: 220.8, y: 180.5 },
  { x: 35.4, y: 190.6 },
];

/** The greatest distance of a corner from that of the quad, from whichever it begins. */
function worst(found: Quad, quad: Quad): number {
  const from = (first: number) => Math.max(...found.map((corner, i) => distance(corner, quad[(i + first) % 4]!)));
  return Math.min(...[0, 1, 2, 3].map(from));
}

/** How near a quad comes to a place with one of its corners. */
function nearest(found: Quad, place: Point): number {
  return Math.min(...found.map((corner) => distance(corner, place)));
}

const any = () => 0;

describe('readCorners', () => {
  it('reads corners to a fraction of a pixel, clockwise', () => {
    const { corners, score, isCut } = readCorners(drawMaps([CARD]), WHOLE, any)!;
    expect(worst(corners, CARD)).toBeLessThan(0.05);
    expect(score).toBeGreaterThan(0.9);
    expect(isCut).toBe(false);
  });

  it('reads any rectangle, however it lies', () => {
    const places = fc.record({
      angle: fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
      width: fc.double({ min: 60, max: 150, noNaN: true }),
      ratio: fc.double({ min: 0.6, max: 1.6, noNaN: true }),
      x: fc.double({ min: 115, max: 141, noNaN: true }),
      y: fc.double({ min: 115, max: 141, noNaN: true }),
    });
    fc.assert(
      fc.property(places, ({ angle, width, ratio, x, y }) => {
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
        const [w, h] = [width / 2, width / ratio / 2];
        const quad = [
          [-w, -h],
          [w, -h],
          [w, h],
          [-w, h],
        ].map(([u, v]) => ({ x: x + cos * u! - sin * v!, y: y + sin * u! + cos * v! })) as unknown as Quad;
        fc.pre(quad.every((corner) => Math.min(corner.x, corner.y) > 8 && Math.max(corner.x, corner.y) < 248));
        expect(worst(readCorners(drawMaps([quad]), WHOLE, any)!.corners, quad)).toBeLessThan(0.1);
      }),
      { numRuns: 40 },
    );
  });

  it('takes the quad that the mask agrees with, whatever other corners are in view', () => {
    const neighbour: Quad = [
      { x: 60, y: 210 },
      { x: 200, y: 212 },
      { x: 205, y: 300 },
      { x: 55, y: 298 },
    ];
    const maps = drawMaps([CARD, neighbour]);
    expect(worst(readCorners(maps, WHOLE, any)!.corners, CARD)).toBeLessThan(1);
  });

  it('reads corners that lie outside of the picture where the network guesses them', () => {
    const frame = { x: 60, y: 0, width: 196, height: 256 };
    const { corners, score, isCut } = readCorners(
      drawMaps([CARD], ({ x }) => x > 60),
      frame,
      any,
    )!;
    expect(worst(corners, CARD)).toBeLessThan(0.1);
    expect(score).toBeGreaterThan(0.9);
    expect(isCut).toBe(false);
  });

  it('concludes a corner that is not seen: the document is cut, or something covers it', () => {
    const isSeen = (corner: Point) => corner !== CARD[2];
    const cut = readCorners(
      drawMaps([CARD], ({ x }) => x < 200, isSeen),
      { ...WHOLE, width: 200 },
      any,
    )!;
    expect(cut.isCut).toBe(true);
    expect(nearest(cut.corners, CARD[2])).toBeLessThan(20);
    const covered = readCorners(drawMaps([CARD], undefined, isSeen), WHOLE, any)!;
    expect(covered.isCut).toBe(false);
    expect(nearest(covered.corners, CARD[2])).toBeLessThan(20);
    expect(covered.score).toBeGreaterThan(0.8);
  });

  it('calls a document cut of which the picture shows two corners, whatever shape that has', () => {
    const isLeft = ({ x }: Point) => x < 150;
    const maps = drawMaps([CARD], isLeft, isLeft);
    const { isCut, corners, score } = readCorners(maps, { ...WHOLE, width: 150 }, () => Number.POSITIVE_INFINITY)!;
    expect(isCut).toBe(true);
    expect(score).toBeGreaterThan(0.8);
    expect(nearest(corners, CARD[0])).toBeLessThan(1);
    expect(nearest(corners, CARD[3])).toBeLessThan(1);
  });

  it('takes, of two quads that the maps allow alike, the one that looks more like a document', () => {
    const decoy = { x: CARD[2].x + 18, y: CARD[2].y + 18 };
    const maps = drawMaps([CARD, [CARD[0], CARD[1], decoy, CARD[3]]]);
    const strangeUnlessAt = (corner: Point) => (quad: Quad) => (nearest(quad, corner) < 3 ? 0 : 1);
    for (const corner of [CARD[2], decoy]) {
      expect(nearest(readCorners(maps, WHOLE, strangeUnlessAt(corner))!.corners, corner)).toBeLessThan(3);
    }
  });

  it('takes no quad that cannot be a document', () => {
    const maps = drawMaps([CARD]);
    expect(readCorners(maps, WHOLE, () => 1.01)).toBeUndefined();
  });

  it('reads nothing off empty maps, and little off noise', () => {
    expect(readCorners(new Float32Array(2 * 64 * 64), WHOLE, any)).toBeUndefined();
    let seed = 1;
    const random = () => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647;
    };
    const noise = Float32Array.from({ length: 2 * 64 * 64 }, () => 0.3 * random());
    expect(readCorners(noise, WHOLE, any)?.score ?? 0).toBeLessThan(0.5);
    expect(readCorners(new Float32Array(2 * 64 * 64).fill(1), WHOLE, any)?.score ?? 0).toBeLessThan(0.5);
    expect(readCorners(new Float32Array(2 * 64 * 64).fill(Number.NaN), WHOLE, any)).toBeUndefined();
  });
});

describe('candidateBoxes', () => {
  it('answers parts of the mask, largest first, at most four, and none that is a speck', () => {
    const square = (x: number, y: number, side: number): Quad => [
      { x, y },
      { x: x + side, y },
      { x: x + side, y: y + side },
      { x, y: y + side },
    ];
    const boxes = candidateBoxes(
      drawMaps([
        square(8, 8, 32),
        square(80, 8, 64),
        square(8, 120, 40),
        square(200, 200, 24),
        square(200, 8, 16),
        square(240, 120, 8),
      ]),
    );
    expect(boxes).toEqual([
      { x: 80, y: 8, width: 64, height: 64 },
      { x: 8, y: 120, width: 40, height: 40 },
      { x: 8, y: 8, width: 32, height: 32 },
      { x: 200, y: 200, width: 24, height: 24 },
    ]);
    expect(candidateBoxes(new Float32Array(2 * 64 * 64))).toEqual([]);
  });
});
