import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { withEkyc } from '../testing/fixtures.ts';
import { templatesOfNobody } from '../testing/templates.ts';
import { spyOnWorkers } from '../testing/workers.ts';
import { createEkyc } from './create-ekyc.ts';
import type { Ekyc } from './ekyc.ts';

const RECORDS = 100_000;
const PASSPHRASE = 'correct horse battery staple';
/** Milliseconds: a busy machine takes its time over 100,000 records. */
const TO_CARRY = 600_000;
const enough = new Error('enough');

let ekyc: Ekyc;
let file: Blob;

beforeAll(async () => {
  ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
  await ekyc.eraseAll();
  await ekyc.createCollection('many');
  await ekyc.addTemplate('many', templatesOfNobody(RECORDS, 77));
  file = await ekyc.exportCollection('many', PASSPHRASE);
  await ekyc.deleteCollection('many', { force: true });
}, TO_CARRY);
afterAll(async () => {
  await ekyc.eraseAll();
  await ekyc.close();
});
afterEach(() => vi.unstubAllGlobals());

describe('the import of 100,000 records', () => {
  it(
    'that is aborted half-way leaves nothing',
    async () => {
      const controller = new AbortController();
      const onProgress = ({ done }: { readonly done: number }) => {
        if (done > RECORDS / 2) controller.abort(enough);
      };
      const call = ekyc.importCollection(file, PASSPHRASE, { signal: controller.signal, onProgress });
      await expect(call).rejects.toBe(enough);
      await vi.waitFor(async () => expect(await ekyc.listCollections()).toEqual([]), { timeout: 30_000 });
    },
    TO_CARRY,
  );

  it(
    'whose worker is killed half-way leaves nothing',
    async () => {
      const workers = spyOnWorkers();
      await withEkyc({}, async (own) => {
        const onProgress = ({ done }: { readonly done: number }) => {
          if (done > RECORDS / 2) workers[0]!.terminate();
        };
        await expect(own.importCollection(file, PASSPHRASE, { onProgress })).rejects.toMatchObject({
          code: 'WORKER_DIED',
        });
        expect(await own.listCollections()).toEqual([]);
      });
    },
    TO_CARRY,
  );

  it(
    'shows how far it is, and brings every record',
    async () => {
      const steps: number[] = [];
      const onProgress = ({ done, total }: { readonly done: number; readonly total: number }) => {
        expect(total).toBe(RECORDS);
        steps.push(done);
      };
      const { count } = await ekyc.importCollection(file, PASSPHRASE, { onProgress });
      expect(count).toBe(RECORDS);
      expect(steps.length).toBeGreaterThan(20);
      expect(steps).toEqual([...steps].sort((p, q) => p - q));
      expect(steps.at(-1)).toBe(RECORDS);
      expect(await ekyc.countRecords('many')).toBe(RECORDS);
    },
    TO_CARRY,
  );
});
