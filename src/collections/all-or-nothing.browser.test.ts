import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CollectionTab } from '../testing/collection-tab.ts';
import type { CollectionTask } from '../testing/collection-worker.ts';
import { codesOf, MODEL, numbersIn, storedRows } from '../testing/collections.ts';
import { CollectionStore } from './collection-store.ts';

const ROUNDS = 25;

let store: CollectionStore;

beforeEach(() => {
  store = new CollectionStore();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.clear();
});

/** Counts of the collection that a task may leave behind, by what is stored of it. */
async function stateOf(name: string): Promise<number | undefined> {
  const reopened = new CollectionStore();
  const info = await reopened.info(name);
  if (!info) return undefined;
  // All of it opens, and nothing is stored beside it.
  expect((await numbersIn(reopened, name)).size).toBe(info.count);
  return info.count;
}

describe('a worker that is killed', () => {
  /** How long the task takes here, milliseconds, so that the kills fall into all of it. */
  async function durationOf(prepare: () => Promise<CollectionTask>): Promise<number> {
    const tab = await CollectionTab.open();
    const task = await prepare();
    const start = performance.now();
    await tab.run(task);
    const duration = performance.now() - start;
    await tab.kill();
    return duration;
  }

  /** Kills a worker in the middle of a task, again and again. */
  async function killing(prepare: () => Promise<CollectionTask>, judge: () => Promise<void>): Promise<void> {
    const duration = await durationOf(prepare);
    await judge();
    for (let round = 0; round < ROUNDS; round++) {
      const tab = await CollectionTab.open();
      const task = await prepare();
      void tab.run(task);
      await new Promise((resolve) => setTimeout(resolve, (1.2 * duration * round) / ROUNDS));
      await tab.kill();
      await judge();
    }
  }

  it('while it adds leaves all of the records or none', async () => {
    const outcomes = new Set<number | undefined>();
    let before = 0;
    await store.create('a');
    await store.add('a', MODEL, codesOf(10));
    await killing(
      async () => {
        before = await store.count('a');
        return { kind: 'add', name: 'a', count: 3000, times: 1 };
      },
      async () => {
        const after = await stateOf('a');
        expect([before, before + 3000]).toContain(after);
        outcomes.add(after! - before);
        await store.delete('a', { force: true });
        await store.create('a');
        await store.add('a', MODEL, codesOf(10));
      },
    );
    expect([...outcomes].sort()).toEqual([0, 3000]);
  }, 120_000);

  it('while it imports leaves the whole collection or no trace', async () => {
    const outcomes = new Set<number | undefined>();
    await killing(
      async () => ({ kind: 'import', name: 'a', count: 5000 }),
      async () => {
        const count = await stateOf('a');
        outcomes.add(count);
        const there = count === undefined ? 0 : 1;
        if (there) expect(count).toBe(5000);
        expect(await storedRows()).toMatchObject({ imports: 0, collections: there, segments: 5 * there });
        if (there) await store.delete('a', { force: true });
      },
    );
    expect(outcomes).toEqual(new Set([undefined, 5000]));
  }, 120_000);

  it('while it deletes leaves the whole collection or no trace', async () => {
    const outcomes = new Set<number | undefined>();
    await killing(
      async () => {
        if (!(await store.info('a'))) {
          await store.create('a');
          await store.add('a', MODEL, codesOf(4000));
        }
        return { kind: 'delete', name: 'a' };
      },
      async () => {
        const count = await stateOf('a');
        outcomes.add(count);
        const there = count === undefined ? 0 : 1;
        if (there) expect(count).toBe(4000);
        expect(await storedRows()).toMatchObject({ collections: there, rosters: 4 * there, segments: 4 * there });
      },
    );
    expect(outcomes).toEqual(new Set([undefined, 4000]));
  }, 120_000);
});

