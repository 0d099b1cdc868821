import { beforeAll, describe, expect, it } from 'vitest';
import { GRID, lumaSignature, signatureDistance } from '../../evidence/luma-signature.ts';
import { sample } from '../../testing/fixtures.ts';
import { FrameReader } from './frame-reader.ts';
import { PATCH, PATCH_PLACES } from './frame-sample.ts';
import { photoFacts } from './photo-facts.ts';

const [WIDTH, HEIGHT] = [640, 480];
const AREA = WIDTH * HEIGHT;

let picture: ImageBitmap;
let pixels: Uint8ClampedArray;

beforeAll(async () => {
  picture = await createImageBitmap(await sample('selfie-marc.jpg'), { resizeWidth: WIDTH, resizeHeight: HEIGHT });
  const context = new OffscreenCanvas(WIDTH, HEIGHT).getContext('2d')!;
  context.drawImage(picture, 0, 0);
  pixels = context.getImageData(0, 0, WIDTH, HEIGHT).data;
});

/** The picture as cameras give it: full range, BT.601. */
function yuv(format: 'I420' | 'NV12'): VideoFrame {
  const bytes = new Uint8Array(AREA * 1.5);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const p = 4 * (y * WIDTH + x);
      const [r, g, b] = [pixels[p]!, pixels[p + 1]!, pixels[p + 2]!];
      const grey = 0.299 * r + 0.587 * g + 0.114 * b;
      bytes[y * WIDTH + x] = Math.round(grey);
      if (x % 2 || y % 2) continue;
      const at = (y / 2) * (WIDTH / 2) + x / 2;
      const [u, v] = format === 'I420' ? [AREA + at, AREA * 1.25 + at] : [AREA + 2 * at, AREA + 2 * at + 1];
      bytes[u] = Math.round(128 + (b - grey) / 1.772);
      bytes[v] = Math.round(128 + (r - grey) / 1.402);
    }
  }
  const colorSpace = { matrix: 'smpte170m', primaries: 'smpte170m', transfer: 'smpte170m', fullRange: true } as const;
  return new VideoFrame(bytes, { format, codedWidth: WIDTH, codedHeight: HEIGHT, timestamp: 0, colorSpace });
}

const rgb = () =>
  new VideoFrame(new Uint8Array(pixels), { format: 'RGBA', codedWidth: WIDTH, codedHeight: HEIGHT, timestamp: 0 });

/** As Firefox has frames that a graphics card holds. */
function uncopyable(frame: VideoFrame): VideoFrame {
  const copyTo = () => Promise.reject(new TypeError('Failed to copy image data.'));
  return Object.assign(frame, { clone: () => Object.assign(VideoFrame.prototype.clone.call(frame), { copyTo }) });
}

const KINDS: [string, () => VideoFrame | ImageBitmap][] = [
  ['I420', () => yuv('I420')],
  ['NV12', () => yuv('NV12')],
  ['RGBA', rgb],
  ['one that cannot be copied', () => uncopyable(rgb())],
  ['a bitmap', () => picture],
];

describe.each(KINDS)('a frame as %s', (_, frame) => {
  it('has the greys, the colours and the signature of its picture', async () => {
    const { luma, colours } = (await new FrameReader().read({ image: frame() }, true))!;
    const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
    canvas.getContext('2d')!.drawImage(picture, 0, 0);
    const { signature } = await photoFacts(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 }));
    expect(signatureDistance(lumaSignature(luma), signature)).toBeLessThan(0.2);
    for (let cell = 0; cell < GRID * GRID; cell += 7) {
      const sum = [0, 0, 0];
      const [left, top] = [(cell % GRID) * 40, Math.floor(cell / GRID) * 30];
      for (let i = 0; i < 1200; i++) {
        const p = 4 * ((top + Math.floor(i / 40)) * WIDTH + left + (i % 40));
        for (const channel of [0, 1, 2]) sum[channel]! += pixels[p + channel]! / 1200;
      }
      const found = [...colours!.subarray(3 * cell, 3 * cell + 3)];
      expect(Math.max(...found.map((level, i) => Math.abs(level - sum[i]!))), `cell ${cell}`).toBeLessThan(9);
    }
  });

  it('is the same when it is read again, and stays the caller’s', async () => {
    const image = frame();
    const reader = new FrameReader();
    const one = (await reader.read({ image }, false))!;
    const other = (await reader.read({ image }, false))!;
    expect(one.patches).toHaveLength(PATCH_PLACES.length * PATCH * PATCH);
    expect(other).toEqual(one);
    expect(one.colours).toBeUndefined();
    // Closed, either has no size.
    expect(image instanceof VideoFrame ? image.codedWidth : image.width).toBe(WIDTH);
  });

  it('may be closed as soon as it is handed over', async () => {
    const image = frame();
    const held = image instanceof ImageBitmap ? await createImageBitmap(image) : image;
    const reading = new FrameReader().read({ image: held }, false);
    held.close();
    expect(await reading).toBeDefined();
  });
});

it('shows a change of a single pixel in the middle', async () => {
  const before = (await new FrameReader().read({ image: rgb() }, false))!;
  const at = 4 * ((HEIGHT / 2) * WIDTH + WIDTH / 2) + 1;
  pixels[at]! ^= 8;
  try {
    const after = (await new FrameReader().read({ image: rgb() }, false))!;
    expect(after.patches.filter((grey, i) => grey !== before.patches[i])).toHaveLength(1);
  } finally {
    pixels[at]! ^= 8;
  }
});

it('a frame without room for patches is not looked at', async () => {
  const small = await createImageBitmap(picture, { resizeWidth: 40, resizeHeight: 40 });
  expect(await new FrameReader().read({ image: small }, false)).toBeUndefined();
});
