import sharp, { type Sharp } from 'sharp';
import { answered, type CorpusEntry, refused } from './corpus-entry.ts';
import { claimingJpeg } from './jpeg-file.ts';
import { claimingPng } from './png-file.ts';
import { SOURCE, sourceJpeg, sourcePng } from './source-picture.ts';

/** Pictures that are very small, very long or very large. */
export const shapes: readonly CorpusEntry[] = [
  ...(
    [
      [1, 1],
      [1, 5000],
      [5000, 1],
      [2, 16_000],
      [16_000, 2],
    ] as const
  ).flatMap(([width, height]) =>
    (['png', 'jpg', 'webp'] as const).map((format) =>
      answered(`${width}x${height}.${format}`, { width, height, status: 'FACE_NOT_FOUND' }, () =>
        flat(width, height)
          .toFormat(format === 'jpg' ? 'jpeg' : format)
          .toBuffer(),
      ),
    ),
  ),
  answered('framed.png', { width: 1200, height: 900, status: 'OK' }, async () => (await framed(1)).png().toBuffer()),
  answered('12-megapixels.jpg', { width: 4000, height: 3000, status: 'OK', like: 'framed.png' }, async () =>
    (await framed(4000 / 1200)).jpeg({ quality: 90 }).toBuffer(),
  ),
  answered('108-megapixels.jpg', { width: 12_000, height: 9000, status: 'OK', like: 'framed.png' }, async () =>
    (await framed(10)).jpeg({ quality: 90 }).toBuffer(),
  ),
  answered('119-megapixels-of-nothing.png', { width: 10_900, height: 11_000, status: 'FACE_NOT_FOUND' }, () =>
    flat(10_900, 11_000).png({ compressionLevel: 9 }).toBuffer(),
  ),
  refused('121-megapixels.png', 'IMAGE_TOO_LARGE', async () => claimingPng(await sourcePng(), 11_000, 11_000)),
  refused('121-megapixels.jpg', 'IMAGE_TOO_LARGE', async () => claimingJpeg(await sourceJpeg(), 11_000, 11_000)),
  refused('more-than-64-megabytes.jpg', 'IMAGE_TOO_LARGE', async () =>
    Buffer.concat([await flat(100, 100).jpeg().toBuffer(), Buffer.alloc(64 * 2 ** 20)]),
  ),
];

function flat(width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#8a7f72' }, limitInputPixels: false });
}

/** The source in the middle of a wall, all of it enlarged. */
async function framed(factor: number): Promise<Sharp> {
  const [width, height] = [Math.round(1200 * factor), Math.round(900 * factor)];
  const scale = height / 900;
  const face = await sharp(await sourcePng())
    .resize(Math.round(SOURCE.width * scale), Math.round(SOURCE.height * scale), { kernel: 'cubic' })
    .toBuffer();
  return flat(width, height).composite([{ input: face }]);
}
