/** A score, or that there is none because the picture was not judged. */
export type Score = number | undefined;

/** How many of a group's scores lie on each level. Index 0 counts those without an answer. */
export type LevelCounts = Uint32Array;

/**
 * Scores of several groups as places on one common scale, so that counting replaces sorting: every metric is then one
 * walk over the levels, also for the thousand resamples of a bootstrap.
 */
export interface ScoreLevels {
  /** The distinct scores, ascending. Index 0 stands for 'no answer', below every score. */
  readonly levels: readonly number[];
  /** The level of every score, group by group. */
  readonly groups: readonly Uint32Array[];
}

export function scoreLevels(groups: readonly (readonly Score[])[]): ScoreLevels {
  const distinct = new Set<number>();
  for (const group of groups) for (const score of group) if (score !== undefined) distinct.add(score);
  const levels = [Number.NEGATIVE_INFINITY, ...[...distinct].sort((a, b) => a - b)];
  const levelOf = new Map<Score, number>(levels.map((score, level) => [score, level]));
  return { levels, groups: groups.map((group) => Uint32Array.from(group, (score) => levelOf.get(score) ?? 0)) };
}

/** Counts the places of one group, or of a resample of it. */
export function countLevels(places: Iterable<number>, levelCount: number): LevelCounts {
  const counts = new Uint32Array(levelCount);
  for (const place of places) counts[place] = (counts[place] ?? 0) + 1;
  return counts;
}

/** Adds the counts of several groups up. */
export function addCounts(groups: readonly LevelCounts[]): LevelCounts {
  const sum = new Uint32Array(groups[0]?.length ?? 0);
  for (const counts of groups) {
    for (let level = 0; level < sum.length; level++) sum[level] = (sum[level] ?? 0) + (counts[level] ?? 0);
  }
  return sum;
}

/** The first level whose score is at least the threshold. */
export function levelAtLeast(levels: readonly number[], threshold: number): number {
  const level = levels.findIndex((score) => score >= threshold);
  return level === -1 ? levels.length : level;
}
