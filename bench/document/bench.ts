import { cpus } from 'node:os';
import { type Browser, chromium } from '@playwright/test';
import { ProgressLine } from '../../eval/progress-line.ts';
import { align } from '../../eval/table.ts';
import { memoryOfBrowser } from '../../scripts/browser-memory.ts';
import { browserArgs, findBrowser } from '../../scripts/find-browser.ts';
import { inRepository } from '../../scripts/repository.ts';
import { startBareBrowser } from '../bare-browser.ts';
import { prepareNetworks } from '../bare-network.ts';
import type { Bench, BenchOutcome } from '../bench.ts';
import type { BenchOptions } from '../bench-options.ts';
import { type BenchServer, INPUTS, startBenchServer } from '../bench-server.ts';
import { countRuns, measureWarm } from '../measure-warm.ts';
import { openProduct } from '../product.ts';
import { summariseWarm, type WarmSummary } from '../summarise.ts';
import type { BenchTask } from '../tasks/task.ts';
import { type BenchPhoto, makePhotos } from './photos.ts';

const FOLDER = inRepository('.bench/inputs');
const SAMPLE = 'id-marc.jpg';
/** Stages of the reading, as `details` name them, in words. */
const STAGES = {
  'decode doc': 'decode',
  'locate document': 'locate',
  'refine document': 'refine',
  'rectify document': 'rectify',
} as const;

type DocumentTask = Pick<BenchTask, 'checkModel' | 'doc' | 'details' | 'statuses'>;

interface SizeResult extends BenchPhoto {
  readonly warm: WarmSummary;
  /** By how much the browser grows while one photo is read; absent where the system does not tell. */
  readonly peakMemoryBytes?: number;
}

/** The reading of documents in photos of several sizes, beside the bare runs of its networks. */
export const document: Bench = {
  description: 'DOC_CHECK on photos of an identity card of 2, 12 and 48 megapixels: decode, locate, refine, rectify',
  samples: [SAMPLE],
  async run(options) {
    const photos = await makePhotos(SAMPLE, FOLDER);
    const server = await startBenchServer(FOLDER, options.isolated);
    const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...browserArgs] });
    const progress = new ProgressLine(photos.length * options.runs);
    try {
      progress.show(0);
      const results: SizeResult[] = [];
      for (const photo of photos) {
        const before = results.length * options.runs;
        results.push(await measure(browser, server, photo, options, (done) => progress.show(before + done)));
      }
      return report(results, options, `Chromium ${browser.version()}`);
    } finally {
      progress.end();
      await browser.close();
      await server.close();
    }
  },
};

async function measure(
  browser: Browser,
  server: BenchServer,
  photo: BenchPhoto,
  { runs, threads }: BenchOptions,
  onRound: (done: number) => void,
): Promise<SizeResult> {
  const task: DocumentTask = {
    checkModel: { operations: ['DOC_CHECK'] },
    details: true,
    doc: photo.file,
    statuses: ({ details }) => [details?.doc?.document.statusCode],
  };
  const context = await browser.newContext();
  try {
    const product = await openProduct(context, server.url, task, threads, INPUTS);
    const runsPerCheck = await countRuns(product);
    const networks = await prepareNetworks([...runsPerCheck.keys()], FOLDER);
    const bare = await startBareBrowser(browser, server.url, networks, threads);
    const samples = await measureWarm({ product, bare, native: undefined, runsPerCheck, rounds: runs, onRound });
    await bare.close();
    const before = await memoryOfBrowser(browser);
    await product.check();
    const after = await memoryOfBrowser(browser);
    return {
      ...photo,
      warm: summariseWarm(samples),
      ...(before && after && { peakMemoryBytes: after.peak - before.now }),
    };
  } finally {
    await context.close();
  }
}

function report(
  results: readonly SizeResult[],
  { runs, threads, isolated }: BenchOptions,
  browser: string,
): BenchOutcome {
  const machine = { cores: cpus().length, platform: process.platform, browser };
  const column = (read: (size: SizeResult) => string) => results.map(read);
  const spread = (value: { readonly median: number; readonly p95: number } | undefined) =>
    value === undefined ? '' : `${value.median.toFixed(1)} (${value.p95.toFixed(1)})`;
  const ids = [...new Set(results.flatMap(({ warm }) => warm.networks.map(({ id }) => id)))];
  const network = ({ warm }: SizeResult, id: string) => {
    const found = warm.networks.find((one) => one.id === id);
    return found ? `${found.runsPerCheck} x ${found.inCheckMs.toFixed(1)} / ${found.bareMs.toFixed(1)}` : '';
  };
  const text = [
    `document: ${runs} warm checks of each photo, ${threads} ${threads === 1 ? 'thread' : 'threads'}${isolated ? ', isolated' : ''}\n${browser}, ${machine.cores} cores, ${machine.platform}`,
    align([
      ['ms, median (p95)', ...column(({ megapixels, bytes }) => `${megapixels} MP, ${(bytes / 1e6).toFixed(1)} MB`)],
      ...Object.entries(STAGES).map(([stage, name]) => [name, ...column(({ warm }) => spread(warm.stages[stage]))]),
      ['whole call', ...column(({ warm }) => spread(warm.callMs))],
      ['all networks, bare', ...column(({ warm }) => warm.sums.bareMs.toFixed(1))],
      ['whole call / bare', ...column(({ warm }) => warm.ratios.callToBare.toFixed(2))],
      [
        'memory, at the most',
        ...column(({ peakMemoryBytes: bytes }) => (bytes === undefined ? '' : `${Math.round(bytes / 1e6)} MB`)),
      ],
    ]),
    align([
      ['runs x ms in check / bare, medians', ...column(({ megapixels }) => `${megapixels} MP`)],
      ...ids.map((id) => [id, ...column((size) => network(size, id))]),
    ]),
  ].join('\n\n');
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value);
  return {
    text,
    json: JSON.stringify({ task: 'document', machine, threads, isolated, runs, sizes: results }, rounded),
  };
}
