import { estimate, estimateShares } from './estimate.ts';
import { auc, eer, tarAtFmr } from './metrics.ts';
import { type LevelCounts, scoreLevels } from './score-levels.ts';
import { countAccepted, countFailures, type ScoredItem, type Summary } from './summary.ts';

const NONE: LevelCounts = new Uint32Array();

/**
 * Figures of a comparison of faces (ISO/IEC 19795-1). `accuracy`, `fmr` and `fnmr` are at the fixed threshold. A pair without an
 * answer counts as 'different'. `tarAtFmr1e2` needs 100 pairs of different people, `tarAtFmr1e3` 1,000; with fewer they are left out.
 */
export function summariseMatching(items: readonly ScoredItem[]): Summary {
  const genuine = items.filter((item) => item.genuine);
  const impostor = items.filter((item) => !item.genuine);
  const missed = genuine.length - countAccepted(genuine);
  const confused = countAccepted(impostor);
  const atThreshold = estimateShares({
    accuracy: { count: items.length - missed - confused, of: items.length },
    fmr: { count: confused, of: impostor.length },
    fnmr: { count: missed, of: genuine.length },
  });
  const scores = scoreLevels([genuine.map((item) => item.score), impostor.map((item) => item.score)]);
  const overall = estimate(scores, {
    auc: ([g = NONE, i = NONE]) => auc(g, i),
    eer: ([g = NONE, i = NONE]) => eer(g, i),
    tarAtFmr1e2: ([g = NONE, i = NONE]) => tarAtFmr(g, i, 1e-2),
    tarAtFmr1e3: ([g = NONE, i = NONE]) => tarAtFmr(g, i, 1e-3),
  });
  return {
    n: items.length,
    failures: countFailures(items),
    ...overall.values,
    ...atThreshold.values,
    ci: { ...overall.intervals, ...atThreshold.intervals },
  };
}
