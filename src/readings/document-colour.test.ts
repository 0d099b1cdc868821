import { describe, expect, it } from 'vitest';
import { colourfulness } from './document-colour.ts';
import { DEFAULT_DOCUMENT_LIMITS } from './document-limits.ts';

const [WIDTH, HEIGHT] = [570, 360];
const LIMIT = DEFAULT_DOCUMENT_LIMITS.minColourfulness;
type Colour = readonly [number, number, number];

/** A deterministic stand-in for noise, uniform in -1..1. */
function rough(x: number, y: number): number {
  const value = Math.sin(x * 127.1 + y * 311.7) * 43758.5453;
  return 2 * (value - Math.floor(value)) - 1;
}

/** How much light print throws back: letters, a portrait, and a pattern over all of it. */
function greyness(x: number, y: number): number {
  if (x < 180 && y > 80 && y < 280) return 0.25 + 0.5 * Math.abs(Math.sin(x / 25) * Math.cos(y / 31));
  if (y % 40 < 16 && x % 14 < 5) return 0.08;
  return 0.75 + 0.1 * Math.sin(x / 17) * Math.sin(y / 23);
}

const grey = (x: number, y: number): Colour => {
  const value = greyness(x, y);
  return [value, value, value];
};

/** A card with a pattern in tints that run into each other over centimetres, so much apart. */
const coloured =
  (strength: number) =>
  (x: number, y: number): Colour => {
    const value = greyness(x, y);
    const hue = Math.sin(x / 15 + Math.cos(y / 20));
    return [value * (1 + strength * hue), value, value * (1 - strength * hue)];
  };

const white = (): Colour => [0.9, 0.9, 0.9];
const magenta = (): Colour => [0.95, 0.12, 0.85];
/** From the light of a window to that of a lamp, across a spot of pink. */
const uneven = (x: number, y: number): Colour => {
  const warm = x / WIDTH;
  const pink = 0.5 * Math.exp(-((x - 400) ** 2 + (y - 100) ** 2) / 20000);
  return [0.6 + 0.4 * warm, 0.75 - 0.2 * pink, 0.95 - 0.5 * warm + 0.2 * pink];
};

function photo(print: (x: number, y: number) => Colour, light: (x: number, y: number) => Colour, noise = 0) {
  const rgba = new Uint8ClampedArray(4 * WIDTH * HEIGHT).fill(255);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
    const lit = light(x, y);
    rgba.set(
      print(x, y).map((value, c) => 255 * (value * lit[c]!) ** (1 / 2.2) + noise * rough(x + 977 * c, y)),
      4 * i,
    );
  }
  return colourfulness(rgba, WIDTH, HEIGHT);
}

describe('colourfulness', () => {
  it.each([
    ['white', white],
    ['magenta', magenta],
    ['uneven', uneven],
  ])('of a grey copy is below the limit in %s light, in noise too', (_, light) => {
    expect(photo(grey, light)).toBeLessThan(LIMIT / 2);
    expect(photo(grey, light, 12)).toBeLessThan(LIMIT);
  });

  it.each([
    ['white', white],
    ['uneven', uneven],
  ])('of a card in pale colours is above it in %s light', (_, light) => {
    expect(photo(coloured(0.1), light)).toBeGreaterThan(LIMIT);
    expect(photo(coloured(0.3), light)).toBeGreaterThan(photo(coloured(0.1), light));
  });

  it('does not take paper of one colour for print in colours', () => {
    const yellow = (x: number, y: number): Colour => [greyness(x, y), 0.9 * greyness(x, y), 0.5 * greyness(x, y)];
    expect(photo(yellow, white)).toBeLessThan(LIMIT);
  });

  it('takes no finger across a corner of a copy for its print', () => {
    const held = (x: number, y: number): Colour => (x + y > 720 ? [0.7, 0.35, 0.25] : grey(x, y));
    expect(photo(held, white)).toBeLessThan(LIMIT);
  });

  it('is a number for documents of one colour, of few pixels, and of white', () => {
    for (const [width, height, value] of [
      [40, 30, 0],
      [1, 1, 90],
      [300, 200, 255],
    ] as const) {
      const rgba = new Uint8ClampedArray(4 * width * height).fill(value);
      expect(colourfulness(rgba, width, height)).toBeCloseTo(0, 6);
    }
  });
});
