import { FACE_VALIDATION_CODES } from '../src/contract/index.ts';
import { estimateShares } from './estimate.ts';
import { type AnsweredItem, type CodeFigures, countStatuses, type ExpectedCode, type Summary } from './summary.ts';

/** One picture after the check. */
export interface CodedItem extends AnsweredItem {
  /** The code that is the right answer. */
  readonly code: ExpectedCode;
}

const CODES: readonly ExpectedCode[] = ['OK', ...FACE_VALIDATION_CODES];

/**
 * How often the face codes are right: `accuracy`, and by the code expected the share answered `exact`ly so, with all that was
 * answered. A code that comes earlier in the order of precedence is a miss like any other, even if it is true as well.
 * `failures` counts what is no verdict on the face: errors.
 */
export function summariseCodes(items: readonly CodedItem[]): Summary {
  const groups = CODES.map((code) => ({ code, group: items.filter((item) => item.code === code) })).filter(
    ({ group }) => group.length > 0,
  );
  const codes: Partial<Record<ExpectedCode, CodeFigures>> = {};
  for (const { code, group } of groups) {
    codes[code] = { n: group.length, exact: countExact(group) / group.length, answered: countStatuses(group) };
  }
  const overall = estimateShares({ accuracy: { count: countExact(items), of: items.length } });
  const exact = estimateShares(
    Object.fromEntries(groups.map(({ code, group }) => [code, { count: countExact(group), of: group.length }])),
  );
  return {
    n: items.length,
    failures: countStatuses(items.filter(({ status }) => !CODES.some((code) => code === status))),
    ...overall.values,
    codes,
    ci: { ...overall.intervals, codes: exact.intervals },
  };
}

function countExact(items: readonly CodedItem[]): number {
  return items.filter(({ code, status }) => code === status).length;
}
