import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requireSdk } from '../eval/browser-host.ts';
import { runCommand } from '../eval/command-line.ts';
import { UsageError } from '../eval/usage-error.ts';
import { inRepository } from '../scripts/repository.ts';
import { helpText, readOptions } from './bench-options.ts';
import { BENCHES } from './benches.ts';

async function main(): Promise<number> {
  const options = readOptions(Object.keys(BENCHES));
  if (!options) {
    console.log(helpText(BENCHES));
    return 0;
  }
  requireSdk(inRepository('dist'));
  const bench = BENCHES[options.name]!;
  requireSamples(bench.samples);
  const { text, json } = await bench.run(options);
  if (options.json) await writeFile(options.json, `${json}\n`);
  console.log(`${text}\n`);
  console.log(json);
  return 0;
}

function requireSamples(files: readonly string[]): void {
  for (const file of files) {
    if (existsSync(join(inRepository('samples'), file))) continue;
    throw new UsageError(`samples/ holds no ${file}. Run \`npm run setup -- samples\` first.`);
  }
}

await runCommand(main, 1);
