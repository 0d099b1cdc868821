import { describe, expect, it } from 'vitest';
import { type Colour, drawnPicture } from '../testing/drawn-picture.ts';
import { betweenBars } from './bars.ts';
import type { Box, Point } from './geometry.ts';

const GREY: Colour = [120, 110, 100];
const BLACK: Colour = [0, 1, 2];

/** A picture that is black but for a part. */
function letterboxed(width: number, height: number, part: Box, inside: (point: Point) => Colour = () => GREY) {
  return drawnPicture(width, height, (point) => {
    const { x, y } = point;
    const isIn = x >= part.x && x < part.x + part.width && y >= part.y && y < part.y + part.height;
    return isIn ? inside(point) : BLACK;
  });
}

const whole = ({ width, height }: Pick<Box, 'width' | 'height'>): Box => ({ x: 0, y: 0, width, height });

describe('betweenBars()', () => {
  it.each<[string, Box]>([
    ['above and below', { x: 0, y: 40, width: 300, height: 120 }],
    ['left and right', { x: 60, y: 0, width: 180, height: 200 }],
    ['on all sides', { x: 45, y: 30, width: 210, height: 140 }],
    ['on one side', { x: 0, y: 0, width: 300, height: 150 }],
  ])('leaves out bars %s, with the edge that codecs blur', (_, part) => {
    const found = betweenBars(letterboxed(300, 200, part));
    expect(found.x).toBe(part.x && part.x + 3);
    expect(found.y).toBe(part.y && part.y + 3);
    expect(found.x + found.width).toBe(part.x + part.width < 300 ? part.x + part.width - 3 : 300);
    expect(found.y + found.height).toBe(part.y + part.height < 200 ? part.y + part.height - 3 : 200);
  });

  it('finds them in a large photo within a hundredth of its side, and takes nothing of them', () => {
    const part = { x: 0, y: 301, width: 2400, height: 1203 };
    const { y, height } = betweenBars(letterboxed(2400, 1800, part));
    expect(y).toBeGreaterThanOrEqual(part.y);
    expect(y).toBeLessThan(part.y + 24);
    expect(y + height).toBeLessThanOrEqual(part.y + part.height);
    expect(y + height).toBeGreaterThan(part.y + part.height - 24);
  });

  it('overlooks specks of a codec in a bar', () => {
    const picture = letterboxed(300, 200, { x: 0, y: 40, width: 300, height: 160 });
    const specked = drawnPicture(300, 200, (point) => {
      const isSpeck = Math.floor(point.y) === 20 && point.x < 3;
      return isSpeck ? [60, 60, 60] : point.y < 40 ? BLACK : GREY;
    });
    expect(betweenBars(specked)).toEqual(betweenBars(picture));
  });

  it.each<[string, (point: Point) => Colour]>([
    ['has none', () => GREY],
    ['is dark at a side, and not black', ({ y }) => (y < 60 ? [9, 8, 6] : GREY)],
    ['is black at a side, and not along a straight line', ({ x, y }) => (y < 30 + x / 3 ? BLACK : GREY)],
    ['is black', () => BLACK],
    ['is black but for less than half', ({ y }) => (y < 130 ? BLACK : GREY)],
  ])('leaves a picture whole that %s', (_, colourAt) => {
    const size = { width: 300, height: 200 };
    expect(betweenBars(drawnPicture(300, 200, colourAt))).toEqual(whole(size));
  });

  it('bears a picture of one pixel', () => {
    expect(betweenBars(drawnPicture(1, 1))).toEqual(whole({ width: 1, height: 1 }));
  });
});
