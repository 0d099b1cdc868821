import { expect, it } from 'vitest';
import { spread } from './spread.ts';

const items = Array.from({ length: 10 }, (_, index) => index);

it('takes as many as asked for, at even distances', () => {
  expect(spread(items, 5)).toEqual([1, 3, 5, 7, 9]);
  for (let limit = 1; limit <= 10; limit++) expect(spread(items, limit)).toHaveLength(limit);
});

it('takes all when there are no more', () => {
  expect(spread(items, 10)).toEqual(items);
  expect(spread(items, Number.POSITIVE_INFINITY)).toEqual(items);
});
