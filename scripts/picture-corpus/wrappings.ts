import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { answered, type CorpusEntry, either } from './corpus-entry.ts';
import { repeatingItsLastScan, withOrientation, withSegment } from './jpeg-file.ts';
import { imageHeader, type PngChunk, pngChunks, pngFile } from './png-file.ts';
import { PLAIN, SOURCE, source, sourceJpeg, sourcePng, sourceWebp } from './source-picture.ts';

const { width, height } = SOURCE;
const AS_PLAIN = { ...SOURCE, status: 'OK', like: PLAIN } as const;

/** The source with something before, behind or beside its pixels. */
export const wrappings: readonly CorpusEntry[] = [
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((orientation) =>
    answered(`orientation-${orientation}.jpg`, AS_PLAIN, () => turned(orientation)),
  ),
  answered('orientation-of-99.jpg', AS_PLAIN, async () => withOrientation(await sourceJpeg(), 99)),
  answered('orientation-6.png', AS_PLAIN, async () =>
    sharp(await source().rotate(270).png().toBuffer())
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer(),
  ),
  answered('orientation-6.avif', AS_PLAIN, async () =>
    sharp(await source().rotate(270).png().toBuffer())
      .withMetadata({ orientation: 6 })
      .avif({ quality: 90, effort: 2 })
      .toBuffer(),
  ),
  answered('huge-exif.jpg', AS_PLAIN, async () => {
    const thumbnail = await source().resize(160).jpeg({ quality: 100 }).toBuffer();
    const body = Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0', 'latin1'), thumbnail]);
    const padded = Buffer.concat([body, Buffer.alloc(65_533 - body.length)]);
    return withSegment(await sourceJpeg(), 0xe1, padded);
  }),
  answered('200-segments-of-64-kilobytes.jpg', AS_PLAIN, async () => {
    const comment = Buffer.alloc(65_533, 'x');
    let jpeg: Buffer = await sourceJpeg();
    for (let i = 0; i < 200; i++) jpeg = withSegment(jpeg, 0xfe, comment);
    return jpeg;
  }),
  answered('corrupt-exif.jpg', AS_PLAIN, async () =>
    withSegment(await sourceJpeg(), 0xe1, Buffer.from('Exif\0\0MM\0*\xff\xff\xff\xff', 'latin1')),
  ),
  answered('corrupt-profile.jpg', AS_PLAIN, async () =>
    withSegment(
      await sourceJpeg(),
      0xe2,
      Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), Buffer.alloc(400, 0xa5)]),
    ),
  ),
  either('corrupt-profile.png', async () => {
    const [header, ...rest] = pngChunks(await sourcePng());
    const profile = { type: 'iCCP', data: Buffer.from('broken\0\0this is not deflated', 'latin1') };
    return pngFile([header!, profile, ...rest]);
  }),
  either('profile-of-256-megabytes.png', async () => {
    const [header, ...rest] = pngChunks(await sourcePng());
    const deflated = deflateSync(Buffer.alloc(256 * 2 ** 20));
    const profile = { type: 'iCCP', data: Buffer.concat([Buffer.from('vast\0\0', 'latin1'), deflated]) };
    return pngFile([header!, profile, ...rest]);
  }),
  either('thousand-scans.jpg', async () =>
    repeatingItsLastScan(await source().jpeg({ progressive: true }).toBuffer(), 1000),
  ),
  answered('huge-text.png', AS_PLAIN, async () => {
    const [header, ...rest] = pngChunks(await sourcePng());
    const text = { type: 'tEXt', data: Buffer.concat([Buffer.from('Comment\0'), Buffer.alloc(8 * 2 ** 20, 'x')]) };
    return pngFile([header!, text, ...rest]);
  }),
  answered('trailing-garbage.jpg', AS_PLAIN, async () => Buffer.concat([await sourceJpeg(), garbage()])),
  answered('trailing-garbage.png', AS_PLAIN, async () => Buffer.concat([await sourcePng(), garbage()])),
  answered('trailing-garbage.webp', AS_PLAIN, async () => Buffer.concat([await sourceWebp(), garbage()])),
  answered('two-in-one.jpg', AS_PLAIN, async () => Buffer.concat([await sourceJpeg(), await otherJpeg()])),
  answered('jpeg-behind-a-png.png', AS_PLAIN, async () => Buffer.concat([await sourcePng(), await otherJpeg()])),
  answered('animated.gif', { ...AS_PLAIN, like: 'plain.gif' }, async () =>
    sharp(await frames(), { join: { animated: true } })
      .gif({ effort: 1, delay: [100, 100] })
      .toBuffer(),
  ),
  answered('animated.webp', AS_PLAIN, async () =>
    sharp(await frames(), { join: { animated: true } })
      .webp({ quality: 95, delay: [100, 100] })
      .toBuffer(),
  ),
  answered('animated.png', AS_PLAIN, async () => {
    const [first, second] = (await frames()).map(pixelsOf);
    return pngFile([
      imageHeader(width, height, 8, 2),
      { type: 'acTL', data: words(2, 0) },
      frameControl(0),
      { type: 'IDAT', data: first! },
      frameControl(1),
      { type: 'fdAT', data: Buffer.concat([words(2), second!]) },
    ]);
  }),
];

/** The source, stored as a camera does that was held this way. Source: Exif 2.32, tag 274. */
async function turned(orientation: number): Promise<Buffer> {
  const upright = await sourcePng();
  // A camera mirrors before it turns.
  const mirrored = [2, 4, 5, 7].includes(orientation) ? await sharp(upright).flop().toBuffer() : upright;
  const degrees = { 3: 180, 4: 180, 5: 270, 6: 270, 7: 90, 8: 90 }[orientation] ?? 0;
  return withOrientation(await sharp(mirrored).rotate(degrees).jpeg({ quality: 95 }).toBuffer(), orientation);
}

/** The first shows the source, the second nobody. */
async function frames(): Promise<Buffer[]> {
  const empty = sharp({ create: { width, height, channels: 3, background: 'navy' } });
  return [await sourcePng(), await empty.png().toBuffer()];
}

function pixelsOf(png: Buffer): Buffer {
  const data = pngChunks(png).filter(({ type }) => type === 'IDAT');
  return Buffer.concat(data.map((chunk) => chunk.data));
}

/** Source: PNG specification, third edition, 11.3.7.2. */
function frameControl(sequence: number): PngChunk {
  return {
    type: 'fcTL',
    data: Buffer.concat([words(sequence, width, height, 0, 0), Buffer.from([0, 1, 0, 10, 0, 0])]),
  };
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => void bytes.writeUInt32BE(value, i * 4));
  return bytes;
}

async function otherJpeg(): Promise<Buffer> {
  return source().flop().jpeg().toBuffer();
}

function garbage(): Buffer {
  return Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 197) & 0xff));
}
