import { writeFile } from 'node:fs/promises';
import { inRepository } from '../scripts/repository.ts';
import { answerItems } from './answer-items.ts';
import { type CheckCall, type CheckOutcome, picturePath, requireSdk, startBrowserHost } from './browser-host.ts';
import { runCommand, userPath } from './command-line.ts';
import { HELP, readOptions } from './eval-options.ts';
import { fingerprint } from './fingerprint.ts';
import { type JournalEntry, openJournal } from './journal.ts';
import { ProgressLine } from './progress-line.ts';
import { readList } from './read-list.ts';
import { makeReport, toJsonLine } from './report.ts';
import { spread } from './spread.ts';
import { toTable } from './table.ts';
import type { Item, Task } from './tasks/task.ts';

const SDK = inRepository('dist');
const PICTURES = '/pictures/';

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) {
    console.log(HELP);
    return 0;
  }
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
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
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
    signal: stop.signal,
  }).finally(() => progress.end());
  if (done < items.length) {
    console.error(`Stopped with ${done} of ${items.length} answered. The same command goes on from there.`);
    return 130;
  }

  const scored = items.map((item) => ({ ...item, ...answerOf(answers, item) }));
  const report = makeReport(run, scored, task.summarise);
  const json = toJsonLine(report);
  if (options.json) {
    const file = { command: process.argv.slice(2), ...report, items: scored };
    await writeFile(userPath(options.json), `${JSON.stringify(file, null, 2)}\n`);
  }
  const limits = run.only === undefined ? run.preset : `${run.preset}, ${run.only} only`;
  const turned = rotate === undefined ? '' : `, turned by ${rotate} degrees`;
  console.log(`${run.task} over ${folder}${turned}, face limits: ${limits}\n\n${toTable(report)}\n`);
  console.log(json);
  return 0;
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

await runCommand(main, 1);
