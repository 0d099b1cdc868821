import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserMemory, browserMemory } from '../testing/browser-memory.ts';
import { corpusItems, corpusPicture, documentPicture } from '../testing/corpus.ts';
import { createEkyc } from './create-ekyc.ts';
import type { Ekyc } from './ekyc.ts';

const MB = 1e6;
/** Milliseconds: a busy machine takes its time over large pictures. */
const TO_MEASURE = 600_000;
const LARGEST = 12_000 * 9000 * 4;
/** What the engine keeps of a 12-megapixel photo while it judges it: of a selfie, and of a document. */
const KEPT = 2560 * 1920 * 4;
const KEPT_DOCUMENT = 4000 * 3000 * 4;

const measurable = (await browserMemory()) !== null;
const beyondLimits = (await corpusItems()).filter(
  ({ name, expected }) =>
    expected.outcome === 'refused' && expected.code === 'IMAGE_TOO_LARGE' && name !== 'more-than-64-megabytes.jpg',
);
let ekyc: Ekyc;

beforeAll(async () => {
  ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
  // What is loaded once, and what allocators hold in reserve.
  await checkTimes(3, await corpusPicture('plain.png'));
  await checkTimes(3, await corpusPicture('12-megapixels.jpg'));
}, TO_MEASURE);

afterAll(() => ekyc.close());

/** Answered or refused: this is about memory. */
async function checkTimes(times: number, face: Blob): Promise<void> {
  for (let i = 0; i < times; i++) {
    await ekyc.check({ checkModel: { operations: ['FACE_CHECK'] }, face, encrypted: false }).catch(() => {});
  }
}

/** By how much the browser grew: at the most meanwhile, and in the end. */
async function growth(work: () => Promise<void>): Promise<BrowserMemory> {
  const before = (await browserMemory())!;
  await work();
  const after = (await browserMemory())!;
  return { now: after.now - before.now, peak: after.peak - before.now };
}

describe.runIf(measurable)('memory', () => {
  it.each(beyondLimits.map(({ name }) => name))('%s is refused before its pixels take any', async (name) => {
    const face = await corpusPicture(name);
    expect((await growth(() => checkTimes(1, face))).peak).toBeLessThan(40 * MB);
  });

  it.each([
    ['12-megapixels.jpg', 30],
    ['claims-100-megapixels.png', 10],
  ] as const)(
    '%s, judged %i times, leaves nothing behind',
    async (name, times) => {
      const face = await corpusPicture(name);
      await checkTimes(1, face);
      const { peak, now } = await growth(() => checkTimes(times, face));
      report(`${name}, ${times} times`, { peak, now });
      expect(now).toBeLessThan(5 * KEPT);
    },
    TO_MEASURE,
  );

  it(
    'a document in 12 megapixels, read 20 times, leaves nothing behind',
    async () => {
      const doc = await documentPicture('12-megapixels.jpg');
      const readTimes = async (times: number) => {
        for (let i = 0; i < times; i++) {
          await ekyc.check({ checkModel: { operations: ['DOC_CHECK'] }, doc, encrypted: false });
        }
      };
      await readTimes(2);
      const { peak, now } = await growth(() => readTimes(20));
      report('a document in 12 megapixels, 20 times', { peak, now });
      expect(now).toBeLessThan(2 * KEPT_DOCUMENT);
    },
    TO_MEASURE,
  );

  it(
    'a photo of 108 megapixels takes less than two of its size, and little stays',
    async () => {
      const face = await corpusPicture('108-megapixels.jpg');
      const { peak, now } = await growth(() => checkTimes(3, face));
      report('108 megapixels, three times', { peak, now });
      // Or nothing was measured.
      expect(peak).toBeGreaterThan(LARGEST * 0.8);
      expect(peak).toBeLessThan(LARGEST * 2);
      expect(now).toBeLessThan(LARGEST / 2);
    },
    TO_MEASURE,
  );

  it(
    'sealing and opening a picture takes less than three of its size',
    async () => {
      const bytes = new Uint8Array(60 * MB).fill(17);
      // A frame header of JPEG, which is all that sealing looks at.
      bytes.set([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 15, 0, 20, 0, 1, 1, 0x11, 0]);
      const picture = new Blob([bytes]);
      // A Blob goes to the browser's own process when it is first read. And what is loaded once.
      await picture.slice(0, 1).arrayBuffer();
      let payload = await ekyc.encryptPayload(new Blob([bytes.subarray(0, MB)]));
      await ekyc.decrypt(payload);
      const sealing: number[] = [];
      const opening: number[] = [];
      for (let round = 0; round < 3; round++) {
        const sealed = await growth(async () => {
          payload = await ekyc.encryptPayload(picture);
        });
        const opened = await growth(async () => {
          await ekyc.decrypt(payload);
        });
        report('60 MB, sealed', sealed);
        report('60 MB, opened', opened);
        sealing.push(sealed.peak);
        opening.push(opened.peak);
      }
      // Or nothing was measured.
      expect(Math.max(...sealing, ...opening)).toBeGreaterThan(bytes.length);
      // When the collector runs is its own affair; what is needed by itself is so in every round.
      expect(Math.min(...sealing)).toBeLessThan(bytes.length * 3);
      expect(Math.min(...opening)).toBeLessThan(bytes.length * 3);
    },
    TO_MEASURE,
  );
});

function report(what: string, { peak, now }: BrowserMemory): void {
  // biome-ignore lint/suspicious/noConsole: figures are what a person runs this for.
  console.log(`${what}: ${Math.round(peak / MB)} MB more at the most, ${Math.round(now / MB)} MB more in the end`);
}
