import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { codesOf, MODEL, numbersIn, storedRows } from '../testing/collections.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { CollectionStore } from './collection-store.ts';
import { exportCollection } from './export-collection.ts';
import { importCollection } from './import-collection.ts';

const PASSPHRASE = 'correct horse battery';
/** Quick, for tests that open many files. */
const CHEAP = { logN: 4, r: 8, p: 1 };
const HEADER = 68;
const SEGMENT = 512 * 1024 + 16;

let store: CollectionStore;

beforeEach(() => {
  store = new CollectionStore();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.clear();
});

/** Fills collection "a", exports it and deletes it. */
async function exported(count: number, passphrase = PASSPHRASE): Promise<Blob> {
  await store.create('a');
  if (count > 0) await store.add('a', MODEL, codesOf(count));
  const file = await exportCollection(store, 'a', passphrase, {}, CHEAP);
  await store.delete('a', { force: true });
  return file;
}

async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.arrayBuffer());
}

function importing(file: Blob | Uint8Array<ArrayBuffer>, passphrase = PASSPHRASE, model = MODEL) {
  return importCollection(store, new Blob([file]), passphrase, model);
}

describe('a collection that is exported and imported', () => {
  it.each([0, 1, 992, 5000])('holds the same %i records', async (count) => {
    await store.create('a');
    if (count > 0) await store.add('a', MODEL, codesOf(count));
    const before = await numbersIn(store, 'a');
    const { createdAt } = (await store.info('a'))!;
    const file = await exportCollection(store, 'a', PASSPHRASE, {}, CHEAP);
    await store.clear();
    const info = await importing(file);
    expect(info).toMatchObject({ name: 'a', count, createdAt, model: MODEL });
    expect(await numbersIn(store, 'a')).toEqual(before);
  });

  it('holds what is left of it after records were removed', async () => {
    await store.create('a');
    const ids = await store.add('a', MODEL, codesOf(1030));
    for (const id of ids.slice(1020)) await store.remove('a', id);
    const before = await numbersIn(store, 'a');
    const file = await exportCollection(store, 'a', PASSPHRASE, {}, CHEAP);
    await store.delete('a', { force: true });
    await importing(file);
    expect(await numbersIn(store, 'a')).toEqual(before);
  });

  it('is stretched as the docs say, and takes a passphrase however its letters are composed', async () => {
    await store.create('a');
    const file = await exportCollection(store, 'a', 'Zürich ½ Straße');
    await store.clear();
    expect([...(await bytesOf(file)).subarray(8, 12)]).toEqual([1, 17, 8, 1]);
    await importing(file, 'Zu\u0308rich ½ Straße');
    expect(await store.count('a')).toBe(0);
  });

  it('makes another file each time, which says nothing of what is in it', async () => {
    const [one, other] = [await exported(20), await exported(20)];
    const [p, q] = [await bytesOf(one), await bytesOf(other)];
    expect(p.filter((byte, i) => byte === q[i]).length).toBeLessThan(0.02 * p.length);
    expect(new TextDecoder('latin1').decode(p)).not.toContain(MODEL.modelId);
  });

  it('is one moment of it, whatever is written while it is exported', async () => {
    await store.create('a');
    const ids = await store.add('a', MODEL, codesOf(12_000));
    const other = new CollectionStore();
    let changes: Promise<unknown> | undefined;
    const onProgress = () => {
      changes ??= Promise.all([other.remove('a', ids[0]!), other.add('a', MODEL, codesOf(500))]);
    };
    const file = await exportCollection(store, 'a', PASSPHRASE, { onProgress }, CHEAP);
    await changes;
    await store.delete('a', { force: true });
    const { count } = await importing(file);
    expect([12_000, 11_999, 12_500, 12_499]).toContain(count);
    expect((await numbersIn(store, 'a')).size).toBe(count);
  });
});

