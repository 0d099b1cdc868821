import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { requireSdk } from '../eval/browser-host.ts';
import { runCommand } from '../eval/command-line.ts';
import { ProgressLine } from '../eval/progress-line.ts';
import { UsageError } from '../eval/usage-error.ts';
import { browserArgs, findBrowser } from '../scripts/find-browser.ts';
import { inRepository } from '../scripts/repository.ts';
import { startBareBrowser } from './bare-browser.ts';
import { startBareNative } from './bare-native.ts';
import { type BareNetwork, type BareRuntime, prepareNetworks } from './bare-network.ts';
import { type BenchOptions, HELP, readOptions } from './bench-options.ts';
import { startBenchServer } from './bench-server.ts';
import { measureVisits, type VisitPair } from './measure-visits.ts';
import { countRuns, measureWarm } from './measure-warm.ts';
import { findNative } from './native-package.ts';
import { openProduct } from './product.ts';
import { type BenchReport, toJsonLine } from './report.ts';
import { summariseVisits, summariseWarm } from './summarise.ts';
import { toTables } from './tables.ts';
import type { BenchTask } from './tasks/task.ts';

const INPUTS = inRepository('.bench/inputs');

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) {
    console.log(HELP);
    return 0;
  }
  requireSdk(inRepository('dist'));
  requireSamples(options.task);
  const report = await bench(options);
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

async function bench(options: BenchOptions): Promise<BenchReport> {
  const { taskName, task, runs, visits, threads, isolated } = options;
  const launch = await launcher();
  const module = options.native ? await findNative().catch(asError) : new Error('left out');
  const server = await startBenchServer(INPUTS, isolated);
  const progress = new ProgressLine(visits + runs);
  progress.show(0);
  const pairs: VisitPair[] = [];
  for (let visit = 0; visit < visits; visit++) {
    const browser = await launch();
    pairs.push(await measureVisits(browser, server, task, threads));
    await browser.close();
    progress.show(visit + 1);
  }

  const browser = await launch();
  const product = await openProduct(await browser.newContext(), server.url, task, threads);
  const runsPerCheck = await countRuns(product);
  const networks = await prepareNetworks([...runsPerCheck.keys()], INPUTS);
  const bare = await startBareBrowser(browser, server.url, networks, threads);
  const native = await startNative(module, networks, threads);
  const samples = await measureWarm({
    product,
    bare,
    native: native instanceof Error ? undefined : native,
    runsPerCheck,
    rounds: runs,
    onRound: (done) => progress.show(visits + done),
  });
  progress.end();
  const machine = { cores: cpus().length, platform: process.platform, browser: `Chromium ${browser.version()}` };
  if (!(native instanceof Error)) await native.close();
  await browser.close();
  await server.close();

  const { first, second } = summariseVisits(pairs);
  const warm = summariseWarm(samples);
  return {
    task: taskName,
    machine,
    threads,
    isolated,
    runs,
    visits,
    native: native instanceof Error ? `not measured (${native.message})` : 'onnxruntime-node',
    firstVisit: first,
    secondVisit: second,
    warm,
    limit: task.limit,
    withinLimit: warm.ratios.callToBare <= task.limit,
  };
}

/** Finds the browser once, and starts it as often as it is asked. */
async function launcher() {
  const executablePath = await findBrowser();
  return () => chromium.launch({ executablePath, args: [...browserArgs] });
}

/** The bench goes without a native build where there is none, and says so. */
async function startNative(
  module: string | Error,
  networks: readonly BareNetwork[],
  threads: number,
): Promise<BareRuntime | Error> {
  if (module instanceof Error) return module;
  return startBareNative(module, networks, INPUTS, threads).catch(asError);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

await runCommand(main, 1);
