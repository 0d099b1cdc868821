import { afterEach, describe, expect, it, vi } from 'vitest';
import { ekycErrorOf } from '../testing/errors.ts';
import { sample } from '../testing/fixtures.ts';
import { decodePicture } from './decode.ts';
import type { ImageInput } from './image-input.ts';
import { crop, type Picture } from './picture.ts';

/** Left half red, right half blue. */
async function twoColours(width: number, height: number, type: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = 'red';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'blue';
  context.fillRect(width / 2, 0, width / 2, height);
  return canvas.convertToBlob({ type, quality: 0.95 });
}

/** The JPEG with an EXIF segment that says how it is turned (1 to 8). */
async function withOrientation(jpeg: Blob, orientation: number): Promise<Blob> {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const body = [...new TextEncoder().encode('Exif\0\0'), ...tiff];
  const segment = new Uint8Array([0xff, 0xe1, 0, body.length + 2, ...body]);
  return new Blob([jpeg.slice(0, 2), segment, jpeg.slice(2)]);
}

/** Mean colour in the middle of a quarter of the picture, in words. */
function colourAt(picture: Picture, x: number, y: number): string {
  const box = { x: x * picture.width, y: y * picture.height, width: 4, height: 4 };
  const [red = 0, green = 0, blue = 0] = crop(picture, box, 1, 1);
  if (red > 200 && green > 200 && blue > 200) return 'white';
  if (red + green + blue < 60) return 'black';
  return red > 150 ? 'red' : blue > 150 ? 'blue' : `rgb(${red},${green},${blue})`;
}

async function decoded<T>(input: ImageInput, use: (picture: Picture) => T): Promise<T> {
  const picture = await decodePicture(input, 'face', 'face');
  try {
    return use(picture);
  } finally {
    picture.close();
  }
}

/** Left half red, right half blue, 64 x 48: canvases write no AVIF. */
const AVIF =
  'AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAAXBtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9jAAAA' +
  'AERAAAIAAQAAAAABlAABAAAAAAAAADQAAgAAAAAByAABAAAAAAAAABUAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABhdjAxAAAAABVpbmZl' +
  'AgAAAAACAABhdjAxAAAAAA5waXRtAAAAAAABAAAAr2lwcnAAAACKaXBjbwAAAAxhdjFDgSACAAAAABRpc3BlAAAAAAAAAEAAAAAwAAAAEHBpeGkA' +
  'AAAAAwgICAAAAAxhdjFDgQAcAAAAAA5waXhpAAAAAAEIAAAAOGF1eEMAAAAAdXJuOm1wZWc6bXBlZ0I6Y2ljcDpzeXN0ZW1zOmF1eGlsaWFyeTph' +
  'bHBoYQAAAAAdaXBtYQAAAAAAAAACAAEDgQIDAAIEhAIFhgAAABppcmVmAAAAAAAAAA5hdXhsAAIAAQABAAAAUW1kYXQSAAoJOBV/vaQENBpAMiUX' +
  'gmMEwAAygAAAQExfAYl8tOBgRqGVxZMNSIT7uZy39K5O2zpwEgAKBhgVf72FQDIJFkAAAQAFPy6p';

function avif(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(AVIF), (character) => character.charCodeAt(0));
}

/** Notes the size that every bitmap is made with from now on, and every bitmap itself. */
function watchBitmaps(): { readonly bitmaps: ImageBitmap[]; readonly sizes: (readonly [number, number])[] } {
  const make = globalThis.createImageBitmap as (...args: unknown[]) => Promise<ImageBitmap>;
  const watched = { bitmaps: [] as ImageBitmap[], sizes: [] as (readonly [number, number])[] };
  vi.spyOn(globalThis, 'createImageBitmap').mockImplementation(async (...args: unknown[]) => {
    const bitmap = await make(...args);
    watched.bitmaps.push(bitmap);
    watched.sizes.push([bitmap.width, bitmap.height]);
    return bitmap;
  });
  return watched;
}

afterEach(() => vi.restoreAllMocks());

