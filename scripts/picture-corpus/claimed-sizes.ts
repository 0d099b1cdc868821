import sharp from 'sharp';
import { bmpFile } from './bmp-file.ts';
import { answered, type CorpusEntry, either, refused } from './corpus-entry.ts';
import { claimingJpeg } from './jpeg-file.ts';
import { once } from './once.ts';
import { claimingPng } from './png-file.ts';
import {
  PLAIN,
  SOURCE,
  source,
  sourceAvif,
  sourceGif,
  sourceJpeg,
  sourcePng,
  sourceSamples,
  sourceWebp,
} from './source-picture.ts';

const { width, height } = SOURCE;

/** Headers that claim no pixels at all, too many, or others than the file holds. */
export const claimedSizes: readonly CorpusEntry[] = [
  refused('0x0.png', 'IMAGE_EMPTY', async () => claimingPng(await sourcePng(), 0, 0)),
  refused('0x800.png', 'IMAGE_EMPTY', async () => claimingPng(await sourcePng(), 0, height)),
  refused('0x0.jpg', 'IMAGE_EMPTY', async () => claimingJpeg(await sourceJpeg(), 0, 0)),
  // Height 0 stands for "told after the first scan", which no browser reads.
  refused('640x0.jpg', 'IMAGE_EMPTY', async () => claimingJpeg(await sourceJpeg(), width, 0)),
  refused('0x0.gif', 'IMAGE_EMPTY', async () => claimingGif(await sourceGif(), [0, 0], [0, 0])),
  refused('0x0.bmp', 'IMAGE_EMPTY', () => bitmap(0, 0)),
  refused('0x0.webp', 'IMAGE_EMPTY', async () => claimingWebp(await sourceWebp(), 0, 0)),
  refused('0x0.avif', 'IMAGE_EMPTY', async () => claimingAvif(await sourceAvif(), 0, 0)),

  refused('claims-60000x60000.png', 'IMAGE_TOO_LARGE', async () => claimingPng(await sourcePng(), 60_000, 60_000)),
  refused('claims-2147483647x2147483647.png', 'IMAGE_TOO_LARGE', async () =>
    claimingPng(await sourcePng(), 2 ** 31 - 1, 2 ** 31 - 1),
  ),
  refused('claims-60000x60000.jpg', 'IMAGE_TOO_LARGE', async () => claimingJpeg(await sourceJpeg(), 60_000, 60_000)),
  refused('claims-60000x60000.gif', 'IMAGE_TOO_LARGE', async () => claimingGif(await sourceGif(), [60_000, 60_000])),
  refused('frame-claims-60000x60000.gif', 'IMAGE_TOO_LARGE', async () =>
    claimingGif(await sourceGif(), [width, height], [60_000, 60_000]),
  ),
  refused('frame-claims-20000x20000.gif', 'IMAGE_TOO_LARGE', async () =>
    claimingGif(await sourceGif(), [1, 1], [20_000, 20_000]),
  ),
  refused('claims-60000x60000.bmp', 'IMAGE_TOO_LARGE', () => bitmap(60_000, 60_000)),
  refused('claims-60000x-60000.bmp', 'IMAGE_TOO_LARGE', () => bitmap(60_000, -60_000)),
  refused('claims-640x-2147483648.bmp', 'IMAGE_TOO_LARGE', () => bitmap(width, -(2 ** 31))),
  refused('claims-16383x16383.webp', 'IMAGE_TOO_LARGE', async () => claimingWebp(await sourceWebp(), 16_383, 16_383)),
  refused('canvas-claims-16777216x16777216.webp', 'IMAGE_TOO_LARGE', async () =>
    claimingCanvas(await animatedWebp(), 2 ** 24, 2 ** 24),
  ),
  refused('claims-40000x40000.avif', 'IMAGE_TOO_LARGE', async () => claimingAvif(await sourceAvif(), 40_000, 40_000)),

  refused('claims-more-than-it-has.png', 'IMAGE_UNREADABLE', async () => claimingPng(await sourcePng(), 1280, 1600)),
  refused('claims-100-megapixels.png', 'IMAGE_UNREADABLE', async () => claimingPng(await sourcePng(), 10_000, 10_000)),
  either('claims-less-than-it-has.png', async () => claimingPng(await sourcePng(), 320, 400)),
  either('claims-more-than-it-has.jpg', async () => claimingJpeg(await sourceJpeg(), 1280, 1600)),
  either('claims-100-megapixels.jpg', async () => claimingJpeg(await sourceJpeg(), 10_000, 10_000)),
  either('claims-less-than-it-has.jpg', async () => claimingJpeg(await sourceJpeg(), 320, 400)),
  refused('claims-more-than-it-has.bmp', 'IMAGE_UNREADABLE', () => bitmap(1280, 1600)),
  either('claims-less-than-it-has.bmp', () => bitmap(320, 400)),
  either('claims-more-than-it-has.gif', async () => claimingGif(await sourceGif(), [1280, 1600], [1280, 1600])),
  either('claims-less-than-it-has.webp', async () => claimingWebp(await sourceWebp(), 320, 400)),
  either('canvas-smaller-than-frames.webp', async () => claimingCanvas(await animatedWebp(), 320, 400)),
  either('claims-less-than-it-has.avif', async () => claimingAvif(await sourceAvif(), 1, 1)),
  answered('screen-of-0x0.gif', { ...SOURCE, status: 'OK', like: 'plain.gif' }, async () =>
    claimingGif(await sourceGif(), [0, 0]),
  ),
  answered('screen-of-1x1.gif', { ...SOURCE, status: 'OK', like: 'plain.gif' }, async () =>
    claimingGif(await sourceGif(), [1, 1]),
  ),
  answered('from-top-to-bottom.bmp', { ...SOURCE, status: 'OK', like: PLAIN }, () => bitmap(width, -height)),
];

