import type { FaceValidationCode, QualityWarning } from '../src/contract/index.ts';
import type { Interval } from './estimate.ts';

/** The fixed threshold of the contract: a score of at least this is accepted. */
export const THRESHOLD = 0.5;

/** What every item has after the check. */
export interface AnsweredItem {
  /** Which set it comes from. */
  readonly source?: string;
  /** Status code of the answer, `OK` when there is what was asked for. */
  readonly status: string;
}

/** One picture or pair after a check that scores. */
export interface ScoredItem extends AnsweredItem {
  /** Whether it should be accepted: same person, or bona fide. */
  readonly genuine: boolean;
  /** Kind of attack (PAI species); of attacks only. */
  readonly kind?: string;
  readonly score?: number;
}

/** Names of the figures, in the order in which they are shown. All are shares, 0 to 1, or distances in shares of a diagonal. */
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
  'within3',
  'found',
  'meanIou',
  'over90',
  'meanCornerError',
  'p95CornerError',
  'oriented',
  'orientedOver90',
  'portrait',
  'portraitOver90',
] as const;

/** What a picture may be expected to be answered with. */
export type ExpectedCode = 'OK' | FaceValidationCode;

type Figure = (typeof FIGURES)[number];
type ByKind<T> = Readonly<Partial<Record<string, T>>>;
type ByCode<T> = Readonly<Partial<Record<ExpectedCode, T>>>;

/** Pictures that one code was expected of. */
export interface CodeFigures {
  readonly n: number;
  /** Share answered with exactly this code. */
  readonly exact: number;
  /** How many were answered with what. */
  readonly answered: Readonly<Record<string, number>>;
}

/** Heads turned by the same angle about the same axis. Angles in degrees. */
export interface TurnFigures {
  readonly n: number;
  /** How many got no pose; the other figures are of the rest, and absent where nothing is left. */
  readonly lost: number;
  /** Mean absolute error of the measured turn. */
  readonly meanError?: number;
  /** Mean of the measured turn. */
  readonly measured?: number;
  /** Share of the turned heads that are measured beyond 30 degrees about this axis, whatever the first picture shows. */
  readonly over30?: number;
}

/** Pictures and their mirror images. Angles in degrees. */
export interface MirrorFigures extends Pick<TurnFigures, 'n' | 'lost'> {
  /** Mean absolute deviation of the mirrored head's yaw from minus the yaw of the other; `pitch` and `roll` alike. */
  readonly meanYawError?: number;
  readonly meanPitchError?: number;
  readonly meanRollError?: number;
  /** Share of all pairs whose yaw deviates by at most 3 degrees. */
  readonly within3: number;
}

type ByWarning<T> = Readonly<Partial<Record<QualityWarning, T>>>;

/** Photos of documents that were altered in one way. */
export interface AlterationFigures {
  readonly n: number;
  /** Share answered with exactly the code that is due. */
  readonly exact: number;
  /** How many were answered with what. */
  readonly answered: Readonly<Record<string, number>>;
  /** Of the photos that a warning is due of, the share answered with it; of the others, the same. */
  readonly hits: ByWarning<number>;
  readonly others: ByWarning<number>;
}

/** Of the shares of {@link AlterationFigures}. */
export interface AlterationIntervals {
  readonly exact?: Interval;
  readonly hits: ByWarning<Interval>;
  readonly others: ByWarning<Interval>;
}

/** What is reported about a set of items. Figures that do not apply are left out. */
export interface Summary extends Readonly<Partial<Record<Figure, number>>> {
  readonly n: number;
  /** How many got no answer, by status code. */
  readonly failures: Readonly<Record<string, number>>;
  /** By kind of attack. */
  readonly apcer?: ByKind<number>;
  /** By the code that was expected. */
  readonly codes?: ByCode<CodeFigures>;
  /** Mean absolute error of the measured turns in degrees. */
  readonly meanError?: number;
  /** By axis and degrees, as in `yaw -35`. */
  readonly turns?: ByKind<TurnFigures>;
  readonly mirrored?: MirrorFigures;
  /** How many of `n` have an intersection over union above 0.90; of labelled documents only. */
  readonly nOver90?: number;
  /** How many documents were answered with which status, and with which quality warning. */
  readonly statuses?: ByKind<number>;
  readonly warnings?: ByKind<number>;
  readonly alterations?: ByKind<AlterationFigures>;
  /** 95 % intervals under the names of the figures. */
  readonly ci: Readonly<Partial<Record<Figure, Interval>>> & {
    readonly apcer?: ByKind<Interval>;
    /** Of `exact`. */
    readonly codes?: ByCode<Interval>;
    readonly mirrored?: { readonly within3: Interval };
    readonly alterations?: ByKind<AlterationIntervals>;
  };
}

/** Counts items by status code. */
export function countStatuses(items: readonly AnsweredItem[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of items) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** Counts the items without a score by status code. */
export function countFailures(items: readonly ScoredItem[]): Record<string, number> {
  return countStatuses(items.filter(({ score }) => score === undefined));
}

/** Counts the items that are accepted at {@link THRESHOLD}. */
export function countAccepted(items: readonly ScoredItem[]): number {
  return items.filter(({ score }) => score !== undefined && score >= THRESHOLD).length;
}