describe('decodePicture', () => {
  it.each(['image/jpeg', 'image/png', 'image/webp'])('reads %s', async (type) => {
    await decoded(await twoColours(64, 48, type), (picture) => {
      expect(picture).toMatchObject({ width: 64, height: 48 });
      expect([colourAt(picture, 0.2, 0.5), colourAt(picture, 0.8, 0.5)]).toEqual(['red', 'blue']);
    });
  });

  it.each([
    [1, 64, 48, [0.2, 0.5], [0.8, 0.5]],
    [3, 64, 48, [0.8, 0.5], [0.2, 0.5]],
    [6, 48, 64, [0.5, 0.2], [0.5, 0.8]],
    [8, 48, 64, [0.5, 0.8], [0.5, 0.2]],
  ] as [number, number, number, [number, number], [number, number]][])(
    'turns a photo of EXIF orientation %i upright',
    async (orientation, width, height, red, blue) => {
      const photo = await withOrientation(await twoColours(64, 48, 'image/jpeg'), orientation);
      await decoded(photo, (picture) => {
        expect(picture).toMatchObject({ width, height });
        expect([colourAt(picture, ...red), colourAt(picture, ...blue)]).toEqual(['red', 'blue']);
      });
    },
  );

  it.each([1, 6])('gives a large photo of EXIF orientation %i in pixels of the original', async (orientation) => {
    const photo = await withOrientation(await twoColours(4000, 3000, 'image/jpeg'), orientation);
    await decoded(photo, (picture) => {
      expect([picture.width, picture.height]).toEqual(orientation === 1 ? [4000, 3000] : [3000, 4000]);
      const along = (share: number) =>
        orientation === 1 ? colourAt(picture, share, 0.5) : colourAt(picture, 0.5, share);
      expect([along(0.02), along(0.48), along(0.52), along(0.98)]).toEqual(['red', 'red', 'blue', 'blue']);
    });
  });

  it.each([
    [1, 4000, 3000, 2560, 1920],
    [3, 4000, 3000, 2560, 1920],
    [6, 4000, 3000, 1920, 2560],
    [8, 4000, 3000, 1920, 2560],
    [6, 3000, 4000, 2560, 1920],
    [1, 30000, 1000, 2560, 85],
    [6, 30000, 1000, 85, 2560],
    [8, 2000, 10, 10, 2000],
  ])('keeps EXIF orientation %i of %i x %i at %i x %i', async (orientation, width, height, keptWidth, keptHeight) => {
    const photo = await withOrientation(await twoColours(width, height, 'image/jpeg'), orientation);
    const { bitmaps, sizes } = watchBitmaps();
    const upright = orientation < 5 ? { width, height } : { width: height, height: width };
    await decoded(photo, (picture) => expect(picture).toMatchObject(upright));
    // Nothing on the way is larger than the photo itself, and what need not shrink is not copied.
    const shrinks = keptWidth < upright.width;
    expect(sizes).toEqual([[upright.width, upright.height], ...(shrinks ? [[keptWidth, keptHeight]] : [])]);
    expect(bitmaps.map((bitmap) => bitmap.width)).toEqual(sizes.map(() => 0));
  });

  it('reads AVIF', async () => {
    await decoded(avif(), (picture) => {
      expect(picture).toMatchObject({ width: 64, height: 48 });
      expect([colourAt(picture, 0.2, 0.5), colourAt(picture, 0.8, 0.5)]).toEqual(['red', 'blue']);
    });
  });

  it('takes the size from the pixels where the header says another one', async () => {
    const gif = tinyGif();
    // The logical screen claims less than the frame has.
    gif.set([1, 0, 1, 0], 6);
    await decoded(gif, (picture) => expect(picture).toMatchObject({ width: 2, height: 1 }));
  });

  it('reads bytes from the middle of a buffer, and from shared or resizable memory', async () => {
    const file = new Uint8Array(await (await twoColours(64, 48, 'image/png')).arrayBuffer());
    const places: readonly (ArrayBuffer | SharedArrayBuffer)[] = [
      new ArrayBuffer(file.length + 9),
      new SharedArrayBuffer(file.length + 9),
      resizable(file.length + 9),
    ];
    for (const place of places) {
      const view = new Uint8Array(place, 5, file.length);
      view.set(file);
      await decoded(view, (picture) => expect(picture).toMatchObject({ width: 64, height: 48 }));
    }
    const whole = resizable(file.length);
    new Uint8Array(whole).set(file);
    await decoded(whole, (picture) => expect(picture).toMatchObject({ width: 64, height: 48 }));
  });

  it('reads a JPEG with fill bytes between its segments', async () => {
    const jpeg = await twoColours(64, 48, 'image/jpeg');
    const filled = new Blob([jpeg.slice(0, 2), new Uint8Array([0xff, 0xff, 0xff]), jpeg.slice(2)]);
    await decoded(filled, (picture) => expect(picture).toMatchObject({ width: 64, height: 48 }));
  });

  it.each([
    ['a file', () => twoColours(64, 48, 'image/png')],
    ['pixels', async () => new ImageData(8, 6)],
  ] as [string, () => Promise<ImageInput>][])('frees its pixels when %s is called off meanwhile', async (_, make) => {
    const input = await make();
    const { bitmaps } = watchBitmaps();
    const controller = new AbortController();
    const decoding = decodePicture(input, 'face', 'face', controller.signal);
    const reason = new Error('called off');
    controller.abort(reason);
    await expect(decoding).rejects.toBe(reason);
    expect(bitmaps).not.toHaveLength(0);
    expect(bitmaps.every((bitmap) => bitmap.width === 0)).toBe(true);
  });

  it('shows white behind transparency and black outside the picture', async () => {
    const canvas = new OffscreenCanvas(40, 40);
    canvas.getContext('2d');
    await decoded(await canvas.convertToBlob({ type: 'image/png' }), (picture) => {
      expect(colourAt(picture, 0.5, 0.5)).toBe('white');
      expect(colourAt(picture, 2, 0.5)).toBe('black');
    });
  });

  it('reads ImageData and ImageBitmap of any size', async () => {
    const bitmap = await createImageBitmap(await twoColours(3000, 100, 'image/png'));
    await decoded(bitmap, (picture) => {
      expect(picture).toMatchObject({ width: 3000, height: 100 });
      expect([colourAt(picture, 0.45, 0.5), colourAt(picture, 0.55, 0.5)]).toEqual(['red', 'blue']);
    });
    expect(bitmap.width).toBe(3000);
    await decoded(new ImageData(8, 6), (picture) => expect(picture).toMatchObject({ width: 8, height: 6 }));
  });
});

