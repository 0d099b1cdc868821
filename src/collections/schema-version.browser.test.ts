import { openDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { codesOf, MODEL, numbersIn, storedRows, withDatabase } from '../testing/collections.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { CollectionStore } from './collection-store.ts';
import { DATABASE, MIGRATIONS, type Migration } from './database.ts';

const nextVersion: Migration = async (_database, upgrade) => {
  for (const row of await upgrade.objectStore('collections').getAll()) {
    await upgrade.objectStore('collections').put({ ...row, createdAt: 1 });
  }
};

let old: CollectionStore;

beforeEach(async () => {
  old = new CollectionStore();
  await old.create('a');
  await old.add('a', MODEL, codesOf(1100));
});
afterEach(() => new CollectionStore().clear());

it('a store is of version 1', async () => {
  expect(await withDatabase(async ({ version }) => version)).toBe(1);
});

it('an upgrade changes what is stored, while the old version has it open', async () => {
  const store = new CollectionStore([...MIGRATIONS, nextVersion]);
  expect(await store.list()).toMatchObject([{ name: 'a', count: 1100, createdAt: 1 }]);
});

it.each<[string, Migration]>([
  [
    'throws',
    () => {
      throw new Error('This upgrade has a fault');
    },
  ],
  [
    'fails half-way',
    async (database, upgrade) => {
      await nextVersion(database, upgrade);
      await upgrade.objectStore('segments').clear();
      database.deleteObjectStore('rosters');
      throw new Error('This upgrade has a fault');
    },
  ],
  [
    'asks for what cannot be',
    async (database, upgrade) => {
      await upgrade.objectStore('keys').clear();
      database.createObjectStore('segments');
    },
  ],
])('an upgrade that %s leaves the old store whole', async (_, migration) => {
  const before = [await old.list(), await numbersIn(old, 'a'), await storedRows()];
  const store = new CollectionStore([...MIGRATIONS, migration]);
  for (let attempt = 0; attempt < 2; attempt++) await expect(store.list()).rejects.toThrow(/fault|already exists/);
  expect([await old.list(), await numbersIn(old, 'a'), await storedRows()]).toEqual(before);
  const repaired = new CollectionStore([...MIGRATIONS, nextVersion]);
  expect(await repaired.count('a')).toBe(1100);
});

it('a store of a newer version says so, and is left as it is', async () => {
  await new CollectionStore([...MIGRATIONS, nextVersion]).list();
  for (const store of [old, new CollectionStore()]) {
    for (const ask of [() => store.list(), () => store.add('a', MODEL, codesOf(1)), () => store.create('b')]) {
      const error = await ekycErrorOf(ask());
      expect(error).toMatchObject({
        code: 'STORE_TOO_NEW',
        status: 500,
        message: expect.stringContaining('newer version of Idem'),
      });
    }
  }
  expect(await storedRows()).toMatchObject({ collections: 1, segments: 2 });
});

it('a store of a newer version is erased all the same', async () => {
  await new CollectionStore([...MIGRATIONS, nextVersion]).list();
  await old.clear();
  expect(await old.list()).toEqual([]);
});

it('a database without its object stores is a failure of the storage', async () => {
  await old.clear();
  (await openDB(DATABASE, 1)).close();
  expect(await ekycErrorOf(new CollectionStore().list())).toMatchObject({ code: 'STORAGE_FAILED' });
});
