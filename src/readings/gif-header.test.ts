import { describe, expect, it } from 'vitest';
import { gifSize } from './gif-header.ts';

const u16 = (value: number) => [value & 255, value >> 8];
const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));
const screen = (width: number, height: number, flags = 0) => [
  ...ascii('GIF89a'),
  ...u16(width),
  ...u16(height),
  flags,
  0,
  0,
];
const frame = (...box: number[]) => [0x2c, ...box.flatMap(u16), 0];
/** Graphic control, and a comment of two blocks. */
const extensions = [0x21, 0xf9, 4, 0, 0, 0, 0, 0, 0x21, 0xfe, 2, 0x2c, 0x2c, 1, 0x2c, 0];
const read = (...content: number[][]) => gifSize(new Uint8Array(content.flat()));

describe('gifSize', () => {
  it('is that of the logical screen, where the first frame lies within', () => {
    expect(read(screen(300, 200), frame(10, 20, 30, 40))).toEqual({ width: 300, height: 200 });
  });

  it.each([
    ['0 x 0', screen(0, 0)],
    ['too small', screen(20, 40)],
  ])('is what the first frame needs, where the screen is %s', (_, head) => {
    expect(read(head, frame(10, 20, 300, 200))).toEqual({ width: 310, height: 220 });
  });

  it('passes over a colour table and extensions', () => {
    const colours = new Array<number>(3 * 8).fill(0x2c);
    expect(read(screen(1, 1, 0x82), colours, extensions, frame(0, 0, 300, 200))).toEqual({ width: 300, height: 200 });
  });

  it('reads a view that starts within its buffer', () => {
    const bytes = new Uint8Array([1, 2, 3, ...screen(1, 1), ...frame(0, 0, 64, 48)]);
    expect(gifSize(bytes.subarray(3))).toEqual({ width: 64, height: 48 });
  });

  it('is that of the screen, or nothing, in a file cut short', () => {
    const file = [...screen(5, 6), ...extensions, ...frame(0, 0, 64, 48).slice(0, 9)];
    for (let length = 0; length < file.length; length++) {
      const size = length < 13 ? undefined : { width: 5, height: 6 };
      expect(read(file.slice(0, length))).toEqual(size);
    }
    expect(read(file)).toEqual({ width: 64, height: 48 });
  });
});
