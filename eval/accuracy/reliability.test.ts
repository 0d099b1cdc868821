import { describe, expect, it } from 'vitest';
import type { ScoredItem } from '../summary.ts';
import { reliabilityCurve } from './reliability.ts';

const items = (count: number, genuine: boolean, score?: number): ScoredItem[] =>
  Array.from({ length: count }, () => ({ genuine, status: 'OK', ...(score !== undefined && { score }) }));

describe('a reliability curve', () => {
  it('sets what was answered against how often it came true', () => {
    const curve = reliabilityCurve([
      ...items(15, true, 0.75),
      ...items(5, false, 0.75),
      ...items(5, true, 1),
      ...items(15, false, 0.05),
    ]);
    expect(curve).toEqual([
      { predicted: expect.closeTo(0.05), observed: 0, items: 15 },
      { predicted: expect.closeTo(0.75), observed: expect.closeTo(0.75), items: 20 },
      { predicted: expect.closeTo(1), observed: 1, items: 5 },
    ]);
  });

  it('counts both classes alike, however many there are of each', () => {
    const curve = reliabilityCurve([...items(10, true, 0.55), ...items(40, false, 0.55)]);
    expect(curve).toEqual([{ predicted: expect.closeTo(0.55), observed: expect.closeTo(0.5), items: 50 }]);
  });

  it('leaves out tenths with next to nothing in them, and what was not answered', () => {
    expect(
      reliabilityCurve([...items(9, true, 0.95), ...items(4, true, 0.2), ...items(9, true), ...items(9, false, 0.91)]),
    ).toHaveLength(1);
  });

  it('is none where a class is missing', () => {
    expect(reliabilityCurve(items(20, true, 0.9))).toEqual([]);
  });
});
