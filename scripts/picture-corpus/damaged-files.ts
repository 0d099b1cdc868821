import { seededRandom } from '../random.ts';
import { type CorpusEntry, either, refused } from './corpus-entry.ts';
import { scanStart } from './jpeg-file.ts';
import { source, sourceAvif, sourceGif, sourceJpeg, sourcePng, sourceWebp } from './source-picture.ts';

/** Pictures that lost bytes, or had bits flipped, on their way. */
export const damagedFiles: readonly CorpusEntry[] = [
  refused('empty.jpg', 'IMAGE_EMPTY', () => Buffer.alloc(0)),
  refused('one-byte.jpg', 'IMAGE_FORMAT_UNSUPPORTED', () => Buffer.from([0xff])),
  refused('zeros.jpg', 'IMAGE_FORMAT_UNSUPPORTED', () => Buffer.alloc(4096)),
  refused('truncated-after-marker.jpg', 'IMAGE_UNREADABLE', async () => (await sourceJpeg()).subarray(0, 2)),
  refused('truncated-in-tables.jpg', 'IMAGE_UNREADABLE', async () => (await sourceJpeg()).subarray(0, 100)),
  refused('truncated-before-scan.jpg', 'IMAGE_UNREADABLE', async () => {
    const jpeg = await sourceJpeg();
    return jpeg.subarray(0, scanStart(jpeg));
  }),
  refused('truncated-in-scan.jpg', 'IMAGE_UNREADABLE', async () => part(await sourceJpeg(), 0.5)),
  refused('truncated-late-in-scan.jpg', 'IMAGE_UNREADABLE', async () => part(await sourceJpeg(), 0.9)),
  either('truncated-by-end-marker.jpg', async () => (await sourceJpeg()).subarray(0, -2)),
  refused('truncated-progressive.jpg', 'IMAGE_UNREADABLE', async () =>
    part(await source().jpeg({ progressive: true }).toBuffer(), 0.5),
  ),
  refused('truncated-in-signature.png', 'IMAGE_FORMAT_UNSUPPORTED', async () => (await sourcePng()).subarray(0, 5)),
  refused('truncated-in-header.png', 'IMAGE_UNREADABLE', async () => (await sourcePng()).subarray(0, 22)),
  refused('truncated-after-header.png', 'IMAGE_UNREADABLE', async () => (await sourcePng()).subarray(0, 33)),
  refused('truncated-in-pixels.png', 'IMAGE_UNREADABLE', async () => part(await sourcePng(), 0.5)),
  either('truncated-by-end-chunk.png', async () => (await sourcePng()).subarray(0, -12)),
  refused('truncated-in-header.webp', 'IMAGE_UNREADABLE', async () => (await sourceWebp()).subarray(0, 22)),
  refused('truncated-in-pixels.webp', 'IMAGE_UNREADABLE', async () => part(await sourceWebp(), 0.5)),
  refused('truncated.gif', 'IMAGE_UNREADABLE', async () => part(await sourceGif(), 0.5)),
  refused('truncated.avif', 'IMAGE_UNREADABLE', async () => part(await sourceAvif(), 0.5)),
  either('flipped-in-header.jpg', async () => flipped(await sourceJpeg(), 2, 300, 12)),
  either('flipped-in-scan.jpg', async () => {
    const jpeg = await sourceJpeg();
    return flipped(jpeg, scanStart(jpeg), jpeg.length, 40);
  }),
  either('flipped-in-header.png', async () => flipped(await sourcePng(), 16, 29, 3)),
  either('flipped-in-pixels.png', async () => {
    const png = await sourcePng();
    return flipped(png, 60, png.length - 12, 10);
  }),
  either('flipped-in-header.webp', async () => flipped(await sourceWebp(), 20, 40, 4)),
  either('flipped-in-pixels.webp', async () => {
    const webp = await sourceWebp();
    return flipped(webp, 60, webp.length, 40);
  }),
  either('flipped.avif', async () => {
    const avif = await sourceAvif();
    return flipped(avif, avif.length >> 1, avif.length, 20);
  }),
];

function part(file: Buffer, share: number): Buffer {
  return file.subarray(0, Math.floor(file.length * share));
}

/** The file with this many random bits flipped between two offsets. */
function flipped(file: Buffer, from: number, to: number, bits: number): Buffer {
  const copy = Buffer.from(file);
  const random = seededRandom(1);
  for (let i = 0; i < bits; i++) copy[from + random(to - from)]! ^= 1 << random(8);
  return copy;
}
