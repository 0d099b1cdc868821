import { DOCUMENT_VALIDATION_CODES, type QualityWarning } from '../src/contract/index.ts';
import type { Quad } from '../src/index.ts';
import { estimateFrom, estimateShares } from './estimate.ts';
import { cornerErrors, intersectionOverUnion, isOriented } from './quadrilateral.ts';
import { quantile } from './quantile.ts';
import { type AnsweredItem, countStatuses, type Summary } from './summary.ts';

/** One picture after its document was looked for. */
export interface DocumentItem extends AnsweredItem {
  /** Where the document is; absent where the list knows of none. */
  readonly labelled?: Quad;
  /** Where it was found, in the document's own order; absent where none was found, or there was no answer. */
  readonly found?: Quad;
  /** Whether the document's portrait was found. */
  readonly portrait?: boolean;
  readonly warnings?: readonly QualityWarning[];
}

/** One labelled picture, measured. */
interface Located {
  readonly iou: number;
  /** Of each corner, as a share of the document's diagonal. */
  readonly errors: readonly number[];
  readonly oriented: boolean;
  readonly portrait: boolean;
}

const VERDICTS = ['OK', ...DOCUMENT_VALIDATION_CODES];
/** From this intersection over union on, a document counts as located. */
const LOCATED = 0.9;
/** What a picture without an answer counts for: corners a whole diagonal away. */
const MISSED: Located = { iou: 0, errors: [1, 1, 1, 1], oriented: false, portrait: false };

/**
 * How well documents are found. No picture is left out: one without an answer has an intersection over union of 0, corners a whole
 * diagonal away, the wrong orientation and no portrait.
 * - `found`: share of the pictures in which a document was found; of pictures that show none, this is the false alarms.
 * - `meanIou`: mean intersection over union of the areas found and labelled; `over90`: share of pictures above 0.90.
 * - `meanCornerError`, `p95CornerError`: over all corners, the distance between those of one name as a share of the labelled diagonal.
 * - `oriented`: share whose corners are nearer to those of their own names than to those a quarter turn or two away.
 * - `portrait`: share whose portrait was found. `orientedOver90`, `portraitOver90`: the same of the pictures above 0.90 alone.
 *
 * `failures` counts what is no verdict on the picture: errors. Pictures are taken as independent; where several are of one clip, the true intervals are wider.
 */
export function summariseDocuments(items: readonly DocumentItem[]): Summary {
  const measured = items.flatMap(({ labelled, ...answer }) => (labelled ? [measure(labelled, answer)] : []));
  const located = measured.filter(({ iou }) => iou > LOCATED);
  const count = <T>(group: readonly T[], holds: (one: T) => boolean) => ({
    count: group.filter(holds).length,
    of: group.length,
  });
  const shares = estimateShares({
    found: count(items, ({ found }) => found !== undefined),
    over90: count(measured, ({ iou }) => iou > LOCATED),
    oriented: count(measured, ({ oriented }) => oriented),
    orientedOver90: count(located, ({ oriented }) => oriented),
    portrait: count(measured, ({ portrait }) => portrait),
    portraitOver90: count(located, ({ portrait }) => portrait),
  });
  const means = estimateFrom(measured, {
    meanIou: (group) => mean(group.map(({ iou }) => iou)),
    meanCornerError: (group) => mean(group.flatMap(({ errors }) => errors)),
    p95CornerError: (group) =>
      quantile(
        group.flatMap(({ errors }) => errors),
        0.95,
      ),
  });
  return {
    n: items.length,
    failures: countStatuses(items.filter(({ status }) => !VERDICTS.some((verdict) => verdict === status))),
    ...(measured.length > 0 ? { nOver90: located.length } : {}),
    ...means.values,
    ...shares.values,
    statuses: countStatuses(items),
    warnings: countWarnings(items),
    ci: { ...means.intervals, ...shares.intervals },
  };
}

function measure(labelled: Quad, { found, portrait = false }: Omit<DocumentItem, 'labelled'>): Located {
  if (!found) return MISSED;
  return {
    iou: intersectionOverUnion(found, labelled),
    errors: cornerErrors(found, labelled),
    oriented: isOriented(found, labelled),
    portrait,
  };
}

function countWarnings(items: readonly DocumentItem[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const warning of items.flatMap(({ warnings = [] }) => warnings)) counts[warning] = (counts[warning] ?? 0) + 1;
  return counts;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
