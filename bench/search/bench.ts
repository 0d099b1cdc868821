import { cpus } from 'node:os';
import { chromium, type Page } from '@playwright/test';
import { createServer } from 'vite';
import { ProgressLine } from '../../eval/progress-line.ts';
import { type Spread, spreadOf } from '../../eval/quantile.ts';
import { align } from '../../eval/table.ts';
import { browserArgs, findBrowser } from '../../scripts/find-browser.ts';
import { inRepository } from '../../scripts/repository.ts';
import type { Bench, BenchOutcome } from '../bench.ts';
import type { SizeResult } from './page/worker.ts';

const SIZES = [1000, 10_000, 100_000];
const KINDS = ['idem', 'plain', 'library'] as const;
/** How much of the plain loop's time a query through the largest collection may take. */
const LIMIT = 0.5;

/** Search in collections of templates, beside a plain loop over Float32Array and hnswlib-wasm's exact search on the same vectors. */
export const search: Bench = {
  description: '1:N search through 1,000, 10,000 and 100,000 templates: load, query, memory, disk',
  samples: [],
  async run({ runs }) {
    const server = await createServer({
      root: inRepository('.'),
      configFile: false,
      logLevel: 'error',
      server: { port: 0, host: '127.0.0.1' },
      optimizeDeps: { include: ['hnswlib-wasm', 'idb', 'zod', '@noble/hashes/sha2.js'] },
    });
    await server.listen();
    const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...browserArgs] });
    const progress = new ProgressLine(SIZES.length);
    try {
      const page = await (await browser.newContext()).newPage();
      await page.goto(new URL('bench/search/page/index.html', server.resolvedUrls!.local[0]).href);
      progress.show(0);
      const results: SizeResult[] = [];
      for (const records of SIZES) {
        results.push(await measure(page, records, runs));
        progress.show(results.length);
      }
      return report(results, `Chromium ${browser.version()}`);
    } finally {
      progress.end();
      await browser.close();
      await server.close();
    }
  },
};

async function measure(page: Page, records: number, rounds: number): Promise<SizeResult> {
  const answer = await page.evaluate(
    `new Promise((resolve) => {
      bench.onmessage = ({ data }) => resolve(data);
      bench.onerror = ({ message }) => resolve({ error: message ?? 'The worker did not start.' });
      bench.postMessage({ records: ${records}, rounds: ${rounds} });
    })`,
  );
  const { result, error } = answer as { readonly result?: SizeResult; readonly error?: string };
  if (!result) throw new Error(`The search of ${records} failed: ${error}`);
  return result;
}

function report(results: readonly SizeResult[], browser: string): BenchOutcome {
  const sizes = results.map(({ queries, ...result }) => ({
    ...result,
    rounds: queries.length,
    query: Object.fromEntries(KINDS.map((kind) => [kind, spreadOf(queries.map((query) => query[kind]))])) as Record<
      (typeof KINDS)[number],
      Spread
    >,
  }));
  const withRatios = sizes.map((size) => ({
    ...size,
    idemToPlain: size.query.idem.median / size.query.plain.median,
    idemToLibrary: size.query.idem.median / size.query.library.median,
  }));
  const withinLimit = withRatios.at(-1)!.idemToPlain < LIMIT;
  const machine = { cores: cpus().length, platform: process.platform, browser };
  const column = (read: (size: (typeof withRatios)[number]) => string) => withRatios.map(read);
  const spread = ({ median, p95 }: Spread) => `${median.toFixed(2)} (${p95.toFixed(2)})`;
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const text = [
    `search: ${sizes[0]?.rounds} queries for the best 5, 512 dimensions, one thread\n${browser}, ${machine.cores} cores, ${machine.platform}`,
    align([
      ['', ...column(({ records }) => records.toLocaleString('en'))],
      ['query, ms, median (p95)', ...column(({ query }) => spread(query.idem))],
      ['  plain loop over Float32Array', ...column(({ query }) => spread(query.plain))],
      ['  hnswlib-wasm, brute force', ...column(({ query }) => spread(query.library))],
      ['query / plain loop', ...column(({ idemToPlain }) => idemToPlain.toFixed(3))],
      ['query / hnswlib-wasm', ...column(({ idemToLibrary }) => idemToLibrary.toFixed(3))],
      ['same best record as plain loop', ...column(({ sameBest, rounds }) => `${sameBest} of ${rounds}`)],
      ['bulk import, ms', ...column(({ importMs }) => importMs.toFixed(0))],
      ['cold load with decryption, ms', ...column(({ coldLoadMs }) => coldLoadMs.toFixed(0))],
      ['hnswlib-wasm: build, ms', ...column(({ libraryBuildMs }) => libraryBuildMs.toFixed(0))],
      ['memory', ...column(({ memoryBytes }) => megabytes(memoryBytes))],
      ['  plain loop', ...column(({ plainMemoryBytes }) => megabytes(plainMemoryBytes))],
      ['disk', ...column(({ diskBytes }) => megabytes(diskBytes))],
    ]),
    `query / plain loop at ${SIZES.at(-1)?.toLocaleString('en')}: ${withinLimit ? 'within' : 'ABOVE'} the limit of ${LIMIT}`,
  ].join('\n\n');
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value);
  const json = JSON.stringify({ task: 'search', machine, sizes: withRatios, limit: LIMIT, withinLimit }, rounded);
  return { text, json };
}
