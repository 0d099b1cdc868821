import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_FORMATS, nearestFormat, seenShape, strangeness, turned } from './document-format.ts';
import type { Quad } from './document-outline.ts';

const PICTURE = { width: 1500, height: 2000 };
/** Of the camera that is assumed, in pixels. */
const FOCAL = 1700;

/** What a camera at `focal` pixels sees of a rectangle that is turned about all three axes, in degrees. */
function seen(width: number, height: number, tilt: number, pan: number, roll: number, focal = FOCAL): Quad {
  const [a, b, c] = [tilt, pan, roll].map((degrees) => (degrees * Math.PI) / 180) as [number, number, number];
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([sx, sy]) => {
    const [x, y] = [(sx! * width) / 2, (sy! * height) / 2];
    const [u, v] = [x * Math.cos(c) - y * Math.sin(c), x * Math.sin(c) + y * Math.cos(c)];
    const [w, depth] = [v * Math.cos(a), v * Math.sin(a)];
    const [p, z] = [u * Math.cos(b) + depth * Math.sin(b), depth * Math.cos(b) - u * Math.sin(b) + 250];
    return { x: 750 + (focal * p) / z + 40, y: 1000 + (focal * w) / z - 60 };
  }) as unknown as Quad;
}

const angles = fc.tuple(...[40, 40, 180].map((max) => fc.double({ min: -max, max, noNaN: true })));

describe('seenShape', () => {
  it('is that of the rectangle, however it is turned, for the camera that is assumed', () => {
    fc.assert(
      fc.property(angles, ([tilt, pan, roll]) => {
        // Moved a little off the axis on purpose in seen(): so not exactly.
        const { ratio, skew } = seenShape(seen(85.6, 53.98, tilt!, pan!, roll!), PICTURE);
        expect(Math.abs(Math.log(ratio / (85.6 / 53.98)))).toBeLessThan(0.06);
        expect(skew).toBeLessThan(0.06);
      }),
    );
  });
});

describe('nearestFormat', () => {
  it.each(DOCUMENT_FORMATS.flatMap((format) => [format, turned(format)]))(
    'tells $name of $width x $height mm, tilted by up to 20 degrees, through longer and shorter lenses',
    (format) => {
      const small = angles.map((three) => three.map((angle, i) => (i < 2 ? angle / 2 : angle)));
      const lenses = fc.double({ min: 0.85, max: 1.3, noNaN: true });
      fc.assert(
        fc.property(small, lenses, ([tilt, pan, roll], lens) => {
          const corners = seen(format.width, format.height, tilt!, pan!, roll!, lens * FOCAL);
          expect(nearestFormat(corners, PICTURE)).toEqual(format);
        }),
      );
    },
  );
});

describe('strangeness', () => {
  it('stays below 1 for cards and pages, however they are turned', () => {
    fc.assert(
      fc.property(angles, fc.constantFrom(...DOCUMENT_FORMATS), ([tilt, pan, roll], { width, height }) => {
        expect(strangeness(seen(width, height, tilt!, pan!, roll!), PICTURE)).toBeLessThan(1);
      }),
    );
  });

  it('is above 1 of squares, strips and what no rectangle looks like', () => {
    expect(strangeness(seen(60, 60, 10, 20, 30), PICTURE)).toBeGreaterThan(1);
    expect(strangeness(seen(120, 50, 10, 20, 30), PICTURE)).toBeGreaterThan(1);
    const kite: Quad = [
      { x: 500, y: 400 },
      { x: 1300, y: 300 },
      { x: 1000, y: 1200 },
      { x: 900, y: 1200 },
    ];
    expect(strangeness(kite, PICTURE)).toBeGreaterThan(1);
  });
});
