import type { ScoredItem } from '../summary.ts';

/** Items whose scores are close. */
export interface ReliabilityPoint {
  /** Mean of what was answered, 0 to 1. */
  readonly predicted: number;
  /** Share of them that is genuine, were both classes equally frequent. */
  readonly observed: number;
  readonly items: number;
}

const BINS = 10;
/** Fewer items say nothing about a share. */
const FEWEST = 5;

/** How often what is answered with a probability comes true, by tenths of it. A calibrated answer comes true as often as it says. */
export function reliabilityCurve(items: readonly ScoredItem[]): ReliabilityPoint[] {
  const answered = items.flatMap(({ genuine, score }) => (score === undefined ? [] : [{ genuine, score }]));
  const counts = [true, false].map((is) => answered.filter(({ genuine }) => genuine === is).length);
  const [genuineCount = 0, otherCount = 0] = counts;
  if (genuineCount === 0 || otherCount === 0) return [];
  return Array.from({ length: BINS }, (_, bin) => {
    const those = answered.filter(({ score }) => Math.min(Math.floor(score * BINS), BINS - 1) === bin);
    const weigh = (of: typeof those) =>
      of.reduce((sum, { genuine }) => sum + 1 / (genuine ? genuineCount : otherCount), 0);
    const all = weigh(those);
    const predicted = those.reduce((sum, one) => sum + one.score * weigh([one]), 0) / all;
    return { predicted, observed: weigh(those.filter(({ genuine }) => genuine)) / all, items: those.length };
  }).filter((point) => point.items >= FEWEST);
}
