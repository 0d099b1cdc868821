import { describe, expect, it } from 'vitest';
import { type AnswerOptions, answerItems } from './answer-items.ts';
import type { CheckOutcome } from './browser-host.ts';

const OUTCOME: CheckOutcome = { result: {}, ms: 1 };

/** Hosts that die of the items named as often as said, and what became of it all. */
function rig(deaths: Readonly<Record<string, number>> = {}) {
  const left = new Map(Object.entries(deaths));
  const log = { started: 0, closed: 0, answered: [] as string[], died: [] as string[] };
  const stop = new AbortController();
  const options: AnswerOptions<string> = {
    async startHost() {
      log.started += 1;
      return {
        async check(calls) {
          for (const { face = '' } of calls) {
            const deathsLeft = left.get(face) ?? 0;
            left.set(face, deathsLeft - 1);
            if (deathsLeft > 0) throw new Error(`died of ${face}`);
          }
          return calls.map(() => OUTCOME);
        },
        async close() {
          log.closed += 1;
        },
      };
    },
    toCall: (face) => ({ checkModel: { operations: ['FACE_CHECK'] }, face, encrypted: false }),
    onAnswers(answers) {
      for (const { item, outcome } of answers) (outcome ? log.answered : log.died).push(item);
    },
    signal: stop.signal,
  };
  return { log, stop, options };
}

const ITEMS = Array.from({ length: 20 }, (_, index) => `p${index}`);

describe('answerItems', () => {
  it('answers all in order with one browser, and closes it', async () => {
    const { log, options } = rig();
    await answerItems(ITEMS, options);
    expect(log).toEqual({ started: 1, closed: 1, answered: ITEMS, died: [] });
  });

  it('goes on when the browser dies once', async () => {
    const { log, options } = rig({ p3: 1 });
    await answerItems(ITEMS, options);
    expect(log).toEqual({ started: 2, closed: 2, answered: ITEMS, died: [] });
  });

  it('gives up on the item that it dies of again, and on no other', async () => {
    const { log, options } = rig({ p3: 9 });
    await answerItems(ITEMS, options);
    expect(log.died).toEqual(['p3']);
    expect(log.answered).toEqual(ITEMS.filter((item) => item !== 'p3'));
    expect(log.closed).toBe(log.started);
  });

  it('gives up when it dies of everything', async () => {
    const { log, options } = rig(Object.fromEntries(ITEMS.map((item) => [item, 9])));
    await expect(answerItems(ITEMS, options)).rejects.toThrow('died of');
    expect(log.closed).toBe(log.started);
  });

  it('stops after the batch that is under way', async () => {
    const { log, stop, options } = rig();
    await answerItems(ITEMS, {
      ...options,
      onAnswers(answers) {
        options.onAnswers(answers);
        stop.abort();
      },
    });
    expect(log).toEqual({ started: 1, closed: 1, answered: ITEMS.slice(0, 8), died: [] });
  });

  it('starts no browser when there is nothing to do', async () => {
    const { log, options } = rig();
    await answerItems([], options);
    expect(log.started).toBe(0);
  });
});
