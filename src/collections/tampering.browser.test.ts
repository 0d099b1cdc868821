import type { IDBPDatabase } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codesOf, loaded, MODEL, withDatabase } from '../testing/collections.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { CollectionStore } from './collection-store.ts';

let store: CollectionStore;
let first: string;
let second: string;

beforeEach(async () => {
  store = new CollectionStore();
  for (const name of ['a', 'b']) {
    await store.create(name);
    await store.add(name, MODEL, codesOf(2048));
  }
  [first, second] = (await Promise.all(['a', 'b'].map((name) => store.info(name)))).map((info) => info!.id) as [
    string,
    string,
  ];
});
afterEach(() => store.clear());

/** Reads a row, changes it, and puts it back, as it may be under another key. */
async function move(
  database: IDBPDatabase,
  from: [storeName: string, key: IDBValidKey],
  to: [storeName: string, key: IDBValidKey],
): Promise<void> {
  await database.put(to[0], await database.get(...from), to[1]);
}

async function changeRow(database: IDBPDatabase, name: string, change: object): Promise<void> {
  await database.put('collections', { ...(await database.get('collections', name)), ...change });
}

const wholeSegment = (from: [string, number], to: [string, number]) => async (database: IDBPDatabase) => {
  for (const name of ['rosters', 'segments']) await move(database, [name, from], [name, to]);
};

/** What somebody may do to the database who has no key. */
const attacks: Record<string, (database: IDBPDatabase) => Promise<unknown>> = {
  'a record under the id of another': async (database) => {
    const roster = (await database.get('rosters', [first, 0])) as Uint8Array;
    const [one, other] = [roster.slice(0, 16), roster.slice(16, 32)];
    roster.set(other);
    roster.set(one, 16);
    await database.put('rosters', roster, [first, 0]);
  },
  'a changed code': async (database) => {
    const segment = await database.get('segments', [first, 0]);
    new Uint8Array(segment.ciphertext)[100]! ^= 1;
    await database.put('segments', segment, [first, 0]);
  },
  'a segment in the place of another': (database) => wholeSegment([first, 1], [first, 0])(database),
  'a segment of another collection': (database) => wholeSegment([second, 0], [first, 0])(database),
  'the codes alone of another collection': (database) =>
    move(database, ['segments', [second, 0]], ['segments', [first, 0]]),
  'a segment that is gone': (database) => database.delete('segments', [first, 1]),
  'a segment that is gone from the list too': async (database) => {
    const { segments } = await database.get('collections', 'a');
    await changeRow(database, 'a', { segments: segments.slice(0, 1), count: 1024 });
  },
  'another collection under its name': async (database) => {
    await database.put('collections', { ...(await database.get('collections', 'b')), name: 'a' });
  },
  'another model': (database) => changeRow(database, 'a', { model: { modelId: 'test-model-2', dimension: 512 } }),
  'an older revision in the list': (database) => changeRow(database, 'a', { revision: 1 }),
  'no key': (database) => database.clear('keys'),
};

describe('STORE_CORRUPT is told of', () => {
  it.each(Object.entries(attacks))('%s', async (_, attack) => {
    await withDatabase(attack);
    const expected = { code: 'STORE_CORRUPT', status: 500, message: expect.stringMatching(/"a".*force: true/) };
    expect(await ekycErrorOf(loaded(new CollectionStore(), 'a'))).toMatchObject(expected);
  });

  it('a segment as it was before a record was removed', async () => {
    const [id] = await store.records('a', { limit: 1 });
    const before = await withDatabase(async (database) => {
      const parts = ['rosters', 'segments'].map((name) =>
        database.getAll(name, IDBKeyRange.bound([first], [first, []])),
      );
      return Promise.all(parts);
    });
    await store.remove('a', id!);
    await withDatabase(async (database) => {
      for (const number of [0, 1]) {
        await database.put('rosters', before[0]![number], [first, number]);
        await database.put('segments', before[1]![number], [first, number]);
      }
    });
    expect((await ekycErrorOf(loaded(store, 'a'))).code).toBe('STORE_CORRUPT');
    // And where it is made to look like the newest.
    const { segments } = await withDatabase((database) => database.get('collections', 'a'));
    await withDatabase(async (database) => {
      for (const { number, revision } of segments) {
        await database.put('segments', { ...before[1]![number], revision }, [first, number]);
      }
    });
    expect((await ekycErrorOf(loaded(store, 'a'))).code).toBe('STORE_CORRUPT');
  });
});

describe('a collection that was tampered with', () => {
  it('is not written to, can be deleted, and leaves the others as they are', async () => {
    await withDatabase((database) => changeRow(database, 'a', { revision: 1 }));
    const [id] = await store.records('a', { limit: 1 });
    expect((await ekycErrorOf(store.add('a', MODEL, codesOf(1)))).code).toBe('STORE_CORRUPT');
    expect((await ekycErrorOf(store.remove('a', id!))).code).toBe('STORE_CORRUPT');
    expect(await loaded(store, 'b')).toHaveLength(2);
    await store.delete('a', { force: true });
    expect((await store.list()).map(({ name }) => name)).toEqual(['b']);
  });
});
