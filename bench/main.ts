import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requireSdk } from '../eval/browser-host.ts';
import { runCommand } from '../eval/command-line.ts';
import { UsageError } from '../eval/usage-error.ts';
import { inRepository } from '../scripts/repository.ts';
import { HELP, readOptions } from './bench-options.ts';
import { toJsonLine } from './report.ts';
import { runBench } from './run-bench.ts';
import { toTables } from './tables.ts';
import type { BenchTask } from './tasks/task.ts';

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) {
    console.log(HELP);
    return 0;
  }
  requireSdk(inRepository('dist'));
  requireSamples(options.task);
  const report = await runBench(options);
  const json = toJsonLine(report);
  if (options.json) await writeFile(options.json, `${json}\n`);
  console.log(`${toTables(report)}\n`);
  console.log(json);
  return 0;
}

function requireSamples({ face, doc }: BenchTask): void {
  for (const file of [face, doc]) {
    if (file === undefined || existsSync(join(inRepository('samples'), file))) continue;
    throw new UsageError(`samples/ holds no ${file}. Run \`npm run setup -- samples\` first.`);
  }
}

await runCommand(main, 1);
