import type { Interval } from './estimate.ts';

/** The fixed threshold of the contract: a score of at least this is accepted. */
export const THRESHOLD = 0.5;

/** One picture or pair after the check. */
export interface ScoredItem {
  /** Whether it should be accepted: same person, or bona fide. */
  readonly genuine: boolean;
  /** Kind of attack (PAI species); of attacks only. */
  readonly kind?: string;
  /** Which set it comes from. */
  readonly source?: string;
  /** Status code of the answer, `OK` when there is a score. */
  readonly status: string;
  readonly score?: number;
}

/** Names of the figures, in the order in which they are shown. All are shares, 0 to 1. */
export const FIGURES = [
  'auc',
  'eer',
  'tarAtFmr1e2',
  'tarAtFmr1e3',
  'accuracy',
  'fmr',
  'fnmr',
  'bpcer',
  'acer',
  'bpnrr',
  'apnrr',
] as const;

type Figure = (typeof FIGURES)[number];
type ByKind<T> = Readonly<Partial<Record<string, T>>>;

/** What is reported about a set of items. Figures that do not apply are left out. */
export interface Summary extends Readonly<Partial<Record<Figure, number>>> {
  readonly n: number;
  /** How many got no answer, by status code. */
  readonly failures: Readonly<Record<string, number>>;
  /** By kind of attack. */
  readonly apcer?: ByKind<number>;
  /** 95 % intervals under the names of the figures. */
  readonly ci: Readonly<Partial<Record<Figure, Interval>>> & { readonly apcer?: ByKind<Interval> };
}

/** Counts the items without a score by status code. */
export function countFailures(items: readonly ScoredItem[]): Record<string, number> {
  const failures: Record<string, number> = {};
  for (const { status, score } of items) if (score === undefined) failures[status] = (failures[status] ?? 0) + 1;
  return failures;
}

/** Counts the items that are accepted at {@link THRESHOLD}. */
export function countAccepted(items: readonly ScoredItem[]): number {
  return items.filter(({ score }) => score !== undefined && score >= THRESHOLD).length;
}