describe('what cannot be decoded is a typed error', () => {
  const png = () => twoColours(64, 48, 'image/png');
  const cases: readonly (readonly [string, () => Promise<ImageInput>, string, RegExp])[] = [
    ['an empty file', async () => new Blob(), 'IMAGE_EMPTY', /no bytes/],
    ['an empty buffer', async () => new ArrayBuffer(0), 'IMAGE_EMPTY', /no bytes/],
    ['two bytes', async () => new Uint8Array([0xff, 0xd8]), 'IMAGE_UNREADABLE', /JPEG/],
    [
      '8 MiB of zeros that start as a JPEG',
      async () => patched(new Blob([new Uint8Array(8 * 2 ** 20)]), 0, [0xff, 0xd8]),
      'IMAGE_UNREADABLE',
      /JPEG file has no readable header/,
    ],
    ['a detached buffer', async () => detached(), 'IMAGE_EMPTY', /no bytes/],
    ['a closed bitmap', async () => closedBitmap(), 'IMAGE_EMPTY', /no pixels/],
    [
      'a PNG of no width',
      async () => patched(await png(), 16, [0, 0, 0, 0]),
      'IMAGE_EMPTY',
      /PNG file claims to be 0 x 48/,
    ],
    [
      'an AVIF that claims 40000 x 40000',
      async () => patched(new Blob([avif()]), avifSizeAt(), [0, 0, 0x9c, 0x40, 0, 0, 0x9c, 0x40]),
      'IMAGE_TOO_LARGE',
      /40000 x 40000.*megapixels/,
    ],
    ['an AVIF without its pixels', async () => avif().slice(0, 410), 'IMAGE_UNREADABLE', /AVIF file is truncated/],
    [
      'a HEIC',
      async () => patched(new Blob([avif()]), 8, [...new TextEncoder().encode('heic\0\0\0\0mif1mif1mif1')]),
      'IMAGE_FORMAT_UNSUPPORTED',
      /HEIC opens in Safari alone: convert it to JPEG/,
    ],
    ['a text', async () => new Blob(['not a picture']), 'IMAGE_FORMAT_UNSUPPORTED', /no JPEG, PNG/],
    [
      'an SVG',
      async () => new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/svg+xml' }),
      'IMAGE_FORMAT_UNSUPPORTED',
      /no JPEG, PNG/,
    ],
    [
      'a PDF that says it is a JPEG',
      async () => new Blob(['%PDF-1.7'], { type: 'image/jpeg' }),
      'IMAGE_FORMAT_UNSUPPORTED',
      /Convert it/,
    ],
    [
      'a truncated JPEG',
      async () => (await sample('selfie-marc.jpg')).slice(0, 5000),
      'IMAGE_UNREADABLE',
      /JPEG file is truncated or corrupt/,
    ],
    ['a PNG without its pixels', async () => (await png()).slice(0, 40), 'IMAGE_UNREADABLE', /PNG/],
    [
      'a PNG that claims 40000 x 40000',
      async () => patched(await png(), 16, [0, 0, 0x9c, 0x40, 0, 0, 0x9c, 0x40]),
      'IMAGE_TOO_LARGE',
      /40000 x 40000.*megapixels/,
    ],
    [
      'a PNG that claims more than it has',
      async () => patched(await png(), 16, [0, 0, 3, 0, 0, 0, 3, 0]),
      'IMAGE_UNREADABLE',
      /corrupt/,
    ],
    ['a file of 65 MiB', async () => new Blob([new Uint8Array(65 * 2 ** 20)]), 'IMAGE_TOO_LARGE', /65 MiB; at most 64/],
  ];

  it.each(cases)('%s', async (_, input, code, message) => {
    const error = await ekycErrorOf(decodePicture(await input(), 'doc', 'document'));
    expect(error).toMatchObject({ code, status: 400, message: expect.stringMatching(message) });
    expect(error.message).toMatch(/^doc: /);
  });
});

