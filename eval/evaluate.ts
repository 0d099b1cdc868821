import { inRepository } from '../scripts/repository.ts';
import { answerItems } from './answer-items.ts';
import { type CheckCall, type CheckOutcome, picturePath, requireSdk, startBrowserHost } from './browser-host.ts';
import type { EvalOptions } from './eval-options.ts';
import { fingerprint } from './fingerprint.ts';
import { type JournalEntry, openJournal } from './journal.ts';
import { ProgressLine } from './progress-line.ts';
import { readList } from './read-list.ts';
import { makeReport, type Report } from './report.ts';
import { spread } from './spread.ts';
import type { Item, Task } from './tasks/task.ts';

const SDK = inRepository('dist');
const PICTURES = '/pictures/';

/** An evaluation that ended: its figures, and every item with what it was answered. */
export interface Evaluation {
  readonly report: Report;
  readonly items: readonly (Item & JournalEntry)[];
}

/** An evaluation that was stopped. The same one goes on where it was. */
export interface Stopped {
  readonly done: number;
  readonly of: number;
}

/** Runs the built SDK over a folder, in a browser. What an earlier run answered with the same build is taken from its journal. */
export async function evaluate(options: EvalOptions, signal: AbortSignal): Promise<Evaluation | Stopped> {
  const { run, task, folder, engine, checkOptions, rotate } = options;
  const checkModel = task.checkModel(checkOptions);
  const listed = spread(readList(task, folder), options.limit);
  const items = rotate === undefined ? listed : listed.map((item) => ({ ...item, rotate }));
  requireSdk(SDK);
  const key = { task: run.task, folder, engine, checkModel, rotate, sdk: fingerprint(SDK) };
  const journal = await openJournal(inRepository('.eval'), key, options.fresh);
  const answers = new Map(journal.entries);

  const pending = items.filter((item) => !answers.has(item.id));
  const progress = new ProgressLine(items.length);
  let done = items.length - pending.length;
  await answerItems(pending, {
    startHost: () => startBrowserHost({ sdk: SDK, pictures: { [PICTURES]: folder }, engine, preload: true }),
    toCall: (item): CheckCall => ({
      checkModel,
      encrypted: false,
      details: task.details ?? false,
      ...(item.rotate === undefined ? {} : { rotate: item.rotate }),
      ...(item.face === undefined ? {} : { face: picturePath(PICTURES, item.face) }),
      ...(item.doc === undefined ? {} : { doc: picturePath(PICTURES, item.doc) }),
    }),
    onAnswers(batch) {
      const entries = batch.map(({ item, outcome }) => toEntry(task, item, outcome));
      for (const entry of entries) answers.set(entry.id, entry);
      journal.append(batch.flatMap(({ outcome }, index) => (isJudgement(outcome) ? (entries[index] ?? []) : [])));
      done += batch.length;
      progress.show(done);
    },
    signal,
  }).finally(() => progress.end());
  if (done < items.length) return { done, of: items.length };

  const scored = items.map((item) => ({ ...item, ...answerOf(answers, item) }));
  return { report: makeReport(run, scored, task.summarise), items: scored };
}

function toEntry(task: Task, item: Item, outcome: CheckOutcome | undefined): JournalEntry {
  if (!outcome) return { id: item.id, status: 'BROWSER_DIED', ms: 0 };
  const { ms } = outcome;
  if ('result' in outcome) return { id: item.id, ...task.readAnswer(outcome.result, item), ms };
  return { id: item.id, status: outcome.fault.code ?? outcome.fault.name, error: outcome.fault.message, ms };
}

/** Whether an answer is about the picture. One about the engine's own trouble is not kept: another run may do better. */
function isJudgement(outcome: CheckOutcome | undefined): boolean {
  return outcome !== undefined && ('result' in outcome || outcome.fault.status === 400);
}

function answerOf(answers: ReadonlyMap<string, JournalEntry>, item: Item): JournalEntry {
  const answer = answers.get(item.id);
  if (!answer) throw new Error(`${item.id} has no answer.`);
  return answer;
}
