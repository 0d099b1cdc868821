import { describe, expect, it } from 'vitest';
import { compressionAt, quantisationStep } from './document-compression.ts';
import type { Luma } from './luma.ts';
import type { Picture } from './picture.ts';

const SIZE = 512;

/** A deterministic stand-in for noise, uniform in -1..1. */
function rough(x: number, y: number): number {
  const value = Math.sin(x * 127.1 + y * 311.7) * 43758.5453;
  return 2 * (value - Math.floor(value)) - 1;
}

/** Paper whose light falls off, and print, in blocks of 8 pixels whose mean is rounded to a step; 0 leaves it as it is. */
function coded(step: number, texture = 10): Luma {
  const blocks = SIZE / 8;
  const levels = Float32Array.from({ length: blocks ** 2 }, (_, i) => {
    const [x, y] = [i % blocks, Math.floor(i / blocks)];
    const level = 70 - 0.9 * x - 0.3 * y - 60 * Math.max(0, rough(x, y));
    return 128 + (step === 0 ? level : step * Math.round(level / step));
  });
  const values = Float32Array.from({ length: SIZE ** 2 }, (_, i) => {
    const [x, y] = [i % SIZE, Math.floor(i / SIZE)];
    // Of the same size with either sign in each block, so that its mean stays.
    const detail = texture * rough(Math.floor(x / 8), Math.floor(y / 2)) * ((x + y) % 2 === 0 ? 1 : -1);
    return levels[Math.floor(y / 8) * blocks + Math.floor(x / 8)]! + detail;
  });
  return { width: SIZE, height: SIZE, values };
}

/** Each value the mean of so many. */
function halved({ width, height, values }: Luma): Luma {
  const half = { width: width / 2, height: height / 2 };
  const at = (x: number, y: number) => values[y * width + x]!;
  return {
    ...half,
    values: Float32Array.from({ length: half.width * half.height }, (_, i) => {
      const [x, y] = [2 * (i % half.width), 2 * Math.floor(i / half.width)];
      return (at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) / 4;
    }),
  };
}

describe('quantisationStep', () => {
  it.each([5, 10, 19.875])('reads a step of %d grey levels off the pixels', (step) => {
    expect(quantisationStep(coded(step), 1)).toBe(step);
  });

  it('reads it of a picture that was shrunk, and of one that was coded again, finely', () => {
    expect(quantisationStep(halved(coded(10)), 0.5)).toBe(10);
    const again = coded(10);
    const rounded = { ...again, values: again.values.map((value, i) => value + 0.8 * rough(Math.floor(i / 8), 3)) };
    expect(quantisationStep(rounded, 1)).toBe(10);
  });

  it('sees none where blocks have any grey, or fine steps', () => {
    expect(quantisationStep(coded(0), 1)).toBe(0);
    expect(quantisationStep(coded(1), 1)).toBe(0);
  });

  it('takes a picture of one grey, or of few, for no lattice', () => {
    const flat = (grey: (x: number) => number) => ({
      width: SIZE,
      height: SIZE,
      values: Float32Array.from({ length: SIZE ** 2 }, (_, i) => grey(i % SIZE)),
    });
    expect(
      quantisationStep(
        flat(() => 128),
        1,
      ),
    ).toBe(0);
    expect(
      quantisationStep(
        flat((x) => (x < 200 ? 108 : 128)),
        1,
      ),
    ).toBe(0);
  });

  it('says nothing of a picture of a few blocks', () => {
    expect(quantisationStep({ width: 9, height: 1, values: new Float32Array(9) }, 1)).toBe(0);
  });
});

describe('compressionAt', () => {
  /** A picture that shows {@link coded} wherever it is sampled on the grid, and notes where that was. */
  function photo(width: number, height: number, sampled: number[][]): Picture {
    const { values } = coded(10);
    return {
      width,
      height,
      resolution: 1,
      close() {},
      sample({ e, f }, columns, rows) {
        sampled.push([-e, -f, columns, rows]);
        const rgba = new Uint8ClampedArray(4 * columns * rows).fill(255);
        for (let i = 0; i < columns * rows; i++) {
          const grey = values[((Math.floor(i / columns) - f) % SIZE) * SIZE + (((i % columns) - e) % SIZE)]!;
          rgba.fill(grey, 4 * i, 4 * i + 3);
        }
        return rgba;
      },
    };
  }

  it.each([
    ['in the middle', { x: 1000, y: 700 }],
    ['at the border', { x: 3, y: 1395 }],
    ['beyond it', { x: 2600, y: -90 }],
  ])('looks at whole blocks inside of the picture about a point %s', (_, centre) => {
    const sampled: number[][] = [];
    expect(compressionAt(photo(2003, 1401, sampled), centre)).toBe(10);
    const [left, top, columns, rows] = sampled[0] as [number, number, number, number];
    expect([left % 8, top % 8, columns % 8, rows % 8]).toEqual([0, 0, 0, 0]);
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
    expect(left + columns).toBeLessThanOrEqual(2003);
    expect(top + rows).toBeLessThanOrEqual(1401);
  });

  it('says nothing of a picture without a whole block', () => {
    expect(compressionAt(photo(5000, 1, []), { x: 0, y: 0 })).toBe(0);
  });
});
