import { countLevels, scoreLevels } from '../score-levels.ts';
import type { ScoredItem } from '../summary.ts';

/** Both error rates at one threshold, 0 to 1. */
export interface DetPoint {
  /** Share of impostors, or attacks, accepted. */
  readonly impostors: number;
  /** Share of genuine, or bona fide, rejected. */
  readonly genuine: number;
}

/**
 * Both error rates at each threshold that changes one of them, from the strictest on. A picture without an answer is rejected at all of
 * them. Rates of 0 and 1 have no normal deviate: those points are left out.
 */
export function detCurve(items: readonly ScoredItem[]): DetPoint[] {
  const [genuine, impostors] = [true, false].map((is) => items.filter((item) => item.genuine === is));
  if (!genuine?.length || !impostors?.length) return [];
  const { levels, groups } = scoreLevels([genuine, impostors].map((group) => group.map(({ score }) => score)));
  const [ofGenuine, ofImpostors] = groups.map((places) => countLevels(places, levels.length));
  const points: DetPoint[] = [];
  let [rejected, accepted] = [genuine.length, 0];
  for (let level = levels.length - 1; level > 0; level--) {
    rejected -= ofGenuine?.[level] ?? 0;
    accepted += ofImpostors?.[level] ?? 0;
    const point = { impostors: accepted / impostors.length, genuine: rejected / genuine.length };
    if (Object.values(point).every((rate) => rate > 0 && rate < 1)) points.push(point);
  }
  return points;
}
