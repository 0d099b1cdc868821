import { cpus } from 'node:os';
import { type Browser, chromium } from '@playwright/test';
import { ProgressLine } from '../eval/progress-line.ts';
import { browserArgs, findBrowser } from '../scripts/find-browser.ts';
import { inRepository } from '../scripts/repository.ts';
import { startBareBrowser } from './bare-browser.ts';
import { startBareNative } from './bare-native.ts';
import { type BareNetwork, type BareRuntime, prepareNetworks } from './bare-network.ts';
import type { BenchOptions } from './bench-options.ts';
import { startBenchServer } from './bench-server.ts';
import { measureVisits, type VisitPair } from './measure-visits.ts';
import { countRuns, measureWarm } from './measure-warm.ts';
import { findNative, NATIVE } from './native-package.ts';
import { openProduct } from './product.ts';
import type { BenchReport } from './report.ts';
import { summariseVisits, summariseWarm } from './summarise.ts';
import type { BenchTask } from './tasks/task.ts';

const INPUTS = inRepository('.bench/inputs');

/** Measures the visits, each pair in a new browser, and then the warm checks against the bare runs. */
export async function runBench(name: string, task: BenchTask, options: BenchOptions): Promise<BenchReport> {
  const { runs, visits, threads, isolated } = options;
  const module = options.native ? await findNative().catch(asError) : new Error('left out');
  const executablePath = await findBrowser();
  const progress = new ProgressLine(visits + runs);
  const closers: (() => Promise<unknown>)[] = [];
  const launch = async (): Promise<Browser> => {
    const browser = await chromium.launch({ executablePath, args: [...browserArgs] });
    closers.push(() => browser.close());
    return browser;
  };
  try {
    const server = await startBenchServer(INPUTS, isolated);
    closers.push(() => server.close());
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
    const native = await startNative(module, networks, threads);
    if (!(native instanceof Error)) closers.push(() => native.close());
    const samples = await measureWarm({
      product,
      bare: await startBareBrowser(browser, server.url, networks, threads),
      native: native instanceof Error ? undefined : native,
      runsPerCheck,
      rounds: runs,
      onRound: (done) => progress.show(visits + done),
    });

    const { first, second } = summariseVisits(pairs);
    const warm = summariseWarm(samples);
    return {
      task: name,
      machine: { cores: cpus().length, platform: process.platform, browser: `Chromium ${browser.version()}` },
      threads,
      isolated,
      runs,
      visits,
      native: native instanceof Error ? `not measured (${native.message})` : NATIVE,
      firstVisit: first,
      secondVisit: second,
      warm,
      limit: task.limit,
      withinLimit: warm.ratios.callToBare <= task.limit,
    };
  } finally {
    progress.end();
    // What is closed already, or died, has nothing left to close.
    for (const close of closers.toReversed()) await close().catch(() => {});
  }
}

/** The bench goes without the native build where there is none, and says so. */
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
