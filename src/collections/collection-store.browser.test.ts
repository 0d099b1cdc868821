import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { codesOf, loaded, MODEL, numbersIn, storedRows, withDatabase } from '../testing/collections.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { CollectionStore } from './collection-store.ts';
import type { HeldSegments } from './load-collection.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const NOBODY = '00000000-0000-4000-8000-000000000000';

let store: CollectionStore;

beforeEach(() => {
  store = new CollectionStore();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.clear();
});

describe('a collection', () => {
  it('is listed by name, with its count and when it was made', async () => {
    const before = Date.now();
    for (const name of ['zo', '__proto__', 'constructor', 'A.b-c_1']) await store.create(name);
    await store.add('__proto__', MODEL, codesOf(3));
    const list = await store.list();
    expect(list.map(({ name, count }) => [name, count])).toEqual([
      ['A.b-c_1', 0],
      ['__proto__', 3],
      ['constructor', 0],
      ['zo', 0],
    ]);
    for (const { createdAt } of list) expect(createdAt).toBeGreaterThanOrEqual(before);
  });

  it('is made once, also when two ask for it at the same time', async () => {
    const other = new CollectionStore();
    const made = await Promise.allSettled([store.create('a'), other.create('a')]);
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await ekycErrorOf(store.create('a'))).toMatchObject({ code: 'COLLECTION_EXISTS', status: 400 });
  });

  it('is deleted when it is empty, and with records by force alone', async () => {
    await store.create('a');
    await store.delete('a', { force: false });
    expect(await store.list()).toEqual([]);
    await store.create('a');
    await store.add('a', MODEL, codesOf(1100));
    const error = await ekycErrorOf(store.delete('a', { force: false }));
    expect(error).toMatchObject({ code: 'COLLECTION_NOT_EMPTY', status: 400 });
    expect(await numbersIn(store, 'a')).toHaveProperty('size', 1100);
    await store.delete('a', { force: true });
    expect(await storedRows()).toMatchObject({ collections: 0, rosters: 0, segments: 0 });
  });

  it('that is not there is told so by every method', async () => {
    const asked = {
      delete: () => store.delete('no', { force: true }),
      count: () => store.count('no'),
      records: () => store.records('no', { limit: 1 }),
      add: () => store.add('no', MODEL, codesOf(1)),
      remove: () => store.remove('no', NOBODY),
      load: () => loaded(store, 'no'),
    };
    for (const [method, ask] of Object.entries(asked)) {
      const error = await ekycErrorOf(ask());
      expect(error, method).toMatchObject({ code: 'COLLECTION_UNKNOWN', message: expect.stringContaining('"no"') });
    }
    expect(await store.info('no')).toBeUndefined();
  });

  it('takes templates of one model, until it is empty again', async () => {
    await store.create('a');
    const [id] = await store.add('a', MODEL, codesOf(1));
    const next = { modelId: 'test-model-2', dimension: 512 };
    const error = await ekycErrorOf(store.add('a', next, codesOf(1)));
    expect(error).toMatchObject({ code: 'COLLECTION_MODEL_FOREIGN', message: expect.stringContaining('test-model-1') });
    expect(await store.count('a')).toBe(1);
    await store.remove('a', id!);
    await store.add('a', next, codesOf(1));
    expect(await store.info('a')).toMatchObject({ count: 1, model: next });
  });
});

