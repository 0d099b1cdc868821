import { expect, it } from 'vitest';
import { cosine, euclideanNorm } from './vector.ts';

it('cosine is 1 for the same direction, 0 across, -1 for the opposite, whatever the lengths', () => {
  const p = Float32Array.of(0.6, 0.8);
  expect(cosine(p, p)).toBeCloseTo(1, 12);
  expect(cosine(p, Int8Array.of(-8, 6))).toBeCloseTo(0, 6);
  expect(cosine(Int8Array.of(-30, -40), p)).toBeCloseTo(-1, 6);
  expect(cosine(Int8Array.of(127, 0), Int8Array.of(1, 1))).toBeCloseTo(Math.SQRT1_2, 12);
});

it('cosine does not overflow in int8', () => {
  const codes = new Int8Array(512).fill(-127);
  expect(euclideanNorm(codes)).toBeCloseTo(127 * Math.sqrt(512), 9);
  expect(cosine(codes, codes)).toBeCloseTo(1, 12);
});

it.each([
  ['zero', Float32Array.of(0, 0)],
  ['NaN', Float32Array.of(1, Number.NaN)],
  ['infinite', Float32Array.of(1, Number.NEGATIVE_INFINITY)],
])('a vector that is %s has no direction to compare', (_, vector) => {
  expect(() => cosine(Float32Array.of(1, 0), vector)).toThrow(expect.objectContaining({ code: 'RUNTIME_FAILED' }));
});
