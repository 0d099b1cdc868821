import { describe, expect, it } from 'vitest';
import type { ScoredItem } from '../summary.ts';
import { detChart, histogram, reliabilityChart } from './charts.ts';

const item = (genuine: boolean, score: number, source: string): ScoredItem => ({
  genuine,
  score,
  source,
  status: 'OK',
});
const items = [0.9, 0.8, 0.6, 0.3].flatMap((score) => [item(true, score, 'a'), item(false, 1 - score, 'b')]);
const mixed = [...items, item(true, 0.1, 'b'), item(false, 0.95, 'a')];

describe('a DET curve', () => {
  it('has a line for all items and for each source that has both classes, and ticks that are rates', async () => {
    const chart = await detChart('x.svg', mixed, ['APCER', 'BPCER']);
    expect(chart?.svg).toContain('<svg');
    for (const text of ['all', 'APCER', 'BPCER', '20%', '40%']) expect(chart?.svg).toContain(`>${text}<`);
    expect(chart?.svg).not.toContain('NaN');
  });

  it('is drawn alike from the same scores', async () => {
    const drawn = await Promise.all([1, 2].map(() => detChart('x.svg', mixed, ['APCER', 'BPCER'])));
    expect(drawn[0]).toEqual(drawn[1]);
  });

  it('is none where a class is missing', async () => {
    const genuine = items.filter((one) => one.genuine);
    expect(await detChart('x.svg', genuine, ['APCER', 'BPCER'])).toBeUndefined();
  });
});

describe('a reliability chart', () => {
  it('shows how often answers come true', async () => {
    const chart = await reliabilityChart('x.svg', Array(5).fill(mixed).flat());
    for (const text of ['probability answered', 'share that came true']) expect(chart?.svg).toContain(`>${text}<`);
    expect(chart?.svg).not.toContain('NaN');
  });

  it('is none where a class is missing', async () => {
    expect(await reliabilityChart('x.svg', [items[0]!])).toBeUndefined();
  });
});

describe('a histogram', () => {
  it('shows both classes by their names', async () => {
    const chart = await histogram('x.svg', items, ['bona fide', 'attacks']);
    for (const text of ['bona fide', 'attacks', 'probability']) expect(chart?.svg).toContain(`>${text}<`);
    expect(chart?.svg).not.toContain('NaN');
  });

  it('is none where nothing was answered', async () => {
    expect(await histogram('x.svg', [{ genuine: true, status: 'ERROR' }], ['bona fide', 'attacks'])).toBeUndefined();
  });
});
