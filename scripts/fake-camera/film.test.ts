import { expect, it } from 'vitest';
import { film, MARGIN } from './film.ts';
import { decodeY4m, planesOf } from './y4m-file.ts';

const SIZE = { width: 64 + 2 * MARGIN, height: 48 + 2 * MARGIN };
const FILMING = { framesPerSecond: 30, frames: 6, sway: 3, noise: 2 };

/** Grey that rises to the right. */
const ramp = planesOf(
  Uint8Array.from({ length: 3 * SIZE.width * SIZE.height }, (_, i) => 40 + 2 * (Math.floor(i / 3) % SIZE.width)),
  SIZE,
);

const distinct = (frames: readonly Buffer[]) => new Set(frames.map((frame) => frame.toString('latin1'))).size;
const meanOf = (levels: readonly number[]) => levels.reduce((sum, level) => sum + level, 0) / levels.length;

it('is of the size, the rate and the number of frames asked for, and every frame is another', () => {
  const { width, height, framesPerSecond, frames } = decodeY4m(film(ramp, FILMING));
  expect({ width, height, framesPerSecond }).toEqual({ width: 64, height: 48, framesPerSecond: 30 });
  expect(frames).toHaveLength(6);
  expect(distinct(frames)).toBe(6);
});

it('is the same each time it is made', () => {
  expect(film(ramp, FILMING).equals(film(ramp, FILMING))).toBe(true);
});

it('repeats one frame where the camera is frozen', () => {
  expect(distinct(decodeY4m(film(ramp, { ...FILMING, frozen: true })).frames)).toBe(1);
});

it('has noise of the deviation asked for, in each frame another', () => {
  const { frames } = decodeY4m(film(ramp, { ...FILMING, sway: 0, noise: 3 }));
  const differences = Array.from(frames[0]!.subarray(0, 64 * 48), (level, i) => level - frames[1]![i]!);
  const variance = meanOf(differences.map((difference) => difference ** 2));
  // Of two frames, and a twelfth each for rounding.
  expect(Math.sqrt(variance)).toBeGreaterThan(3.8);
  expect(Math.sqrt(variance)).toBeLessThan(4.8);
});

it('moves what it shows', () => {
  const { frames } = decodeY4m(film(ramp, { ...FILMING, noise: 0 }));
  const means = frames.map((frame) => meanOf([...frame.subarray(0, 64 * 48)]));
  // The ramp rises by 2 levels of 255 a pixel, of which video keeps 219.
  expect(Math.max(...means) - Math.min(...means)).toBeGreaterThan(2 * 3 * 2 * (219 / 255) * 0.8);
});
