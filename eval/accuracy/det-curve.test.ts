import { expect, it } from 'vitest';
import type { ScoredItem } from '../summary.ts';
import { detCurve } from './det-curve.ts';

function items(genuine: readonly (number | undefined)[], impostors: readonly (number | undefined)[]): ScoredItem[] {
  const item = (genuine: boolean) => (score: number | undefined) => ({
    genuine,
    status: score === undefined ? 'FACE_NOT_FOUND' : 'OK',
    ...(score === undefined ? {} : { score }),
  });
  return [...genuine.map(item(true)), ...impostors.map(item(false))];
}

it('has both error rates at each threshold, the strictest first, without those that are 0 or 1', () => {
  expect(detCurve(items([0.9, 0.7, 0.3, 0.2], [0.8, 0.4, 0.1, 0.1]))).toEqual([
    { impostors: 0.25, genuine: 0.75 },
    { impostors: 0.25, genuine: 0.5 },
    { impostors: 0.5, genuine: 0.5 },
    { impostors: 0.5, genuine: 0.25 },
  ]);
});

it('rejects a picture without an answer at every threshold', () => {
  expect(detCurve(items([0.9, undefined], [0.8, undefined]))).toEqual([{ impostors: 0.5, genuine: 0.5 }]);
});

it('is empty where a class is', () => {
  expect(detCurve(items([0.9, 0.2], []))).toEqual([]);
});