describe('importCollection()', () => {
  let file: Uint8Array<ArrayBuffer>;

  beforeEach(async () => {
    file = await bytesOf(await exported(2500));
  });
  afterEach(async () => {
    expect(await storedRows()).toMatchObject({ imports: 0, collections: 0, segments: 0, rosters: 0 });
  });

  const PLACES = [
    0,
    7,
    12,
    30,
    44,
    51,
    52,
    67,
    HEADER,
    HEADER + SEGMENT - 1,
    HEADER + SEGMENT,
    HEADER + 2 * SEGMENT + 9,
  ];

  it.each(PLACES)('refuses a file whose byte %i was changed', async (place) => {
    file[place]! ^= 0x10;
    const error = await ekycErrorOf(importing(file));
    expect(error).toMatchObject({ code: 'EXPORT_UNREADABLE', status: 400 });
  });

  it('refuses a file whose last byte was changed', async () => {
    file[file.length - 1]! ^= 1;
    expect((await ekycErrorOf(importing(file))).code).toBe('EXPORT_UNREADABLE');
  });

  it.each([0, 1, 8, 40, 67, HEADER, HEADER + 100, HEADER + SEGMENT, HEADER + 2 * SEGMENT])(
    'refuses a file that is cut off after %i bytes',
    async (length) => {
      const error = await ekycErrorOf(importing(file.slice(0, length)));
      expect(error).toMatchObject({
        code: 'EXPORT_TRUNCATED',
        status: 400,
        message: expect.stringContaining(`${length}`),
      });
    },
  );

  it('refuses segments that are reordered, doubled or followed by more', async () => {
    const [header, first, second, third] = [0, HEADER, HEADER + SEGMENT, HEADER + 2 * SEGMENT].map((start, i, all) =>
      file.slice(start, all[i + 1]),
    ) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    const orders = [
      [header, second, first, third],
      [header, first, first, third],
      [header, first, second, third, third],
      [header, first, second, third, new Uint8Array(1)],
    ];
    for (const parts of orders) {
      const error = await ekycErrorOf(importCollection(store, new Blob(parts as BlobPart[]), PASSPHRASE, MODEL));
      expect(error.code).toBe('EXPORT_UNREADABLE');
    }
  });

  it('refuses the segments of another file of the same passphrase', async () => {
    const other = await bytesOf(await exported(2500));
    file.set(other.subarray(HEADER + SEGMENT, HEADER + 2 * SEGMENT), HEADER + SEGMENT);
    expect((await ekycErrorOf(importing(file))).code).toBe('EXPORT_UNREADABLE');
  });

  it.each(['', 'correct horse batterY', ' correct horse battery'])('refuses the passphrase %j', async (passphrase) => {
    const error = await ekycErrorOf(importing(file, passphrase));
    expect(error).toMatchObject({ code: 'PASSPHRASE_WRONG', status: 400 });
    expect(error.message).not.toContain('horse');
  });

  it.each([0, 2, 255])('refuses format version %i', async (version) => {
    file[8] = version;
    const error = await ekycErrorOf(importing(file));
    expect(error).toMatchObject({ code: 'EXPORT_VERSION_UNKNOWN', message: expect.stringContaining(`${version}`) });
  });

  it.each([
    ['another model', { modelId: 'test-model-2', dimension: 512 }],
    ['another dimension', { modelId: MODEL.modelId, dimension: 256 }],
  ])('refuses templates of %s', async (_, model) => {
    const error = await ekycErrorOf(importing(file, PASSPHRASE, model));
    expect(error).toMatchObject({ code: 'EXPORT_MODEL_FOREIGN', message: expect.stringContaining('test-model-1') });
  });

  it.each([
    ['a picture', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new Array(500).fill(9)])],
    ['text', new TextEncoder().encode('IDEM collections')],
  ])('refuses %s', async (_, bytes) => {
    const error = await ekycErrorOf(importing(bytes));
    expect(error).toMatchObject({
      code: 'EXPORT_UNREADABLE',
      message: expect.stringContaining('no exported collection'),
    });
  });

  it.each([
    ['a gigabyte of memory', [20, 8, 1]],
    ['2^255 rounds', [255, 8, 1]],
    ['hours of work', [17, 8, 255]],
    ['nothing', [0, 0, 0]],
  ])('refuses a file that asks for %s, before it is done', async (_, cost) => {
    file.set(cost as number[], 9);
    const digest = await crypto.subtle.digest('SHA-256', file.subarray(0, 52));
    file.set(new Uint8Array(digest, 0, 16), 52);
    const error = await ekycErrorOf(importing(file));
    expect(error).toMatchObject({ code: 'EXPORT_UNREADABLE', message: expect.stringContaining('scrypt') });
  });
});

describe('importCollection() of a whole file', () => {
  it('replaces no collection of the same name', async () => {
    const file = await exported(10);
    await store.create('a');
    expect(await ekycErrorOf(importing(file))).toMatchObject({ code: 'COLLECTION_EXISTS', status: 400 });
    expect(await store.count('a')).toBe(0);
  });

  it('reports records, and leaves nothing when it is aborted at any of them', async () => {
    const file = await exported(3000);
    const enough = new Error('enough');
    const seen: number[] = [];
    await importCollection(store, file, PASSPHRASE, MODEL, {
      onProgress: ({ done, total }) => seen.push(done / total),
    });
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((p, q) => p - q));
    await store.delete('a', { force: true });
    for (let n = 0; n < seen.length; n++) {
      const controller = new AbortController();
      let calls = 0;
      const onProgress = () => {
        if (calls++ === n) controller.abort(enough);
      };
      const { signal } = controller;
      await expect(importCollection(store, file, PASSPHRASE, MODEL, { signal, onProgress })).rejects.toBe(enough);
      expect(await storedRows()).toMatchObject({ imports: 0, collections: 0, segments: 0 });
    }
  });
});

describe('exportCollection()', () => {
  it.each(['', 'seven77', '👩‍👩‍👧'])('refuses the passphrase %j as too short', async (passphrase) => {
    await store.create('a');
    const error = await ekycErrorOf(exportCollection(store, 'a', passphrase, {}, CHEAP));
    expect(error).toMatchObject({ code: 'INVALID_REQUEST', status: 400 });
  });

  it('refuses a collection that is not there', async () => {
    expect((await ekycErrorOf(exportCollection(store, 'no', PASSPHRASE, {}, CHEAP))).code).toBe('COLLECTION_UNKNOWN');
  });

  it('reports records, and stops where it is aborted', async () => {
    await store.create('a');
    await store.add('a', MODEL, codesOf(3000));
    const seen: number[] = [];
    await exportCollection(store, 'a', PASSPHRASE, { onProgress: ({ done }) => seen.push(done) }, CHEAP);
    expect(seen).toEqual([1024, 2048, 3000]);
    const enough = new Error('enough');
    const aborted = { signal: AbortSignal.abort(enough) };
    await expect(exportCollection(store, 'a', PASSPHRASE, aborted, CHEAP)).rejects.toBe(enough);
    const controller = new AbortController();
    const onProgress = () => controller.abort(enough);
    const halfWay = { onProgress, signal: controller.signal };
    await expect(exportCollection(store, 'a', PASSPHRASE, halfWay, CHEAP)).rejects.toBe(enough);
  });
});