describe('a full disk', () => {
  const full = new DOMException('The quota has been exceeded.', 'QuotaExceededError');

  /** Makes the n-th write of records fail, from 0 on. @returns how many there were. */
  function failAt(n: number): { readonly writes: number } {
    const seen = { writes: 0 };
    for (const method of ['put', 'add', 'delete'] as const) {
      const original = IDBObjectStore.prototype[method] as (...args: unknown[]) => IDBRequest;
      vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
        this: IDBObjectStore,
        ...args: unknown[]
      ) {
        if (seen.writes++ === n) throw full;
        return original.apply(this, args);
      } as never);
    }
    return seen;
  }

  async function importing(name: string): Promise<void> {
    const staging = await store.beginImport({ name, model: MODEL, createdAt: 1 });
    try {
      await staging.append(
        Array.from({ length: 2500 }, () => crypto.randomUUID()),
        codesOf(2500),
      );
      await staging.commit();
    } catch (error) {
      vi.restoreAllMocks();
      await staging.abort();
      throw error;
    }
  }

  const changes = {
    create: () => store.create('b'),
    add: () => store.add('a', MODEL, codesOf(3000)),
    remove: async () => store.remove('a', (await store.records('a', { limit: 1 }))[0]!),
    delete: () => store.delete('a', { force: true }),
    import: () => importing('b'),
  };

  it.each(Object.entries(changes))('at any step of %s changes nothing, and says so', async (_, change) => {
    await store.create('a');
    await store.add('a', MODEL, codesOf(1500));
    const before = [await store.list(), await storedRows(), await numbersIn(store, 'a')];
    for (let n = 0; ; n++) {
      const { writes } = await failing(n, change);
      if (writes <= n) break;
      expect([await store.list(), await storedRows(), await numbersIn(store, 'a')]).toEqual(before);
      expect(n).toBeLessThan(50);
    }
    expect([await store.list(), await storedRows()]).not.toEqual(before.slice(0, 2));

    /** Changes with the n-th write failing, if there is one. */
    async function failing(n: number, change: () => Promise<unknown>): Promise<{ readonly writes: number }> {
      const seen = failAt(n);
      const outcome = change();
      const error = await outcome.then(
        () => undefined,
        (fault: unknown) => fault,
      );
      vi.restoreAllMocks();
      if (seen.writes > n) expect(error).toMatchObject({ code: 'STORAGE_FULL', status: 500 });
      else expect(error).toBeUndefined();
      return seen;
    }
  });
});

describe('two tabs', () => {
  it('that fill one collection at the same time lose nothing', async () => {
    await store.create('a');
    const tabs = await Promise.all([CollectionTab.open(), CollectionTab.open(), CollectionTab.open()]);
    const own = store.add('a', MODEL, codesOf(1030));
    const added = (await Promise.all(
      tabs.map((tab, i) => tab.run({ kind: 'add', name: 'a', count: 40 + i, times: 20 })),
    )) as string[][];
    const ids = [...added.flat(), ...(await own)];
    expect(ids).toHaveLength(20 * (40 + 41 + 42) + 1030);
    expect([...(await numbersIn(store, 'a')).keys()].sort()).toEqual(ids.sort());
    for (const tab of tabs) await tab.kill();
  });

  it('lose nothing where the browser forbids locks', async () => {
    vi.spyOn(LockManager.prototype, 'request').mockRejectedValue(new DOMException('No locks here.', 'SecurityError'));
    await store.create('a');
    const stores = Array.from({ length: 4 }, () => new CollectionStore());
    const added = await Promise.all(
      stores.flatMap((other, i) => Array.from({ length: 10 }, () => other.add('a', MODEL, codesOf(3 + i)))),
    );
    const ids = added.flat();
    expect(ids).toHaveLength(10 * (3 + 4 + 5 + 6));
    await Promise.all(stores.map((other, i) => other.remove('a', ids[i * 5]!)));
    expect((await numbersIn(store, 'a')).size).toBe(ids.length - 4);
  });

  it('see what the other removed and deleted', async () => {
    await store.create('a');
    const ids = await store.add('a', MODEL, codesOf(30));
    await numbersIn(store, 'a');
    const tab = await CollectionTab.open();
    await tab.run({ kind: 'remove', name: 'a', ids: ids.slice(0, 10) });
    expect([...(await numbersIn(store, 'a')).keys()].sort()).toEqual(ids.slice(10).sort());
    await tab.run({ kind: 'delete', name: 'a' });
    expect(await store.list()).toEqual([]);
    await tab.kill();
  });

  it('that remove the same record tell one of them', async () => {
    await store.create('a');
    const [id] = await store.add('a', MODEL, codesOf(2));
    const other = new CollectionStore();
    const removed = await Promise.allSettled([store.remove('a', id!), other.remove('a', id!)]);
    expect(removed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await store.count('a')).toBe(1);
  });
});
