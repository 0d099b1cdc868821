import { afterEach, expect, it } from 'vitest';
import { codesOf, MODEL, numbersIn, storedRows } from '../testing/collections.ts';
import { setQuota } from '../testing/quota.ts';
import { CollectionStore } from './collection-store.ts';

const store = new CollectionStore();

afterEach(async () => {
  await setQuota();
  await store.clear();
});

it('a quota that the browser enforces ends add() in STORAGE_FULL, with nothing changed', async () => {
  await setQuota(8e6);
  await store.create('a');
  let before: unknown[] = [];
  let fault: unknown;
  while (!fault) {
    before = [await store.info('a'), (await storedRows()).segments];
    await store.add('a', MODEL, codesOf(1000)).catch((error: unknown) => {
      fault = error;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  expect(fault).toMatchObject({ code: 'STORAGE_FULL', status: 500 });
  expect([await store.info('a'), (await storedRows()).segments]).toEqual(before);
  expect((await numbersIn(new CollectionStore(), 'a')).size).toBe(await store.count('a'));
  await setQuota();
  await expect.poll(() => store.add('a', MODEL, codesOf(1)).then(() => true, String), { timeout: 60_000 }).toBe(true);
}, 120_000);
