import { expect, it } from 'vitest';
import { BitmapPicture } from '../readings/bitmap-picture.ts';
import { documentView } from './manipulation-views.ts';

const LYING = [
  { x: 45.3, y: 22.1 },
  { x: 380.2, y: 60.7 },
  { x: 362.9, y: 280.4 },
  { x: 30.6, y: 240.8 },
];

/** Pixels that a formula gives, the same as in training/digital_manipulation/test_digital_manipulation.py. */
async function pictureOf(width: number, height: number): Promise<BitmapPicture> {
  const image = new ImageData(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++)
        image.data[4 * (y * width + x) + c] = (7 * x + 13 * y + 29 * c + ((x * y) % 31)) % 256;
      image.data[4 * (y * width + x) + 3] = 255;
    }
  return new BitmapPicture(await createImageBitmap(image));
}

async function digestOf(rgba: Uint8ClampedArray): Promise<string> {
  const rgb = rgba.filter((_, i) => i % 4 !== 3);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', rgb as Uint8ClampedArray<ArrayBuffer>));
  return [...hash.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

it.each([
  ['lies', 420, 300, LYING, '985ab5a42fd4d17d'],
  ['stands', 300, 420, LYING.map(({ x, y }) => ({ x: 300 - y, y: x })), '0391f897a38704be'],
] as const)(
  'the view of a document that %s is to the last pixel what training cuts',
  async (_, width, height, outline, digest) => {
    expect(await digestOf(documentView(await pictureOf(width, height), outline))).toBe(digest);
  },
);
