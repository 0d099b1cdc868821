import { describe, expect, it } from 'vitest';
import { estimate, estimateFrom, estimateShares, wilson } from './estimate.ts';
import { auc } from './metrics.ts';
import { scoreLevels } from './score-levels.ts';

describe('wilson', () => {
  it.each([
    // R. G. Newcombe (1998), table I.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is %f to %f', (count, of, low, high) => {
    const [l, h] = wilson(count, of);
    expect(l).toBeCloseTo(low, 4);
    expect(h).toBeCloseTo(high, 4);
  });
});

it('estimateShares leaves out what nothing is known about', () => {
  const { values, intervals } = estimateShares({ some: { count: 1, of: 4 }, none: { count: 0, of: 0 } });
  expect(values).toEqual({ some: 0.25 });
  expect(Object.keys(intervals)).toEqual(['some']);
});

describe('estimate', () => {
  const genuine = Array.from({ length: 200 }, (_, index) => 0.3 + index / 400);
  const impostor = Array.from({ length: 200 }, (_, index) => index / 400);
  const statistics = { auc: ([g, i]: readonly Uint32Array[]) => (g && i ? auc(g, i) : undefined) };

  it('puts an interval around the figure, the same one every time', () => {
    const scores = scoreLevels([genuine, impostor]);
    const { values, intervals } = estimate(scores, statistics);
    const [low, high] = intervals.auc ?? [0, 0];
    expect(low).toBeLessThan(values.auc ?? 0);
    expect(high).toBeGreaterThan(values.auc ?? 1);
    // Hanley and McNeil (1982) give a standard error of 0.0138 for this area of 0.92.
    expect(high - low).toBeGreaterThan(0.03);
    expect(high - low).toBeLessThan(0.07);
    expect(estimate(scores, statistics)).toEqual({ values, intervals });
  });

  it('is narrower for more scores', () => {
    const few = estimate(scoreLevels([genuine.filter((_, i) => i % 10 === 0), impostor]), statistics).intervals.auc;
    const many = estimate(scoreLevels([genuine, impostor]), statistics).intervals.auc;
    if (!few || !many) throw new Error('both can be told');
    expect(many[1] - many[0]).toBeLessThan(few[1] - few[0]);
  });

  it('gives no interval to groups that do not overlap', () => {
    const { values, intervals } = estimate(
      scoreLevels([
        [0.8, 0.9],
        [0.1, 0.2],
      ]),
      statistics,
    );
    expect(values).toEqual({ auc: 1 });
    expect(intervals).toEqual({});
  });

  it('leaves out what cannot be told', () => {
    expect(estimate(scoreLevels([genuine, []]), statistics)).toEqual({ values: {}, intervals: {} });
  });
});

describe('estimateFrom', () => {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  it('puts an interval around the figure, the same one every time', () => {
    const items = Array.from({ length: 100 }, (_, index) => index);
    const { values, intervals } = estimateFrom(items, { mean });
    expect(values).toEqual({ mean: 49.5 });
    const [low, high] = intervals.mean ?? [0, 0];
    // Twice 1.96 standard errors, of a standard deviation of 28.9.
    expect(high - low).toBeGreaterThan(9);
    expect(high - low).toBeLessThan(14);
    expect(low).toBeLessThan(49.5);
    expect(high).toBeGreaterThan(49.5);
    expect(estimateFrom(items, { mean })).toEqual({ values, intervals });
  });

  it('keeps together what belongs to one item', () => {
    const numbers = Array.from({ length: 40 }, (_, index) => index);
    const width = (items: readonly (readonly number[])[]) => {
      const [low, high] = estimateFrom(items, { mean: (drawn) => mean(drawn.flat()) }).intervals.mean ?? [0, 0];
      return high - low;
    };
    const alone = numbers.map((number) => [number]);
    const inFours = numbers.slice(0, 10).map((number) => Array.from({ length: 4 }, () => 4 * number));
    expect(width(inFours)).toBeGreaterThan(width(alone));
  });

  it('says nothing of nothing', () => {
    expect(estimateFrom([], { mean })).toEqual({ values: {}, intervals: {} });
  });
});
