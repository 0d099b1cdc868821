import { expect, it } from 'vitest';
import { BitmapPicture } from './bitmap-picture.ts';
import { stretch } from './geometry.ts';

async function picture(colour: string): Promise<BitmapPicture> {
  const canvas = new OffscreenCanvas(10, 10);
  const context = canvas.getContext('2d')!;
  context.fillStyle = colour;
  context.fillRect(0, 0, 10, 10);
  return new BitmapPicture(await createImageBitmap(canvas));
}

const whole = stretch({ x: 0, y: 0, width: 10, height: 10 }, 20, 20);
/** Twice as wide and high as the picture, which is in its top left quarter. */
const quarter = stretch({ x: 0, y: 0, width: 20, height: 20 }, 20, 20);

function pixel(rgba: Uint8ClampedArray, x: number, y: number): number[] {
  return [...rgba.subarray(4 * (20 * y + x), 4 * (20 * y + x) + 4)];
}

it('is black outside of the picture and white behind transparency, whatever was sampled before', async () => {
  const [red, glass] = [await picture('red'), await picture('transparent')];
  const first = red.sample(whole, 20, 20);
  const second = glass.sample(quarter, 20, 20);
  expect(pixel(second, 5, 5)).toEqual([255, 255, 255, 255]);
  expect(pixel(second, 15, 15)).toEqual([0, 0, 0, 255]);
  // What was handed out stays as it was.
  expect(pixel(first, 15, 15)).toEqual([255, 0, 0, 255]);
});

it('answers the same pixels again after many other sizes', async () => {
  const red = await picture('red');
  const first = red.sample(quarter, 20, 20);
  for (let side = 1; side < 20; side++) expect(red.sample(whole, side, side)).toHaveLength(4 * side * side);
  expect(red.sample(quarter, 20, 20)).toEqual(first);
});
