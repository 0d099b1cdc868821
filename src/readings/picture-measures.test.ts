import { describe, expect, it } from 'vitest';
import { type Luma, lumaOf } from './luma.ts';
import { blockiness, exposure, noise, sharpness } from './picture-measures.ts';

const SIZE = 96;

function picture(value: (x: number, y: number) => number): Luma {
  const values = Float32Array.from({ length: SIZE * SIZE }, (_, i) => value(i % SIZE, Math.floor(i / SIZE)));
  return { width: SIZE, height: SIZE, values };
}

/** Squares of 12 pixels whose edges are smeared over so many pixels. */
function edges(width: number): Luma {
  return picture((x, y) => 128 + 80 * wave(x, width) * wave(y, width));
}

/** -1 to 1 and back within 24 pixels, each way over so many of them. */
function wave(v: number, width: number): number {
  return Math.max(-1, Math.min(1, ((Math.abs((v % 24) - 12) - 6) / width) * 2));
}

/** A deterministic stand-in for noise, uniform in -1..1. */
function rough(x: number, y: number): number {
  const value = Math.sin(x * 127.1 + y * 311.7) * 43758.5453;
  return 2 * (value - Math.floor(value)) - 1;
}

describe('sharpness', () => {
  it('falls as edges are smeared, from near 1 to near 0', () => {
    const values = [1, 3, 6, 12].map((width) => sharpness(edges(width)));
    expect(values).toEqual(values.toSorted((p, q) => q - p));
    expect(values[0]).toBeGreaterThan(0.7);
    expect(values[3]).toBeLessThan(0.4);
  });

  it('is 0 for a picture of one grey', () => {
    expect(sharpness(picture(() => 100))).toBe(0);
  });

  it('of a picture that is blurred along one direction only is that of the blur', () => {
    const smeared = picture((x, y) => 128 + 60 * wave(x, 12) + 60 * wave(y, 1));
    expect(sharpness(smeared)).toBeLessThan(0.4);
  });
});

describe('noise', () => {
  it.each([4, 12, 30])('of standard deviation %i is found on a slope', (sigma) => {
    const noisy = picture((x, y) => 40 + x + y + sigma * Math.sqrt(3) * rough(x, y));
    expect(noise(noisy)).toBeGreaterThan(0.8 * sigma);
    expect(noise(noisy)).toBeLessThan(1.2 * sigma);
  });

  it('is 0 on a slope without any', () => {
    expect(noise(picture((x, y) => 20 + x + y))).toBeCloseTo(0, 3);
  });
});

describe('blockiness', () => {
  it.each([0, 3, 7])('rises with steps at every eighth pixel, wherever the grid begins (%i)', (phase) => {
    const blocks = (step: number) =>
      picture((x, y) => 100 + 4 * rough(x, y) + step * (Math.floor((x + phase) / 8) % 2));
    expect(blockiness(blocks(0))).toBeLessThan(1.3);
    expect(blockiness(blocks(10))).toBeGreaterThan(1.7);
    expect(blockiness(blocks(30))).toBeGreaterThan(blockiness(blocks(10)));
  });

  it('is 1 for a picture of one grey', () => {
    expect(blockiness(picture(() => 7))).toBe(1);
  });
});

describe('exposure', () => {
  it('counts what is nearly black and nearly white', () => {
    const { brightness, dark, bright } = exposure(picture((x) => (x < 24 ? 10 : x < 72 ? 128 : 250)));
    expect({ dark, bright }).toEqual({ dark: 0.25, bright: 0.25 });
    expect(brightness).toBeCloseTo((0.25 * 10 + 0.5 * 128 + 0.25 * 250) / 255, 5);
  });
});

it('luma weighs green most and blue least', () => {
  const { values } = lumaOf(Uint8ClampedArray.of(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255), 3, 1);
  expect(Array.from(values, Math.round)).toEqual([76, 150, 29]);
});
