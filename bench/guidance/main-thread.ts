import type { Browser, Page } from '@playwright/test';

/** Marks that the page sets (`performance.mark()`), between which tasks count. */
export const MARKS = { start: 'guidance starts', end: 'guidance ends' } as const;

const CATEGORIES = ['toplevel', 'blink.user_timing'];

/** What is read of an event of Chromium's trace; times in microseconds, `tdur` of the thread's own. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly tdur?: number;
}

/**
 * How long the main thread of the page computed in its longest task between the marks, in milliseconds. On a machine that is busy with other work
 * a task also waits for a core; that is not counted.
 *
 * @throws {Error} where the trace holds no such tasks.
 */
export async function longestTaskOfItsOwn<T>(
  browser: Browser,
  page: Page,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly longest: number }> {
  await browser.startTracing(page, { categories: CATEGORIES });
  let trace: Buffer | undefined;
  const result = await work().finally(async () => {
    trace = await browser.stopTracing();
  });
  const { traceEvents } = JSON.parse(String(trace)) as { traceEvents: readonly TraceEvent[] };
  return { result, longest: longestTask(traceEvents) };
}

function longestTask(events: readonly TraceEvent[]): number {
  const mark = (name: string) => events.find((event) => event.name === name);
  const [start, end] = [mark(MARKS.start), mark(MARKS.end)];
  const tasks = events.filter(
    ({ name, ph, pid, tid, ts }) =>
      name.endsWith('RunTask') &&
      ph === 'X' &&
      pid === start?.pid &&
      tid === start.tid &&
      ts > start.ts &&
      ts < (end?.ts ?? 0),
  );
  if (tasks.length === 0) throw new Error('The trace holds no task of the main thread.');
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
