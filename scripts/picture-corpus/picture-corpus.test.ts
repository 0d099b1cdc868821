import { describe, expect, it } from 'vitest';
import { PICTURE_CORPUS } from './index.ts';
import { mutation } from './mutations.ts';
import { isPng, withRightChecksums } from './png-file.ts';
import { sourcePng } from './source-picture.ts';

describe('the corpus', () => {
  it('has no two files of one name, and compares only with files that it has', () => {
    const names = PICTURE_CORPUS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const likes = PICTURE_CORPUS.flatMap(({ expected }) =>
      expected.outcome === 'answered' && expected.like ? [expected.like] : [],
    );
    expect(names).toEqual(expect.arrayContaining(likes));
  });

  it.each(['flipped-in-scan.jpg', 'animated.png', '1-bit.png'])('%s is the same every time', async (name) => {
    const { make } = PICTURE_CORPUS.find((entry) => entry.name === name)!;
    expect(Buffer.from(await make()).equals(Buffer.from(await make()))).toBe(true);
  });
});

describe('mutations', () => {
  it('are the same for the same number, and others for another', async () => {
    const [one, again, other] = await Promise.all([mutation(7), mutation(7), mutation(8)]);
    expect(one.equals(again)).toBe(true);
    expect(one.equals(other)).toBe(false);
  });
});

it('checksums are put right where a chunk was altered, and nowhere else', async () => {
  const png = await sourcePng();
  expect(isPng(png)).toBe(true);
  expect(withRightChecksums(png).equals(png)).toBe(true);
  const altered = Buffer.from(png);
  altered[20]! ^= 1;
  const mended = withRightChecksums(altered);
  expect(mended.subarray(0, 29).equals(altered.subarray(0, 29))).toBe(true);
  expect(mended.subarray(29, 33).equals(altered.subarray(29, 33))).toBe(false);
  expect(mended.subarray(33).equals(altered.subarray(33))).toBe(true);
});
