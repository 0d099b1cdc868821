import sharp, { type Sharp } from 'sharp';
import { answered, type CorpusEntry, refused } from './corpus-entry.ts';
import { claimingJpeg } from './jpeg-file.ts';
import { claimingPng } from './png-file.ts';
import { SOURCE, source, sourceJpeg, sourcePng } from './source-picture.ts';

const WALL = '#8a7f72';

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
  answered('framed.png', { width: 1200, height: 900, status: 'OK' }, () => framed(1).png().toBuffer()),
  answered('12-megapixels.jpg', { width: 4000, height: 3000, status: 'OK', like: 'framed.png' }, () =>
    framed(4000 / 1200)
      .jpeg({ quality: 90 })
      .toBuffer(),
  ),
  answered('108-megapixels.jpg', { width: 12_000, height: 9000, status: 'OK', like: 'framed.png' }, () =>
    framed(10).jpeg({ quality: 90 }).toBuffer(),
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
  return sharp({ create: { width, height, channels: 3, background: WALL }, limitInputPixels: false });
}

/** The source in the middle of a wall, all of it enlarged by a whole or broken factor. */
function framed(factor: number): Sharp {
  const [width, height] = [Math.round(1200 * factor), Math.round(900 * factor)];
  const face = { width: Math.round(SOURCE.width * factor), height: Math.round(SOURCE.height * factor) };
  const left = Math.floor((width - face.width) / 2);
  const top = Math.floor((height - face.height) / 2);
  return source()
    .resize({ ...face, kernel: 'cubic' })
    .extend({
      left,
      right: width - face.width - left,
      top,
      bottom: height - face.height - top,
      background: WALL,
    });
}
