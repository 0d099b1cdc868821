import { expect, it } from 'vitest';
import { documentExposure } from './document-exposure.ts';

/** Pixels of a few colours, each so many times. */
function pixels(...parts: readonly (readonly [count: number, r: number, g: number, b: number])[]): Uint8ClampedArray {
  return Uint8ClampedArray.from(
    parts.flatMap(([count, r, g, b]) => Array.from({ length: count }, () => [r, g, b, 255]).flat()),
  );
}

it('takes what is brightest for paper, in the channel that has most of it', () => {
  expect(documentExposure(pixels([70, 90, 20, 60], [30, 204, 51, 153])).paper).toBeCloseTo(0.8);
});

it('takes no speck for paper', () => {
  expect(documentExposure(pixels([95, 51, 51, 51], [5, 255, 255, 255])).paper).toBeCloseTo(0.2);
});

it('counts as clipped what is so in all channels', () => {
  const { clipped } = documentExposure(pixels([10, 255, 252, 250], [20, 255, 90, 255], [70, 128, 128, 128]));
  expect(clipped).toBeCloseTo(0.1);
});
