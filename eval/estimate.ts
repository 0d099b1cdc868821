import { seededRandom } from '../scripts/random.ts';
import { countLevels, type LevelCounts, type ScoreLevels } from './score-levels.ts';

/** Both ends of a 95 % confidence interval. */
export type Interval = readonly [low: number, high: number];

/** Figures and their intervals by name. What cannot be told, because a group is empty or too small, is in neither. */
export interface Estimates<Name extends string> {
  readonly values: Readonly<Partial<Record<Name, number>>>;
  readonly intervals: Readonly<Partial<Record<Name, Interval>>>;
}

/** How many of how many. */
export interface Proportion {
  readonly count: number;
  readonly of: number;
}

/** A figure from the counts of every group; undefined or NaN where it cannot be told. */
export type Statistic = (groups: readonly LevelCounts[]) => number | undefined;

const Z = 1.959964;
const RESAMPLES = 1000;
const SEED = 20_240_229;

/** Shares with their intervals by {@link wilson}. */
export function estimateShares<Name extends string>(proportions: Readonly<Record<Name, Proportion>>): Estimates<Name> {
  const values: Partial<Record<Name, number>> = {};
  const intervals: Partial<Record<Name, Interval>> = {};
  for (const name of Object.keys(proportions) as Name[]) {
    const { count, of } = proportions[name];
    if (of === 0) continue;
    values[name] = count / of;
    intervals[name] = wilson(count, of);
  }
  return { values, intervals };
}

/**
 * 95 % interval of a share (E. B. Wilson 1927): keeps its coverage near 0 and 1 and for small numbers, where the one of
 * the textbooks does not.
 */
export function wilson(count: number, of: number): Interval {
  const share = count / of;
  const spread = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  const scale = 1 + (Z * Z) / of;
  const centre = share + (Z * Z) / (2 * of);
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}

/**
 * Figures that are no shares, with 95 % percentile intervals (B. Efron 1979): 1,000 resamples, each group drawn anew at
 * its own size. Seeded, so that the same scores give the same interval.
 *
 * Pictures are taken as independent. Where several show the same person, the true intervals are wider. Groups that do not
 * overlap look the same in every resample, which tells nothing: such a figure gets no interval.
 */
export function estimate<Name extends string>(
  { levels, groups }: ScoreLevels,
  statistics: Readonly<Record<Name, Statistic>>,
): Estimates<Name> {
  const counts = groups.map((group) => countLevels(group, levels.length));
  const values: Partial<Record<Name, number>> = {};
  for (const name of Object.keys(statistics) as Name[]) {
    const value = statistics[name](counts);
    if (value !== undefined && !Number.isNaN(value)) values[name] = value;
  }
  const samples = Object.keys(values).map((name) => ({ name: name as Name, drawn: new Float64Array(RESAMPLES) }));
  const random = seededRandom(SEED);
  for (let resample = 0; samples.length > 0 && resample < RESAMPLES; resample++) {
    const redrawn = groups.map((group) => countLevels(draw(group, random), levels.length));
    for (const { name, drawn } of samples) drawn[resample] = statistics[name](redrawn) ?? Number.NaN;
  }
  const intervals: Partial<Record<Name, Interval>> = {};
  for (const { name, drawn } of samples) {
    const interval = middle(drawn);
    if (interval[0] < interval[1]) intervals[name] = interval;
  }
  return { values, intervals };
}

/**
 * Figures of whole items, such as a mean or a quantile, with intervals as {@link estimate} makes them: items are drawn anew, so that
 * values which belong to one item stay together. What is the same in every resample gets no interval.
 */
export function estimateFrom<T, Name extends string>(
  items: readonly T[],
  statistics: Readonly<Record<Name, (items: readonly T[]) => number>>,
): Estimates<Name> {
  const values: Partial<Record<Name, number>> = {};
  const intervals: Partial<Record<Name, Interval>> = {};
  if (items.length === 0) return { values, intervals };
  const random = seededRandom(SEED);
  const resamples = Array.from({ length: RESAMPLES }, () => items.map(() => items[random(items.length)]!));
  for (const name of Object.keys(statistics) as Name[]) {
    values[name] = statistics[name](items);
    const interval = middle(Float64Array.from(resamples, (resample) => statistics[name](resample)));
    if (interval[0] < interval[1]) intervals[name] = interval;
  }
  return { values, intervals };
}

function* draw(group: Uint32Array, random: (bound: number) => number): Iterable<number> {
  for (let index = 0; index < group.length; index++) yield group[random(group.length)] ?? 0;
}

function middle(values: Float64Array): Interval {
  values.sort();
  const tail = Math.round(0.025 * values.length);
  return [values[tail] ?? Number.NaN, values[values.length - 1 - tail] ?? Number.NaN];
}
