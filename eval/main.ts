import { writeFile } from 'node:fs/promises';
import { REPORT, writeAccuracy } from './accuracy/write-accuracy.ts';
import { runCommand, userPath } from './command-line.ts';
import { describeRun, HELP, readOptions } from './eval-options.ts';
import { evaluate, type Stopped } from './evaluate.ts';
import { toJsonLine } from './report.ts';
import { toTable } from './table.ts';

async function main(): Promise<number> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const args = process.argv.slice(2);
  if (args[0] === REPORT) {
    const stopped = await writeAccuracy(args.slice(1), stop.signal);
    return stopped ? giveUp(stopped) : 0;
  }
  const options = readOptions(args);
  if (!options) {
    console.log(HELP);
    return 0;
  }
  const evaluation = await evaluate(options, stop.signal);
  if ('done' in evaluation) return giveUp(evaluation);
  const { report, items } = evaluation;
  if (options.json) {
    const file = { command: args, ...report, items };
    await writeFile(userPath(options.json), `${JSON.stringify(file, null, 2)}\n`);
  }
  console.log(`${describeRun(options)}\n\n${toTable(report)}\n`);
  console.log(toJsonLine(report));
  return 0;
}

function giveUp({ done, of }: Stopped): number {
  console.error(`Stopped with ${done} of ${of} answered. The same command goes on from there.`);
  return 130;
}

await runCommand(main, 1);
