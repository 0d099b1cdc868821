import { estimate, estimateShares } from './estimate.ts';
import { groupBy } from './group-by.ts';
import { acer, auc, eer } from './metrics.ts';
import { addCounts, type LevelCounts, levelAtLeast, scoreLevels } from './score-levels.ts';
import { countAccepted, countFailures, type ScoredItem, type Summary, THRESHOLD } from './summary.ts';

const NONE: LevelCounts = new Uint32Array();

/**
 * Figures of presentation attack detection (ISO/IEC 30107-3), at the fixed threshold where one is needed:
 * - `bpcer`: share of bona fide presentations rejected.
 * - `apcer`: share of attacks accepted, for each kind of attack (PAI species) on its own.
 * - `acer`: see {@link acer}. Its interval is bootstrapped within each kind; the worst of several is picked anew in each
 *   resample, which leans a little high.
 * - `bpnrr`, `apnrr`: share of bona fide presentations and of attacks that got no answer. They count as rejected in all other
 *   figures, where they raise `bpcer` and lower `apcer`.
 * - `auc`, `eer`: all kinds of attack pooled.
 */
export function summarisePad(items: readonly ScoredItem[]): Summary {
  const bonaFide = items.filter((item) => item.genuine);
  const attacks = items.filter((item) => !item.genuine);
  const kinds = [...groupBy(attacks, (item) => item.kind ?? 'unknown')].sort(([a], [b]) => (a < b ? -1 : 1));
  const rejected = bonaFide.length - countAccepted(bonaFide);
  const atThreshold = estimateShares({
    accuracy: { count: items.length - rejected - countAccepted(attacks), of: items.length },
    bpcer: { count: rejected, of: bonaFide.length },
    bpnrr: { count: unanswered(bonaFide), of: bonaFide.length },
    apnrr: { count: unanswered(attacks), of: attacks.length },
  });
  const apcer = estimateShares(
    Object.fromEntries(kinds.map(([kind, group]) => [kind, { count: countAccepted(group), of: group.length }])),
  );
  const groups = [bonaFide, ...kinds.map(([, group]) => group)];
  const scores = scoreLevels(groups.map((group) => group.map((item) => item.score)));
  const limit = levelAtLeast(scores.levels, THRESHOLD);
  const overall = estimate(scores, {
    auc: ([bonaFides = NONE, ...byKind]) => auc(bonaFides, addCounts(byKind)),
    eer: ([bonaFides = NONE, ...byKind]) => eer(bonaFides, addCounts(byKind)),
    acer: ([bonaFides = NONE, ...byKind]) => acer(bonaFides, byKind, limit),
  });
  return {
    n: items.length,
    failures: countFailures(items),
    ...overall.values,
    ...atThreshold.values,
    ...(attacks.length > 0 ? { apcer: apcer.values } : {}),
    ci: {
      ...overall.intervals,
      ...atThreshold.intervals,
      ...(attacks.length > 0 ? { apcer: apcer.intervals } : {}),
    },
  };
}

function unanswered(items: readonly ScoredItem[]): number {
  return items.filter((item) => item.score === undefined).length;
}
