import { expect, it } from 'vitest';
import { browserMemory } from '../testing/browser-memory.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { sample, withEkyc } from '../testing/fixtures.ts';
import type { Ekyc } from './ekyc.ts';

const CHECKS = 1000;
/** By then caches are full and the WASM heap has the size that the networks need. */
const WARM = 200;
/** What 800 checks may add to what page and worker hold, WebAssembly memories included. */
const MAX_GROWTH = 1.05;
/** And to what the browser occupies: the pixels of one picture a check would be more than 300 MB. */
const MAX_RESIDENT_GROWTH = 100e6;

interface MemoryMeasurement {
  readonly bytes: number;
  readonly breakdown: readonly { readonly bytes: number; readonly types: readonly string[] }[];
}

declare global {
  interface Performance {
    /** Of the page and its workers, WebAssembly memories included, after a garbage collection. */
    measureUserAgentSpecificMemory(): Promise<MemoryMeasurement>;
  }
}

const checkModel = { operations: ['FACE_CHECK', 'FACE_MATCH_VALIDATION'] } as const;
const enough = new Error('enough');

/** A portrait as small as the limits let it be, so that a thousand checks take minutes. */
async function smallPortrait(): Promise<{ blob: Blob; bitmap: ImageBitmap }> {
  const bitmap = await createImageBitmap(await sample('selfie-marc.jpg'), { resizeWidth: 320, resizeQuality: 'high' });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
  return { blob: await canvas.convertToBlob({ type: 'image/jpeg' }), bitmap };
}

it(`${CHECKS} checks leave memory as it is`, { timeout: 1_800_000 }, async () => {
  const { blob, bitmap } = await smallPortrait();
  const faulty = blob.slice(0, blob.size >> 1);
  const request = (face: Blob | ImageBitmap) => ({ checkModel, face, doc: face, encrypted: false });

  const kinds: readonly ((ekyc: Ekyc, i: number) => Promise<void>)[] = [
    async (ekyc) => expect((await ekyc.check(request(blob))).face_validation_result?.status_code).toBe('OK'),
    async (ekyc) => expect((await ekyc.check(request(bitmap))).face_validation_result?.status_code).toBe('OK'),
    async (ekyc, i) => {
      const controller = new AbortController();
      const check = ekyc.check(request(bitmap), { signal: controller.signal }).catch((error: unknown) => error);
      setTimeout(() => controller.abort(enough), i % 16);
      await check;
    },
    async (ekyc) => expect(await ekycErrorOf(ekyc.check(request(faulty)))).toMatchObject({ code: 'IMAGE_UNREADABLE' }),
  ];

  await withEkyc({}, async (ekyc) => {
    const run = async (from: number, to: number) => {
      for (let i = from; i < to; i++) await kinds[i % kinds.length]!(ekyc, i);
      // What was aborted has stopped once the next check is answered.
      await kinds[0]!(ekyc, 0);
    };
    const idle = await measure();
    await run(0, WARM);
    const before = await measure();
    await run(WARM, CHECKS);
    const after = await measure();
    // biome-ignore lint/suspicious/noConsole: figures are what a person runs this for.
    console.log(
      [idle, before, after].map((one, i) => `after ${[0, WARM, CHECKS][i]} checks: ${describe(one)}`).join('\n'),
    );
    expect(before.bytes).toBeGreaterThan(idle.bytes);
    expect(after.bytes).toBeLessThan(before.bytes * MAX_GROWTH);
    if (before.resident !== undefined) expect(after.resident! - before.resident).toBeLessThan(MAX_RESIDENT_GROWTH);
  });
});

/** Bytes that page and worker hold, in all and by kind, and what the system says of the whole browser. */
async function measure() {
  const { bytes, breakdown } = await performance.measureUserAgentSpecificMemory();
  const kinds = breakdown.filter((part) => part.bytes > 0).map((part) => [part.types.join('+') || 'other', part.bytes]);
  return { bytes, kinds, resident: (await browserMemory())?.now };
}

function describe({ bytes, kinds, resident = Number.NaN }: Awaited<ReturnType<typeof measure>>): string {
  const mb = (value: number) => `${(value / 1e6).toFixed(1)} MB`;
  const parts = kinds.map(([kind, part]) => `${kind} ${mb(Number(part))}`).join(', ');
  return `${mb(bytes)} (${parts}); the browser ${mb(resident)} resident`;
}
