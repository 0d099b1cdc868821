import { expect, it } from 'vitest';
import { leastSquares } from './least-squares.ts';

const XS = [-2, -1, 0, 1, 2, 3];
const rows = Float64Array.from(XS.flatMap((x) => [1, x, x * x]));
const targets = Float64Array.from(XS, (x) => 3 - 2 * x + 0.5 * x * x);
const even = new Float64Array(XS.length).fill(1);

it('finds the factors that targets were made with, of each its own', () => {
  const [factors, others] = leastSquares(rows, 3, [targets, Float64Array.from(XS)], even);
  expect(factors![0]).toBeCloseTo(3, 5);
  expect(factors![1]).toBeCloseTo(-2, 5);
  expect(factors![2]).toBeCloseTo(0.5, 5);
  expect(others![0]).toBeCloseTo(0, 5);
  expect(others![1]).toBeCloseTo(1, 5);
});

it('does not look at rows of no weight', () => {
  const spoilt = targets.with(2, 1000);
  const weights = even.with(2, 0);
  expect(leastSquares(rows, 3, [spoilt], weights)[0]![0]).toBeCloseTo(3, 5);
  expect(leastSquares(rows, 3, [spoilt], even)[0]![0]).not.toBeCloseTo(3, 0);
});

it('shares out among terms that say the same', () => {
  const twice = Float64Array.from(XS.flatMap((x) => [x, x]));
  const [factors] = leastSquares(twice, 2, [Float64Array.from(XS, (x) => 4 * x)], even);
  expect(factors![0]! + factors![1]!).toBeCloseTo(4, 4);
});
