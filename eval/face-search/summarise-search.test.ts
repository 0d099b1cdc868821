import { describe, expect, it } from 'vitest';
import { summariseSearch } from './summarise-search.ts';

describe('summariseSearch', () => {
  it('rates at 0.9 and at rank 1, with missing faces as misses', () => {
    const probe = (mated: boolean, ...candidates: [string, number][]) => ({
      name: 'me',
      mated,
      candidates: candidates.map(([name, probability]) => ({ name, probability })),
    });
    const summary = summariseSearch([
      probe(true, ['me', 0.95], ['you', 0.91]),
      probe(true, ['you', 0.95], ['me', 0.9]),
      probe(true, ['me', 0.89], ['you', 0.1]),
      probe(true, ['you', 0.99]),
      probe(true),
      probe(false, ['you', 0.89]),
      probe(false, ['you', 0.9], ['they', 0.3]),
      probe(false),
    ]);
    expect(summary).toMatchObject({
      mated: 5,
      nonMated: 3,
      unanswered: 2,
      fpir: 1 / 3,
      fnir: 3 / 5,
      tpirAtRank1: 2 / 5,
    });
    expect(summary.ci.fpir?.[0]).toBeLessThan(1 / 3);
  });

  it('leaves out what nobody was searched for', () => {
    expect(summariseSearch([])).toEqual({ mated: 0, nonMated: 0, unanswered: 0, ci: {} });
  });
});
