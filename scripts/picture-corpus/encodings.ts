import sharp, { type Sharp } from 'sharp';
import { bmpFile } from './bmp-file.ts';
import { answered, type CorpusEntry } from './corpus-entry.ts';
import { COLOUR_TYPE, imageData, imageHeader, pngFile } from './png-file.ts';
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

/** The source in the many ways that formats know to write colours. All are judged as the plain file is. */
export const encodings: readonly CorpusEntry[] = [
  answered(PLAIN, like(PLAIN), sourcePng),
  answered('plain.jpg', like(PLAIN), sourceJpeg),
  answered('plain.webp', like(PLAIN), sourceWebp),
  answered('plain.gif', like(PLAIN), sourceGif),
  answered('plain.avif', like(PLAIN), sourceAvif),
  answered('plain.bmp', like(PLAIN), async () => bmpFile(await sourceSamples('rgb'), SOURCE, SOURCE)),
  answered('os2.bmp', like(PLAIN), async () =>
    bmpFile(await sourceSamples('rgb'), { ...SOURCE, header: 'os2' }, SOURCE),
  ),
  shows('progressive.jpg', (picture) => picture.jpeg({ quality: 95, progressive: true })),
  shows('full-chroma.jpg', (picture) => picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' })),
  shows('interlaced.png', (picture) => picture.png({ progressive: true })),
  shows('lossless.webp', (picture) => picture.webp({ lossless: true, effort: 0 })),
  shows('10-bit.avif', (picture) => picture.avif({ quality: 90, effort: 2, bitdepth: 10 })),
  shows('16-bit.png', (picture) => picture.toColourspace('rgb16').png()),
  shows('palette.png', (picture) => picture.png({ palette: true, effort: 1 })),
  // Without a profile, how inks look is anybody's guess, and browsers guess another way than what wrote the file.
  answered('cmyk.jpg', { ...like('after-print.png'), coloursWithin: 32 }, () =>
    source().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
  ),
  // Chromium does without the profile, here as on any page: colours are off, and the face is found all the same.
  answered('cmyk-with-profile.jpg', { ...SOURCE, status: 'OK' }, () =>
    source().withIccProfile('cmyk').jpeg({ quality: 95 }).toBuffer(),
  ),
  // What the conversion to the printer's colours and back leaves of them.
  answered('after-print.png', { ...SOURCE, status: 'OK' }, async () =>
    sharp(await source().toColourspace('cmyk').tiff().toBuffer())
      .toColourspace('srgb')
      .png()
      .toBuffer(),
  ),

  answered('grey-plain.png', { ...SOURCE, status: 'OK' }, () =>
    source().greyscale().toColourspace('srgb').png().toBuffer(),
  ),
  shows('grey.jpg', (picture) => picture.toColourspace('b-w').jpeg({ quality: 95 }), 'grey-plain.png'),
  shows('grey.png', (picture) => picture.toColourspace('b-w').png(), 'grey-plain.png'),
  greyPng('grey-16-bit.png', 16, (samples) => Buffer.from([...samples].flatMap((level) => [level, level]))),
  greyPng('grey-4-bit.png', 4, (samples) => packed(samples, 4)),
  greyPng('grey-2-bit.png', 2, (samples) => packed(samples, 2)),
  answered('1-bit.png', { ...like('grey-plain.png'), coloursWithin: 8 }, async () =>
    png(1, COLOUR_TYPE.grey, packed(await sourceSamples('grey'), 1)),
  ),
  answered('grey-alpha.png', like('grey-on-white.png'), async () => {
    const samples = await sourceSamples('grey');
    const pairs = [...samples].flatMap((level, i) => [level, opacityAt(i)]);
    return png(8, COLOUR_TYPE.greyAlpha, Buffer.from(pairs));
  }),
  answered('grey-on-white.png', { ...SOURCE, status: 'OK' }, async () => {
    const samples = await sourceSamples('grey');
    const seen = samples.map((level, i) => 255 - ((255 - level) * opacityAt(i)) / 255);
    return png(8, COLOUR_TYPE.grey, Buffer.from(seen));
  }),

  answered('on-white.png', { ...SOURCE, status: 'OK' }, async () =>
    sharp(await cutOut())
      .flatten({ background: 'white' })
      .png()
      .toBuffer(),
  ),
  answered('alpha.png', like('on-white.png'), cutOut),
  answered('alpha.webp', like('on-white.png'), async () =>
    sharp(await cutOut())
      .webp({ quality: 95 })
      .toBuffer(),
  ),
  answered('alpha-lossless.webp', like('on-white.png'), async () =>
    sharp(await cutOut())
      .webp({ lossless: true, effort: 0 })
      .toBuffer(),
  ),
  answered('alpha.avif', like('on-white.png'), async () =>
    sharp(await cutOut())
      .avif({ quality: 90, effort: 2 })
      .toBuffer(),
  ),
  answered('alpha-16-bit.png', like('on-white.png'), async () =>
    sharp(await cutOut())
      .toColourspace('rgb16')
      .png()
      .toBuffer(),
  ),
  answered('nothing-but-transparency.png', { ...SOURCE, status: 'FACE_NOT_FOUND' }, async () =>
    png(8, COLOUR_TYPE.rgba, Buffer.alloc(width * height * 4)),
  ),

  shows('display-p3.jpg', (picture) => picture.withIccProfile('p3').jpeg({ quality: 95 })),
  shows('display-p3.png', (picture) => picture.withIccProfile('p3').png()),
  shows('display-p3.webp', (picture) => picture.withIccProfile('p3').webp({ quality: 95 })),
  shows('display-p3.avif', (picture) => picture.withIccProfile('p3').avif({ quality: 90, effort: 2 })),
];

function like(name: string) {
  return { ...SOURCE, status: 'OK', like: name } as const;
}

/** The source, written in one way, and judged as another file is. */
function shows(name: string, write: (picture: Sharp) => Sharp, plain = PLAIN): CorpusEntry {
  return answered(name, like(plain), () => write(source()).toBuffer());
}

function greyPng(name: string, bits: number, pack: (samples: Buffer) => Buffer): CorpusEntry {
  return answered(name, like('grey-plain.png'), async () =>
    png(bits, COLOUR_TYPE.grey, pack(await sourceSamples('grey'))),
  );
}

function png(bitDepth: number, colourType: number, samples: Buffer): Buffer {
  return pngFile([imageHeader(width, height, bitDepth, colourType), imageData(samples, height)]);
}

/** Samples of few bits, packed, dithered in a pattern of 4 x 4 (B. Bayer, 1973) so that shades survive. */
function packed(samples: Buffer, bits: number): Buffer {
  const pattern = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];
  const top = 2 ** bits - 1;
  const bytes = Buffer.alloc((samples.length * bits) / 8);
  samples.forEach((level, i) => {
    const threshold = (pattern[(Math.floor(i / width) % 4) * 4 + ((i % width) % 4)]! + 0.5) / 16;
    const value = Math.floor((level / 255) * top + threshold);
    bytes[(i * bits) >> 3]! |= value << (8 - bits - ((i * bits) & 7));
  });
  return bytes;
}

/** The source's middle, fading into transparency; below it is black, which may not be seen. */
function cutOut(): Promise<Buffer> {
  const mask = Buffer.from(Array.from({ length: width * height }, (_, i) => opacityAt(i)));
  return source()
    .joinChannel(mask, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

/** 255 about the centre, 0 towards the corners. */
function opacityAt(i: number): number {
  const x = (i % width) / width - 0.5;
  const y = Math.floor(i / width) / height - 0.5;
  return Math.round(Math.min(1, Math.max(0, (0.48 - Math.hypot(x, y)) * 20)) * 255);
}
