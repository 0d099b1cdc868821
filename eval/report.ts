import type { FaceValidationCode } from '../src/contract/index.ts';
import { groupBy } from './group-by.ts';
import type { QuarterTurn } from './quadrilateral.ts';
import type { AnsweredItem, Summary } from './summary.ts';

/** An item with the time its call took. */
export type Timed<T extends AnsweredItem = AnsweredItem> = T & { readonly ms: number };

/** The result of an evaluation: its last line of output. */
export interface Report extends Summary {
  readonly task: string;
  /** Name of the face limits. */
  readonly preset: string;
  /** The code whose rule alone was in force; absent when all were. */
  readonly only?: FaceValidationCode;
  /** By how many degrees the pictures were turned before they were read; absent when they were not. */
  readonly rotate?: QuarterTurn;
  /** `whole` where the pictures were taken for documents as they are; absent where these were looked for. */
  readonly region?: 'whole';
  /** The same figures for each source of the list; absent where the list names none. */
  readonly sources?: Readonly<Record<string, SourceReport>>;
  /** Mean wall time of a call, calls running one after another. */
  readonly msPerItem: number;
}

export type SourceReport = Summary & { readonly msPerItem: number };

/** Puts the figures of all items, and of each source, together. */
export function makeReport<T extends AnsweredItem>(
  run: Pick<Report, 'task' | 'preset' | 'only' | 'rotate' | 'region'>,
  items: readonly Timed<T>[],
  summarise: (items: readonly T[]) => Summary,
): Report {
  const sourced = items.filter((item) => item.source !== undefined);
  const sources = [...groupBy(sourced, (item) => item.source ?? '')].map(
    ([source, group]) => [source, { ...summarise(group), msPerItem: meanTime(group) }] as const,
  );
  const { ci, ...figures } = summarise(items);
  return {
    ...run,
    ...figures,
    ci,
    ...(sources.length > 0 ? { sources: Object.fromEntries(sources) } : {}),
    msPerItem: meanTime(items),
  };
}

/** A report as one line of JSON, with six digits after the point. */
export function toJsonLine(report: object): string {
  return JSON.stringify(report, (_, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value,
  );
}

function meanTime(items: readonly Timed[]): number {
  return items.reduce((sum, item) => sum + item.ms, 0) / items.length;
}
