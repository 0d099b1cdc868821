import { describe, expect, it } from 'vitest';
import { bmpSize, isBmp } from './bmp-header.ts';

const u16 = (value: number) => [value & 255, (value >> 8) & 255];
const u32 = (value: number) => [...u16(value & 0xffff), ...u16(value >>> 16)];
const fileHeader = [0x42, 0x4d, ...u32(1000), ...u32(0), ...u32(54)];
const windows = (width: number, height: number, length = 40) => [...u32(length), ...u32(width), ...u32(height)];
const read = (...content: number[][]) => bmpSize(new Uint8Array(content.flat()));

describe('bmpSize', () => {
  it.each([40, 52, 56, 64, 108, 124])('reads a header of %i bytes', (length) => {
    expect(read(fileHeader, windows(640, 480, length))).toEqual({ width: 640, height: 480 });
  });

  it("reads OS/2's first header, whose sizes have 16 bits", () => {
    expect(read(fileHeader, u32(12), u16(640), u16(480), u16(1), u16(24))).toEqual({ width: 640, height: 480 });
  });

  it('takes a negative height for rows from top to bottom', () => {
    expect(read(fileHeader, windows(640, -480))).toEqual({ width: 640, height: 480 });
    expect(read(fileHeader, windows(640, -(2 ** 31)))).toEqual({ width: 640, height: 2 ** 31 });
  });

  it('reads a view that starts within its buffer', () => {
    const bytes = new Uint8Array([1, 2, 3, ...fileHeader, ...windows(64, 48)]);
    expect(bmpSize(bytes.subarray(3))).toEqual({ width: 64, height: 48 });
  });

  it('finds nothing in a file cut short, without throwing', () => {
    const file = [...fileHeader, ...windows(64, 48)];
    for (let length = 0; length < file.length; length++) expect(read(file.slice(0, length))).toBeUndefined();
  });
});

it('takes no text for a BMP because it starts with "BM"', () => {
  expect(isBmp(new TextEncoder().encode('BMW invoice, and the picture in another letter'))).toBe(false);
});
