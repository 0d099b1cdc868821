import type { BrowserHost, CheckCall, CheckOutcome } from './browser-host.ts';

export interface AnswerOptions<T> {
  readonly startHost: () => Promise<Pick<BrowserHost, 'check' | 'close'>>;
  readonly toCall: (item: T) => CheckCall;
  /** Told of items as they are answered, with no outcome where the browser died of one. */
  readonly onAnswers: (answers: readonly { readonly item: T; readonly outcome: CheckOutcome | undefined }[]) => void;
  /** Stops after the batch that is under way. */
  readonly signal: AbortSignal;
}

/** Items per message to the page: enough that the messages cost nothing, few enough that stopping is quick. */
const BATCH_SIZE = 8;
const MAX_DEATHS_IN_A_ROW = 4;

/**
 * Has every item answered, one after another. A browser that dies is started anew: the items that were under way are tried
 * once more, each on its own, so that one bad picture costs no other its answer.
 *
 * @throws {Error} When the browser does not start, or dies of one item after another.
 */
export async function answerItems<T>(items: readonly T[], options: AnswerOptions<T>): Promise<void> {
  const batches = inBatches(items);
  let host: Awaited<ReturnType<typeof options.startHost>> | undefined;
  let deathsInARow = 0;
  try {
    for (let batch = batches.shift(); batch && !options.signal.aborted; batch = batches.shift()) {
      host ??= await options.startHost();
      const outcomes = await host.check(batch.map(options.toCall)).catch((error: unknown) => {
        deathsInARow += 1;
        if (deathsInARow >= MAX_DEATHS_IN_A_ROW) throw error;
      });
      if (outcomes) {
        deathsInARow = 0;
      } else {
        await host.close();
        host = undefined;
        if (batch.length > 1) {
          batches.unshift(...batch.map((item) => [item]));
          continue;
        }
      }
      options.onAnswers(batch.map((item, index) => ({ item, outcome: outcomes?.[index] })));
    }
  } finally {
    await host?.close();
  }
}

function inBatches<T>(items: readonly T[]): T[][] {
  const batches: T[][] = [];
  for (let start = 0; start < items.length; start += BATCH_SIZE) batches.push(items.slice(start, start + BATCH_SIZE));
  return batches;
}