const animatedWebp = once(async () => {
  const frames = [await sourcePng(), await source().flop().png().toBuffer()];
  return sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer();
});

async function bitmap(claimedWidth: number, claimedHeight: number): Promise<Buffer> {
  return bmpFile(await sourceSamples('rgb'), { width: claimedWidth, height: claimedHeight }, SOURCE);
}

/** Another logical screen, and another frame where that is given. Source: GIF89a, 18 and 20. */
function claimingGif(gif: Buffer, screen: readonly [number, number], frame?: readonly [number, number]): Buffer {
  const file = Buffer.from(gif);
  screen.forEach((side, i) => void file.writeUInt16LE(side, 6 + 2 * i));
  // The frame's descriptor starts with a comma and stands at the corner.
  const descriptor = file.indexOf(Buffer.from([0x2c, 0, 0, 0, 0]));
  frame?.forEach((side, i) => void file.writeUInt16LE(side, descriptor + 5 + 2 * i));
  return file;
}

/** Another size in the frame of a lossy file. Source: RFC 6386, 9.1. */
function claimingWebp(webp: Buffer, claimedWidth: number, claimedHeight: number): Buffer {
  const file = Buffer.from(webp);
  file.writeUInt16LE(claimedWidth, 26);
  file.writeUInt16LE(claimedHeight, 28);
  return file;
}

/** Another canvas of an extended file. Source: RFC 9649, 2.7. */
function claimingCanvas(webp: Buffer, claimedWidth: number, claimedHeight: number): Buffer {
  const file = Buffer.from(webp);
  file.writeUIntLE(claimedWidth - 1, 24, 3);
  file.writeUIntLE(claimedHeight - 1, 27, 3);
  return file;
}

function claimingAvif(avif: Buffer, claimedWidth: number, claimedHeight: number): Buffer {
  const file = Buffer.from(avif);
  const at = file.indexOf('ispe') + 8;
  file.writeUInt32BE(claimedWidth, at);
  file.writeUInt32BE(claimedHeight, at + 4);
  return file;
}
