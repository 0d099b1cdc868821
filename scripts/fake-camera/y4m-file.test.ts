import { expect, it } from 'vitest';
import { decodeY4m, encodeY4m, frameBytes, planesOf } from './y4m-file.ts';

const FILE = {
  width: 4,
  height: 2,
  framesPerSecond: 15,
  frames: [Buffer.alloc(12, 'FRAME\n'), Buffer.alloc(12, 7)],
};

it('is read as it was written', () => {
  expect(decodeY4m(encodeY4m(FILE))).toEqual(FILE);
  expect(frameBytes(FILE)).toBe(12);
});

it('is not read when its end is missing, or when it is something else', () => {
  const file = encodeY4m(FILE);
  expect(() => decodeY4m(file.subarray(0, -1))).toThrow(/no whole/);
  expect(() => decodeY4m(Buffer.from('GIF89a\n'))).toThrow(/no whole/);
});

it.each([
  ['black', [0, 0, 0], [16, 128, 128]],
  ['white', [255, 255, 255], [235, 128, 128]],
  ['red', [255, 0, 0], [81.481, 90.203, 240]],
  ['blue', [0, 0, 255], [40.966, 240, 109.786]],
] as const)('%s has the levels of BT.601', (_, rgb, levels) => {
  const { y, u, v } = planesOf(
    Uint8Array.from({ length: 12 }, (_, i) => rgb[i % 3]!),
    { width: 2, height: 2 },
  );
  expect([y[3], u[0], v[0]].map((level) => Math.round(level! * 1000) / 1000)).toEqual(levels);
});
