import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { codesOf, MODEL, numbersIn, storedRows, withDatabase } from '../testing/collections.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { CollectionStore } from './collection-store.ts';

const TARGET = { name: 'a', model: MODEL, createdAt: 1_700_000_000_000 };

let store: CollectionStore;

beforeEach(() => {
  store = new CollectionStore();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.clear();
});

function newIds(count: number): string[] {
  return Array.from({ length: count }, () => crypto.randomUUID());
}

it('an import is seen whole when it is committed, and not before', async () => {
  const staging = await store.beginImport(TARGET);
  const ids: string[] = [];
  for (const count of [1, 1023, 1, 0, 2000, 700]) {
    const batch = newIds(count);
    await staging.append(batch, codesOf(count, ids.length));
    ids.push(...batch);
    expect(await new CollectionStore().list()).toEqual([]);
  }
  const info = await staging.commit();
  expect(info).toMatchObject({ ...TARGET, count: 3725 });
  expect(await store.info('a')).toEqual(info);
  const numbers = await numbersIn(store, 'a');
  expect(ids.map((id) => numbers.get(id))).toEqual(Array.from({ length: 3725 }, (_, i) => i));
  expect(await storedRows()).toMatchObject({ imports: 0, segments: 4 });
  await store.add('a', MODEL, codesOf(1));
  expect(await store.count('a')).toBe(3726);
});

it('an import of nothing is an empty collection', async () => {
  const staging = await store.beginImport(TARGET);
  await staging.commit();
  expect(await numbersIn(store, 'a')).toEqual(new Map());
});

it('an import that is aborted leaves no trace', async () => {
  const staging = await store.beginImport(TARGET);
  await staging.append(newIds(3000), codesOf(3000));
  await staging.abort();
  expect(await storedRows()).toMatchObject({ imports: 0, collections: 0, rosters: 0, segments: 0 });
});

it('an import replaces no collection, whenever that was made', async () => {
  await store.create('a');
  expect((await ekycErrorOf(store.beginImport(TARGET))).code).toBe('COLLECTION_EXISTS');
  await store.delete('a', { force: false });
  const staging = await store.beginImport(TARGET);
  await staging.append(newIds(2000), codesOf(2000));
  await store.create('a');
  expect((await ekycErrorOf(staging.commit())).code).toBe('COLLECTION_EXISTS');
  await staging.abort();
  expect(await store.count('a')).toBe(0);
  expect(await storedRows()).toMatchObject({ imports: 0, segments: 0 });
});

it('an import takes no id twice', async () => {
  const staging = await store.beginImport(TARGET);
  const [id] = newIds(1);
  await staging.append([id!], codesOf(1));
  expect(await ekycErrorOf(staging.append([id!], codesOf(1)))).toMatchObject({ code: 'INVALID_REQUEST' });
});

it('an import that is under way stays when another tab opens the store', async () => {
  const staging = await store.beginImport(TARGET);
  await staging.append(newIds(2000), codesOf(2000));
  await new CollectionStore().list();
  expect(await storedRows()).toMatchObject({ imports: 1, segments: 1 });
  expect(await staging.commit()).toMatchObject({ count: 2000 });
});

it('an import that everything was erased under ends in an error, and leaves nothing', async () => {
  const staging = await store.beginImport(TARGET);
  await staging.append(newIds(2000), codesOf(2000));
  const other = new CollectionStore();
  await other.clear();
  await other.create('b');
  const error = await ekycErrorOf(staging.append(newIds(2000), codesOf(2000)));
  expect(error).toMatchObject({ code: 'STORAGE_FAILED', message: expect.stringContaining('erased') });
  expect((await ekycErrorOf(staging.commit())).code).toBe('STORAGE_FAILED');
  await staging.abort();
  expect(await storedRows()).toMatchObject({ imports: 0, segments: 0, collections: 1 });
});

it('where locks are forbidden, an import counts as killed after an hour without records', async () => {
  vi.spyOn(LockManager.prototype, 'request').mockRejectedValue(new DOMException('No locks here.', 'SecurityError'));
  const staging = await store.beginImport(TARGET);
  await staging.append(newIds(2000), codesOf(2000));
  await new CollectionStore().list();
  expect(await storedRows()).toMatchObject({ imports: 1, segments: 1 });
  await withDatabase(async (database) => {
    const [row] = await database.getAll('imports');
    await database.put('imports', { ...row, touchedAt: row.touchedAt - 3_600_001 });
  });
  await new CollectionStore().list();
  expect(await storedRows()).toMatchObject({ imports: 0, segments: 0 });
});
