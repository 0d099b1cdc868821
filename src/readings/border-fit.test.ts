import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitBorder, ROWS, STRETCHES } from './border-fit.ts';

const everywhere = () => true;

/** What a network answers of a border: a Gaussian over the rows of each stretch, as wide as said. */
function offsetsOf(rowAt: (at: number) => number, sigma = 0.8): Float32Array {
  const offsets = new Float32Array(ROWS * STRETCHES);
  for (let stretch = 0; stretch < STRETCHES; stretch++) {
    const border = rowAt((stretch + 0.5) / STRETCHES);
    let sum = 0;
    const column = Array.from({ length: ROWS }, (_, row) => {
      const height = Math.exp(-((row + 0.5 - ROWS / 2 - border) ** 2) / (2 * sigma ** 2));
      sum += height;
      return height;
    });
    column.forEach((height, row) => {
      offsets[row * STRETCHES + stretch] = height / sum;
    });
  }
  return offsets;
}

const lines = fc.tuple(fc.double({ min: -14, max: 14, noNaN: true }), fc.double({ min: -14, max: 14, noNaN: true }));

describe('fitBorder', () => {
  it('finds any line, to a hundredth of a row', () => {
    fc.assert(
      fc.property(lines, ([start, end]) => {
        const line = fitBorder(
          offsetsOf((at) => start + at * (end - start)),
          everywhere,
        )!;
        expect(line.start).toBeCloseTo(start, 1.5);
        expect(line.end).toBeCloseTo(end, 1.5);
      }),
    );
  });

  it('is not led astray by a third of the side, where a finger or another edge is', () => {
    const line = fitBorder(
      offsetsOf((at) => (at > 0.6 && at < 0.93 ? 11 : 2 * at)),
      everywhere,
    )!;
    expect(line.start).toBeCloseTo(0, 1);
    expect(line.end).toBeCloseTo(2, 1);
  });

  it('keeps the side where the network is unsure, the border bent, too far away, or out of the picture', () => {
    expect(fitBorder(new Float32Array(ROWS * STRETCHES).fill(1 / ROWS), everywhere)).toBeUndefined();
    expect(fitBorder(new Float32Array(ROWS * STRETCHES).fill(Number.NaN), everywhere)).toBeUndefined();
    expect(fitBorder(new Float32Array(ROWS * STRETCHES), everywhere)).toBeUndefined();
    const zigzag = offsetsOf((at) => 15 * Math.sin(40 * at));
    expect(fitBorder(zigzag, everywhere)).toBeUndefined();
    const far = offsetsOf(() => 22);
    expect(fitBorder(far, everywhere)).toBeUndefined();
    const near = offsetsOf(() => 3);
    expect(fitBorder(near, (at) => at < 0.3)).toBeUndefined();
    expect(fitBorder(near, (at) => at < 0.6)).toMatchObject({ start: expect.closeTo(3, 2), end: expect.closeTo(3, 2) });
  });

  it('says how many stretches agree, which those that are not seen do not', () => {
    const near = offsetsOf(() => 3);
    expect(fitBorder(near, everywhere)!.support).toBeCloseTo(STRETCHES, 1);
    expect(fitBorder(near, (at) => at < 0.75)!.support).toBeCloseTo(0.75 * STRETCHES, 1);
  });
});
