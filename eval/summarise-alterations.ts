import {
  DOCUMENT_VALIDATION_CODES,
  type DocumentValidationCode,
  QUALITY_WARNINGS,
  type QualityWarning,
} from '../src/contract/index.ts';
import { estimateShares, type Proportion } from './estimate.ts';
import { groupBy } from './group-by.ts';
import {
  type AlterationFigures,
  type AlterationIntervals,
  type AnsweredItem,
  countStatuses,
  type Summary,
} from './summary.ts';

/** One photo of a document after the check. */
export interface AlteredItem extends AnsweredItem {
  /** What was done to the photo, and how strongly. */
  readonly alteration: string;
  /** The code that is the right answer. */
  readonly code: 'OK' | DocumentValidationCode;
  /** The warnings that are due. */
  readonly wanted: readonly QualityWarning[];
  /** Those that were answered; absent where there was no answer. */
  readonly warnings?: readonly QualityWarning[];
}

const VERDICTS = ['OK', ...DOCUMENT_VALIDATION_CODES];

/**
 * By alteration: the share answered `exact`ly with the code that is due, with all that was `answered`; of each warning, the share of
 * photos it is due of that were answered with it (`hits`), and of those it is not due of (`others`). A photo without an
 * answer counts as one without warnings. `failures` counts what is no verdict on the document: errors.
 */
export function summariseAlterations(items: readonly AlteredItem[]): Summary {
  const alterations: Record<string, AlterationFigures> = {};
  const intervals: Record<string, AlterationIntervals> = {};
  for (const [alteration, group] of groupBy(items, (item) => item.alteration)) {
    const exact = estimateShares({ exact: { count: count(group, hasCode), of: group.length } });
    const hits = estimateShares(answeredShares(group, true));
    const others = estimateShares(answeredShares(group, false));
    const { exact: share = 0 } = exact.values;
    const answered = countStatuses(group);
    alterations[alteration] = { n: group.length, exact: share, answered, hits: hits.values, others: others.values };
    intervals[alteration] = { ...exact.intervals, hits: hits.intervals, others: others.intervals };
  }
  return {
    n: items.length,
    failures: countStatuses(items.filter(({ status }) => !VERDICTS.some((verdict) => verdict === status))),
    alterations,
    ci: { alterations: intervals },
  };
}

/** Of each warning, how many photos were answered with it, of those that it is due of, or not due of. */
function answeredShares(group: readonly AlteredItem[], due: boolean): Record<QualityWarning, Proportion> {
  const shares = QUALITY_WARNINGS.map((warning) => {
    const asked = group.filter(({ wanted }) => wanted.includes(warning) === due);
    return [warning, { count: count(asked, ({ warnings }) => warnings?.includes(warning) === true), of: asked.length }];
  });
  return Object.fromEntries(shares);
}

function hasCode({ code, status }: AlteredItem): boolean {
  return code === status;
}

function count<T>(group: readonly T[], holds: (one: T) => boolean): number {
  return group.filter(holds).length;
}
