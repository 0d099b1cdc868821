import { describe, expect, it } from 'vitest';
import { blurOf, WIDEST_BLUR_MM } from './document-blur.ts';
import type { Luma } from './luma.ts';
import { smooth } from './smoothing.ts';

const PIXELS_PER_MM = 10;
const [WIDTH, HEIGHT] = [600, 400];

/** A deterministic stand-in for noise, uniform in -1..1. */
function rough(x: number, y: number): number {
  const value = Math.sin(x * 127.1 + y * 311.7) * 43758.5453;
  return 2 * (value - Math.floor(value)) - 1;
}

function picture(value: (x: number, y: number) => number): Luma {
  const values = Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => value(i % WIDTH, Math.floor(i / WIDTH)));
  return { width: WIDTH, height: HEIGHT, values };
}

/** Squares of 3 mm, some upright and some on their tips: edges in all directions. */
const PRINT = picture((x, y) => {
  const [u, v] = x < WIDTH / 2 ? [x, y] : [(x + y) * Math.SQRT1_2, (x - y) * Math.SQRT1_2];
  return (Math.floor(u / 30) + Math.floor(v / 30)) % 2 === 0 ? 200 : 60;
});

function noisy(luma: Luma, amplitude: number): Luma {
  const { width } = luma;
  return { ...luma, values: luma.values.map((v, i) => v + amplitude * rough(i % width, Math.floor(i / width))) };
}

/** A run of pixels along the rows for each one. */
function moved({ width, height, values }: Luma, length: number): Luma {
  const sums = values.map((_, i) => {
    let sum = 0;
    for (let k = 0; k < length; k++) sum += values[i - (i % width) + Math.min(width - 1, (i % width) + k)]!;
    return sum / length;
  });
  return { width, height, values: sums };
}

describe('blurOf', () => {
  it.each([0.1, 0.2, 0.3, 0.5])('finds a Gaussian of %d mm', (millimetres) => {
    const blur = blurOf(smooth(PRINT, millimetres * PIXELS_PER_MM), PIXELS_PER_MM);
    expect(blur).toBeGreaterThan(0.85 * millimetres - 0.02);
    expect(blur).toBeLessThan(1.15 * millimetres + 0.02);
  });

  it('finds a sharp print sharp, in noise too', () => {
    expect(blurOf(PRINT, PIXELS_PER_MM)).toBeLessThan(0.06);
    expect(blurOf(noisy(PRINT, 20), PIXELS_PER_MM)).toBeLessThan(0.06);
  });

  it('is not fooled by noise on top of blur', () => {
    expect(blurOf(noisy(smooth(PRINT, 3), 12), PIXELS_PER_MM)).toBeGreaterThan(0.15);
  });

  it('finds motion along one direction by the edges across it, and thinks it rather longer than shorter', () => {
    const blurs = [3, 6, 10].map((length) => blurOf(moved(PRINT, length), PIXELS_PER_MM));
    expect(blurs).toEqual(blurs.toSorted((p, q) => p - q));
    expect(blurs[0]).toBeLessThan(0.15);
    expect(blurs[2]).toBeGreaterThan(0.8 * (1 / Math.sqrt(12)));
  });

  it('does not depend on the contrast', () => {
    const faint = { ...PRINT, values: PRINT.values.map((value) => 100 + value / 8) };
    expect(blurOf(smooth(faint, 2), PIXELS_PER_MM)).toBeCloseTo(blurOf(smooth(PRINT, 2), PIXELS_PER_MM), 2);
  });

  it('is the widest where nothing has an edge', () => {
    expect(
      blurOf(
        picture(() => 128),
        PIXELS_PER_MM,
      ),
    ).toBe(WIDEST_BLUR_MM);
  });

  it('can be asked of a document of a few pixels', () => {
    expect(blurOf({ width: 3, height: 2, values: new Float32Array(6) }, 0.04)).toBe(WIDEST_BLUR_MM);
  });
});
