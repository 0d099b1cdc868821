import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BitmapPicture } from './bitmap-picture.ts';
import { canvasIsSmooth, drawBitmap, drawsSmoothly, halvedPixelsOf } from './canvas-sample.ts';
import { type Affine, turnedSquare } from './geometry.ts';
import { sampleSmoothly } from './smooth-sample.ts';

vi.mock(import('./canvas-sample.ts'), { spy: true });

let bitmap: ImageBitmap;

afterEach(() => {
  vi.mocked(canvasIsSmooth).mockRestore();
  vi.mocked(drawBitmap).mockRestore();
});

/** Fine and coarse patterns, of odd width and height. */
beforeEach(async () => {
  const context = new OffscreenCanvas(701, 533).getContext('2d')!;
  const { data } = context.createImageData(701, 533);
  for (let i = 0; i < data.length; i++) {
    const [x, y] = [(i >> 2) % 701, Math.floor((i >> 2) / 701)];
    const fine = (x * x + 3 * x * y + 5 * y * (1 + (i % 4))) % 97;
    data[i] = i % 4 === 3 ? 255 : fine + 80 + 60 * Math.sin((x - 2 * y) / (9 + (i % 4)));
  }
  context.putImageData(new ImageData(data, 701, 533), 0, 0);
  bitmap = await createImageBitmap(context.canvas);
});

function differences(
  transform: Affine,
  width: number,
  height: number,
): { readonly mean: number; readonly most: number } {
  const [drawn, own] = [
    drawBitmap(bitmap, bitmap, transform, width, height),
    sampleSmoothly(halvedPixelsOf(bitmap), transform, width, height),
  ];
  const each = Array.from(drawn, (value, i) => Math.abs(value - own[i]!));
  return { mean: each.reduce((sum, one) => sum + one, 0) / each.length, most: Math.max(...each) };
}

it.each([1, 0.93, 0.71, 0.6, 0.5, 0.43, 0.3, 0.22, 0.13, 0.06, 1.31, 2.4])(
  'samples as Chromium draws at a scale of %d',
  (scale) => {
    const seen = differences({ a: scale, b: 0, c: 0, d: scale, e: -5.4, f: -3.7 }, 30, 20);
    expect(seen.mean).toBeLessThan(0.6);
    expect(seen.most).toBeLessThan(6);
  },
);

it('samples as Chromium draws what is turned, and what is stretched', () => {
  const { transform } = turnedSquare({ centre: { x: 350, y: 250 }, side: 260, angle: 0.4 }, 128);
  expect(differences(transform, 128, 128).mean).toBeLessThan(0.6);
  expect(differences({ a: 0.3, b: 0, c: 0, d: 0.8, e: 0, f: 0 }, 128, 128).mean).toBeLessThan(0.6);
});

it('is black outside of the picture and leaves pixels as they are inside', () => {
  const seen = sampleSmoothly(halvedPixelsOf(bitmap), { a: 1, b: 0, c: 0, d: 1, e: 10, f: 0 }, 60, 40);
  expect([...seen.subarray(0, 40)]).toEqual(Array.from({ length: 10 }, () => [0, 0, 0, 255]).flat());
  const whole = drawBitmap(bitmap, bitmap, { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }, 60, 40);
  expect([...seen.subarray(40, 200)]).toEqual([...whole.subarray(0, 160)]);
});

it('knows whether a canvas scales so', () => {
  expect(canvasIsSmooth()).toBe(true);
  expect(drawsSmoothly(drawCoarsely)).toBe(false);
});

it('samples alike where the canvas does not', () => {
  const transform = { a: 0.23, b: 0, c: 0, d: 0.23, e: -4, f: -9 };
  const expected = drawBitmap(bitmap, bitmap, transform, 100, 80);
  vi.mocked(canvasIsSmooth).mockReturnValue(false);
  vi.mocked(drawBitmap).mockImplementation(drawCoarsely);
  const picture = new BitmapPicture(bitmap, { width: 1402, height: 1066 });
  const seen = picture.sample({ ...transform, a: 0.115, d: 0.115 }, 100, 80);
  expect(seen.reduce((sum, value, i) => sum + Math.abs(value - expected[i]!), 0) / seen.length).toBeLessThan(0.6);
});

/** As Firefox does: the quality that is asked for changes nothing. */
function drawCoarsely(
  picture: ImageBitmap,
  _size: unknown,
  { a, b, c, d, e, f }: Affine,
  width: number,
  height: number,
): Uint8ClampedArray {
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.setTransform(a, b, c, d, e, f);
  context.imageSmoothingQuality = 'low';
  context.drawImage(picture, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}
