import { expect, it } from 'vitest';
import { median, quantile, spreadOf } from './quantile.ts';

it('the median is the middle value, or halfway between the two of them', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 6])).toBe(5.5);
  expect(median([4])).toBe(4);
});

it('p95 lies between neighbours, and one slow run in a hundred does not move it', () => {
  const values = Array.from({ length: 101 }, (_, index) => index);
  expect(spreadOf(values)).toEqual({ median: 50, p95: 95 });
  expect(spreadOf([...values.slice(0, 100), 10_000]).p95).toBe(95);
  expect(quantile([0, 10], 0.95)).toBeCloseTo(9.5);
});

it('leaves the values in their order, and refuses to make one up', () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
  expect(() => median([])).toThrow(RangeError);
});