it('refuses a picture whose pixels are more than its header claimed, and frees them', async () => {
  const bitmap = { width: 40000, height: 40000, close: vi.fn() };
  vi.spyOn(globalThis, 'createImageBitmap').mockResolvedValue(bitmap);
  const error = await ekycErrorOf(decodePicture(avif(), 'face', 'face'));
  expect(error).toMatchObject({ code: 'IMAGE_TOO_LARGE', message: expect.stringMatching(/^face: .*40000 x 40000/) });
  expect(bitmap.close).toHaveBeenCalledOnce();
});

function avifSizeAt(): number {
  return atob(AVIF).indexOf('ispe') + 8;
}

/** Two pixels side by side. */
function tinyGif(): Uint8Array<ArrayBuffer> {
  const file = 'R0lGODlhAgABAIAAAP8AAAAA/ywAAAAAAgABAAACAkQKADs=';
  return Uint8Array.from(atob(file), (character) => character.charCodeAt(0));
}

/** TypeScript's library of ES2023 does not know these buffers yet; browsers do. */
function resizable(size: number): ArrayBuffer {
  const Resizable = ArrayBuffer as unknown as new (size: number, options: { maxByteLength: number }) => ArrayBuffer;
  return new Resizable(size, { maxByteLength: 2 * size });
}

function detached(): ArrayBuffer {
  const buffer = new ArrayBuffer(8);
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
}

async function closedBitmap(): Promise<ImageBitmap> {
  const bitmap = await createImageBitmap(new ImageData(2, 2));
  bitmap.close();
  return bitmap;
}

async function patched(file: Blob, at: number, bytes: readonly number[]): Promise<Blob> {
  return new Blob([file.slice(0, at), new Uint8Array(bytes), file.slice(at + bytes.length)]);
}