describe('records', () => {
  it('get ids of UUID v4 in input order, and are opened as they were, in another store too', async () => {
    await store.create('a');
    const ids = [
      ...(await store.add('a', MODEL, codesOf(1))),
      ...(await store.add('a', MODEL, codesOf(2500, 1))),
      ...(await store.add('a', MODEL, codesOf(20, 2501))),
    ];
    for (const id of ids) expect(id).toMatch(UUID);
    const numbers = await numbersIn(new CollectionStore(), 'a');
    expect(ids.map((id) => numbers.get(id))).toEqual(Array.from({ length: 2521 }, (_, i) => i));
    const segments = await loaded(store, 'a');
    expect(segments.map(({ ids }) => ids.length)).toEqual([1024, 1024, 473]);
  });

  it('take 528 bytes each in the database, and 28 each segment', async () => {
    await store.create('a');
    await store.add('a', MODEL, codesOf(3000));
    const [rosters, segments] = await withDatabase((database) =>
      Promise.all(['rosters', 'segments'].map((name) => database.getAll(name))),
    );
    const buffers = [
      ...rosters!.map((roster: Uint8Array) => roster.buffer),
      ...segments!.flatMap(({ iv, ciphertext }) => [iv.buffer, ciphertext]),
    ];
    const total = buffers.reduce((sum, { byteLength }) => sum + byteLength, 0);
    expect(total).toBe(3000 * 528 + 3 * 28);
  });

  it('are paged in one order, each once, while others come and go', async () => {
    await store.create('a');
    const ids = await store.add('a', MODEL, codesOf(50));
    const pages: string[][] = [];
    for (let after: string | undefined; pages.at(-1)?.length !== 0; after = pages.at(-1)?.at(-1)) {
      pages.push(await store.records('a', { after, limit: 8 }));
      if (pages.length === 1) await store.remove('a', pages[0]!.at(-1)!);
      if (pages.length === 2) await store.add('a', MODEL, codesOf(30));
    }
    const listed = pages.flat();
    expect(listed).toEqual([...new Set(listed)].sort());
    expect(ids.filter((id) => !listed.includes(id))).toEqual([]);
  });

  it('are removed one by one, and their room is used again', async () => {
    await store.create('a');
    const ids = await store.add('a', MODEL, codesOf(1500));
    for (const id of [ids[0]!, ids[700]!, ids[1499]!]) await store.remove('a', id);
    expect(await ekycErrorOf(store.remove('a', ids[700]!))).toMatchObject({ code: 'RECORD_UNKNOWN', status: 400 });
    expect(await ekycErrorOf(store.remove('a', NOBODY))).toMatchObject({ code: 'RECORD_UNKNOWN' });
    const [newest] = await store.add('a', MODEL, codesOf(1, 9000));
    const numbers = await numbersIn(store, 'a');
    expect(numbers.size).toBe(1498);
    expect(numbers.get(newest!)).toBe(9000);
    for (const [i, id] of ids.entries()) expect(numbers.get(id)).toBe([0, 700, 1499].includes(i) ? undefined : i);
    expect((await loaded(store, 'a')).map(({ ids }) => ids.length)).toEqual([1023, 475]);
  });

  it('leave no segment behind when the last one goes', async () => {
    await store.create('a');
    for (const id of await store.add('a', MODEL, codesOf(3))) await store.remove('a', id);
    expect(await storedRows()).toMatchObject({ collections: 1, rosters: 0, segments: 0 });
  });
});

