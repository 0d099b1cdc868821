import { loadHnswlib } from 'hnswlib-wasm';
import { CollectionStore } from '../../../src/collections/collection-store.ts';
import { Galleries } from '../../../src/collections/galleries.ts';
import { quantise } from '../../../src/matching/template.ts';
import { searchPlainly } from './plain-loop.ts';
import { DIMENSION, probesOf, randomVectors } from './vectors.ts';

/** What one size of collection took. Times in milliseconds, sizes in bytes. */
export interface SizeResult {
  readonly records: number;
  readonly importMs: number;
  /** From a worker that knows nothing: reading, decrypting, indexing. */
  readonly coldLoadMs: number;
  readonly diskBytes: number;
  readonly memoryBytes: number;
  readonly plainMemoryBytes: number;
  readonly libraryBuildMs: number;
  /** One of each a round. */
  readonly queries: readonly { readonly idem: number; readonly plain: number; readonly library: number }[];
  /** Queries whose best record is the one of the plain loop over the float32 vectors. */
  readonly sameBest: number;
}

const COLLECTION = 'bench';
const LIMIT = 5;
const SEED = 20_260_123;
const BATCH = 4096;
const WARM_UP_ROUNDS = 3;

addEventListener(
  'message',
  async ({ data: { records, rounds } }: MessageEvent<{ records: number; rounds: number }>) => {
    try {
      postMessage({ result: await measure(records, rounds) });
    } catch (error) {
      postMessage({ error: error instanceof Error ? `${error.stack}` : String(error) });
    }
  },
);

async function measure(records: number, rounds: number): Promise<SizeResult> {
  const rows = randomVectors(records, SEED);
  const codes = new Int8Array(rows.length);
  for (let at = 0; at < rows.length; at += DIMENSION) codes.set(quantise(rows.subarray(at, at + DIMENSION)), at);
  const ids = Array.from({ length: records }, () => crypto.randomUUID());
  await new CollectionStore().clear();
  const usedBefore = await diskUsage();
  const importMs = await timed(() => importAll(ids, codes));
  const diskBytes = (await diskUsage()) - usedBefore;

  const galleries = new Galleries(new CollectionStore());
  const coldLoadMs = await timed(() => galleries.open(COLLECTION));
  const gallery = await galleries.open(COLLECTION);

  const library = await loadHnswlib();
  const index = new library.BruteforceSearch('ip', DIMENSION);
  const libraryBuildMs = await timed(async () => {
    index.initIndex(records);
    for (let row = 0; row < records; row++) index.addPoint(rows.subarray(row * DIMENSION, (row + 1) * DIMENSION), row);
  });

  const queries: SizeResult['queries'][number][] = [];
  let sameBest = 0;
  for (const [round, probe] of probesOf(rows, rounds + WARM_UP_ROUNDS, SEED + 7).entries()) {
    let best: string | undefined;
    let plain: number[] = [];
    const idem = await timed(async () => {
      best = gallery.search([probe], LIMIT)[0]?.recordId;
    });
    const plainMs = await timed(async () => {
      plain = searchPlainly(rows, probe, LIMIT);
    });
    const libraryMs = await timed(async () => {
      index.searchKnn(probe, LIMIT, undefined);
    });
    if (round < WARM_UP_ROUNDS) continue;
    queries.push({ idem, plain: plainMs, library: libraryMs });
    if (best === ids[plain[0]!]) sameBest += 1;
  }
  const result = {
    ...{ records, importMs, coldLoadMs, diskBytes, libraryBuildMs, queries, sameBest },
    memoryBytes: gallery.bytes,
    plainMemoryBytes: rows.byteLength,
  };
  await new CollectionStore().clear();
  return result;
}

async function importAll(ids: readonly string[], codes: Int8Array<ArrayBuffer>): Promise<void> {
  const model = { modelId: 'bench', dimension: DIMENSION };
  const staging = await new CollectionStore().beginImport({ name: COLLECTION, model, createdAt: Date.now() });
  for (let at = 0; at < ids.length; at += BATCH) {
    await staging.append(ids.slice(at, at + BATCH), codes.slice(at * DIMENSION, (at + BATCH) * DIMENSION));
  }
  await staging.commit();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function diskUsage(): Promise<number> {
  return (await navigator.storage.estimate()).usage ?? Number.NaN;
}
