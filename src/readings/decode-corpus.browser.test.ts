import { describe, expect, it } from 'vitest';
import { corpusItems, corpusPicture } from '../testing/corpus.ts';
import { decodePicture } from './decode.ts';
import { crop } from './picture.ts';

/** Cells of a grid that is laid over a picture, coarse enough for compression and dithering to be lost in them. */
const GRID = 8;
/** Pixels of a cell: more, and smooth downscaling would smear one cell into the next. */
const CELL = 32;

/** Milliseconds: to make the largest picture takes a busy machine a while. */
const TO_MAKE_IT = 180_000;

/** Mean colours of the grid's cells, red, green and blue one after another. */
async function colours(name: string): Promise<readonly number[]> {
  const picture = await decodePicture(await corpusPicture(name), name, 'face');
  const side = GRID * CELL;
  const sums = new Array<number>(GRID * GRID * 3).fill(0);
  try {
    const pixels = crop(picture, { x: 0, y: 0, width: picture.width, height: picture.height }, side, side);
    for (let i = 0; i < pixels.length; i++) {
      const [pixel, channel] = [i >> 2, i & 3];
      const cell = Math.floor(pixel / side / CELL) * GRID + Math.floor((pixel % side) / CELL);
      if (channel < 3) sums[cell * 3 + channel]! += pixels[i]!;
    }
  } finally {
    picture.close();
  }
  return sums.map((sum) => sum / CELL ** 2);
}

const alike = (await corpusItems()).flatMap(({ name, expected }) =>
  expected.outcome === 'answered' && expected.like ? [[name, expected.like, expected.coloursWithin ?? 4] as const] : [],
);

describe('one picture in many files', () => {
  it.each(alike)(
    '%s has the colours of %s',
    async (name, like, within) => {
      const [seen, expected] = await Promise.all([colours(name), colours(like)]);
      const differences = seen.map((level, i) => Math.abs(level - expected[i]!));
      expect(Math.max(...differences)).toBeLessThan(within);
    },
    TO_MAKE_IT,
  );
});