describe('load()', () => {
  /** What one who follows a collection holds of it. */
  class Follower {
    collectionId = '';
    readonly segments = new Map<number, { revision: number; ids: readonly string[] }>();

    get held(): HeldSegments {
      const revisions = new Map([...this.segments].map(([number, { revision }]) => [number, revision]));
      return { collectionId: this.collectionId, revisions };
    }

    /** @returns numbers of the segments that were opened. */
    async update(name: string): Promise<number[]> {
      const opened: number[] = [];
      for (const { collectionId, number, ...segment } of await loaded(store, name, { held: this.held })) {
        if (collectionId !== this.collectionId) this.segments.clear();
        this.collectionId = collectionId;
        if (segment.ids.length > 0) this.segments.set(number, segment);
        else this.segments.delete(number);
        opened.push(number);
      }
      return opened;
    }

    get ids(): string[] {
      return [...this.segments.values()].flatMap(({ ids }) => ids).sort();
    }
  }

  it('opens what changed and no more, and tells of what is gone', async () => {
    await store.create('a');
    const ids = await store.add('a', MODEL, codesOf(2050));
    const follower = new Follower();
    expect(await follower.update('a')).toEqual([0, 1, 2]);
    expect(await follower.update('a')).toEqual([]);
    const other = new CollectionStore();
    await other.remove('a', ids[1500]!);
    expect(await follower.update('a')).toEqual([1]);
    await other.remove('a', ids[2048]!);
    await other.remove('a', ids[2049]!);
    expect(await follower.update('a')).toEqual([2]);
    await other.add('a', MODEL, codesOf(40));
    await follower.update('a');
    expect(follower.ids).toEqual(await store.records('a', { limit: 1e9 }));
    await other.delete('a', { force: true });
    await other.create('a');
    await other.add('a', MODEL, codesOf(2));
    await follower.update('a');
    expect(follower.ids).toEqual(await store.records('a', { limit: 1e9 }));
    expect(follower.segments.size).toBe(1);
  });

  it('follows what is written while it runs', async () => {
    await store.create('a');
    const ids = await store.add('a', MODEL, codesOf(12_000));
    const other = new CollectionStore();
    const segments = new Map<number, readonly string[]>();
    const loading = store.load('a');
    for (let step = await loading.next(); ; step = await loading.next()) {
      if (step.done) {
        expect(step.value).toEqual(await store.info('a'));
        break;
      }
      if (step.value.number === 2) await other.remove('a', ids[0]!);
      if (step.value.number === 9) await other.add('a', MODEL, codesOf(2000));
      segments.set(step.value.number, step.value.ids);
    }
    expect([...segments.values()].flat().sort()).toEqual(await store.records('a', { limit: 1e9 }));
  });

  it('reports the records that it opened, and stops where it is aborted', async () => {
    await store.create('a');
    await store.add('a', MODEL, codesOf(3000));
    const seen: number[] = [];
    await loaded(store, 'a', { onProgress: ({ done, total }) => seen.push(done / total) });
    expect(seen).toEqual([1024 / 3000, 2048 / 3000, 1]);
    const enough = new Error('enough');
    const controller = new AbortController();
    const onProgress = () => controller.abort(enough);
    await expect(loaded(store, 'a', { onProgress, signal: controller.signal })).rejects.toBe(enough);
    await expect(loaded(store, 'a', { signal: AbortSignal.abort(enough) })).rejects.toBe(enough);
  });
});

describe('the key', () => {
  it('cannot be exported, and is one for stores that make it at the same time', async () => {
    const stores = Array.from({ length: 5 }, () => new CollectionStore());
    await Promise.all(stores.map((other, i) => other.create(`c${i}`)));
    for (let i = 0; i < stores.length; i++) await stores[i]!.add(`c${(i + 1) % 5}`, MODEL, codesOf(2));
    for (const { name } of await store.list()) expect((await numbersIn(store, name)).size).toBe(2);
    const keys = await withDatabase((database) => database.getAll('keys'));
    expect(keys).toHaveLength(1);
    const { key } = keys[0] as { key: CryptoKey };
    expect(key).toMatchObject({ extractable: false, algorithm: { name: 'AES-GCM', length: 256 } });
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  it('keeps templates from being read in the database', async () => {
    await store.create('a');
    await store.add('a', MODEL, new Int8Array(MODEL.dimension * 4).fill(99));
    const stored = await withDatabase((database) => database.getAll('segments'));
    const bytes = new Uint8Array(stored[0].ciphertext);
    expect(bytes.length).toBe(MODEL.dimension * 4 + 16);
    expect(bytes.filter((byte) => byte === 99).length).toBeLessThan(64);
  });

  it('is destroyed with everything by clear(), for every store of the origin', async () => {
    const other = new CollectionStore();
    await store.create('a');
    await other.add('a', MODEL, codesOf(5));
    const [before] = await withDatabase((database) => database.getAll('keys'));
    await store.clear();
    expect((await ekycErrorOf(other.add('a', MODEL, codesOf(1)))).code).toBe('COLLECTION_UNKNOWN');
    expect(await other.list()).toEqual([]);
    await other.create('a');
    await store.add('a', MODEL, codesOf(1));
    const [after] = await withDatabase((database) => database.getAll('keys'));
    expect(after.id).not.toBe(before.id);
    expect((await numbersIn(other, 'a')).size).toBe(1);
  });
});
