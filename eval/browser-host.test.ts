import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BrowserHost, type CheckCall, picturePath, startBrowserHost } from './browser-host.ts';

// The host against an SDK of a few lines: what it asks of the browser is what is tested here, not the checks.
const FAKE_SDK = `
export async function createEkyc({ faceLimits, onProgress }) {
  if (faceLimits === 'strict') throw Object.assign(new Error('no'), { name: 'EkycError', code: 'INVALID_OPTION', status: 400 });
  return {
    async preload() { onProgress({ asset: 'model', loadedBytes: 1 }); },
    async check({ checkModel, face, doc, encrypted }, { details }) {
      if (face instanceof ImageBitmap) {
        const canvas = new OffscreenCanvas(face.width, face.height);
        const context = canvas.getContext('2d');
        context.drawImage(face, 0, 0);
        return { width: face.width, height: face.height, pixels: [...context.getImageData(0, 0, face.width, face.height).data] };
      }
      const text = await face.text();
      if (text === 'bad') throw Object.assign(new Error('unreadable'), { name: 'EkycError', code: 'IMAGE_UNREADABLE', status: 400 });
      return { text, doc: doc && (await doc.text()), encrypted, details, checkModel, isolated: crossOriginIsolated };
    },
  };
}`;

let folder: string;
let host: BrowserHost;
const progress: unknown[] = [];

const checkModel = { operations: ['FACE_CHECK'] } as const;
const call = (face: string): CheckCall => ({ checkModel, face: picturePath('/files/', face), encrypted: false });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'idem-test-'));
  writeFileSync(join(folder, 'index.js'), FAKE_SDK);
  writeFileSync(join(folder, 'good #1.jpg'), 'good');
  writeFileSync(join(folder, 'bad.jpg'), 'bad');
  host = await startBrowserHost({
    sdk: folder,
    pictures: { '/files/': folder },
    preload: true,
    onProgress: (event) => progress.push(event),
  });
}, 60_000);

afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

it('reports progress, and answers in order with the faults where they belong', async () => {
  expect(progress).toEqual([{ asset: 'model', loadedBytes: 1 }]);
  const outcomes = await host.check([call('bad.jpg'), call('good #1.jpg'), call('missing.jpg')]);
  expect(outcomes).toMatchObject([
    { fault: { name: 'EkycError', code: 'IMAGE_UNREADABLE', status: 400, message: 'unreadable' } },
    { result: { text: 'good', encrypted: false, details: false, checkModel, isolated: true } },
    { fault: { name: 'Error', message: '/files/missing.jpg is not served: 404' } },
  ]);
  for (const { ms } of outcomes) expect(ms).toBeGreaterThanOrEqual(0);
}, 60_000);

it.each([
  [90, 2, 3, [2, 1, 4, 3, 6, 5]],
  [180, 3, 2, [6, 4, 2, 5, 3, 1]],
  [270, 2, 3, [5, 6, 3, 4, 1, 2]],
] as const)(
  'hands pictures in turned by %i degrees, pixel by pixel',
  async (rotate, width, height, order) => {
    // Three pixels a row, two rows: 1 3 5 over 2 4 6.
    const levels = [10, 90, 170, 50, 130, 210];
    const raw = { width: 3, height: 2, channels: 3 } as const;
    await sharp(Buffer.from(levels.flatMap((level) => [level, level, level])), { raw })
      .png()
      .toFile(join(folder, 'turn.png'));
    const [outcome] = await host.check([{ ...call('turn.png'), rotate }]);
    expect(outcome).toMatchObject({ result: { width, height } });
    const { pixels } = (outcome as unknown as { result: { pixels: number[] } }).result;
    expect(pixels.filter((_, index) => index % 4 === 0)).toEqual(order.map((nth) => 10 + 40 * (nth - 1)));
  },
  60_000,
);

it('says what the SDK said when it does not start', async () => {
  const starting = startBrowserHost({ sdk: folder, pictures: {}, engine: { faceLimits: 'strict' } });
  await expect(starting).rejects.toMatchObject({ name: 'StartError', fault: { code: 'INVALID_OPTION', status: 400 } });
}, 60_000);

it('says that the SDK is to be built when there is none', async () => {
  await expect(startBrowserHost({ sdk: join(folder, 'none'), pictures: {} })).rejects.toThrow(
    'Run `npm run build` first',
  );
});
