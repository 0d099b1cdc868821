import { describe, expect, it } from 'vitest';
import { glareShare } from './document-glare.ts';

const PIXELS_PER_MM = 8;
const [WIDTH, HEIGHT] = [480, 320];
type Colour = readonly [number, number, number];
const [PAPER, INK, WHITE]: readonly Colour[] = [
  [200, 195, 190],
  [60, 55, 50],
  [255, 255, 255],
];

function document(colour: (x: number, y: number) => Colour): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(4 * WIDTH * HEIGHT).fill(255);
  for (let i = 0; i < WIDTH * HEIGHT; i++) rgba.set(colour(i % WIDTH, Math.floor(i / WIDTH)), 4 * i);
  return rgba;
}

/** Lines of letters: strokes 4 pixels wide and 12 apart, with a millimetre between lines. */
const isInk = (x: number, y: number) => y % 24 < 16 && x % 12 < 4;
const inBlob = (x: number, y: number, radius: number) => Math.hypot(x - 240, y - 160) < radius;
const print = (x: number, y: number) => (isInk(x, y) ? INK : PAPER) as Colour;

function share(colour: (x: number, y: number) => Colour): number {
  return glareShare(document(colour), WIDTH, HEIGHT, PIXELS_PER_MM);
}

describe('glareShare', () => {
  it('is 0 for print on paper, and for white paper', () => {
    expect(share(print)).toBe(0);
    expect(share((x, y) => (isInk(x, y) ? INK! : WHITE!))).toBe(0);
  });

  it('is the share of a white blob', () => {
    const found = share((x, y) => (inBlob(x, y, 60) ? WHITE! : print(x, y)));
    const area = (Math.PI * 60 ** 2) / (WIDTH * HEIGHT);
    expect(found).toBeGreaterThan(0.8 * area);
    expect(found).toBeLessThan(1.05 * area);
  });

  it('counts no place where the print still shows, however bright its paper is', () => {
    expect(share((x, y) => (inBlob(x, y, 60) && !isInk(x, y) ? WHITE! : print(x, y)))).toBeLessThan(0.02);
  });

  it('finds it in coloured light, which clips its own channels only', () => {
    const lit = ([r, , b]: Colour): Colour => [Math.min(255, 1.2 * r), 40, b];
    const lamp: Colour = [255, 110, 255];
    expect(share((x, y) => lit(print(x, y)))).toBe(0);
    expect(share((x, y) => (inBlob(x, y, 60) ? lamp : lit(print(x, y))))).toBeGreaterThan(0.05);
  });

  it('counts nothing smaller than a letter', () => {
    expect(share((x, y) => (inBlob(x, y, 4) ? WHITE! : print(x, y)))).toBe(0);
  });
});
