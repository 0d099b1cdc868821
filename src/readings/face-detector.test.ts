import { expect, it } from 'vitest';
import type { Network } from '../models/network.ts';
import { modelEntry } from '../testing/model-entry.ts';
import { detectFaces } from './face-detector.ts';
import type { Picture } from './picture.ts';

const picture: Picture = {
  width: 1000,
  height: 500,
  resolution: 1,
  sample: (_, width, height) => new Uint8ClampedArray(4 * width * height),
  close: () => {},
};

/** A network that answers these candidates: score, left, top, right, bottom. */
function networkOf(...candidates: readonly (readonly [number, number, number, number, number])[]): Network {
  const scores = Float32Array.from(candidates.flatMap(([score]) => [1 - score, score]));
  const boxes = Float32Array.from(candidates.flatMap(([, ...box]) => box));
  return { entry: modelEntry(), run: async () => ({ scores, boxes }) } as unknown as Network;
}

it('answers boxes in pixels of the picture, most confident first, and drops the unsure', async () => {
  const network = networkOf([0.7, 0.125, 0.25, 0.25, 0.5], [0.9, 0.5, 0.5, 0.75, 1], [0.6, 0, 0, 0.1, 0.1]);
  const { faces } = await detectFaces(picture, network);
  expect(faces).toMatchObject([
    { box: { x: 500, y: 250, width: 250, height: 250 }, score: expect.closeTo(0.9, 5) },
    { box: { x: 125, y: 125, width: 125, height: 125 }, score: expect.closeTo(0.7, 5) },
  ]);
});

it('takes candidates of one face together', async () => {
  const network = networkOf([0.9, 0.1, 0.1, 0.3, 0.5], [0.95, 0.11, 0.1, 0.31, 0.5], [0.8, 0.12, 0.12, 0.3, 0.5]);
  expect((await detectFaces(picture, network)).faces).toHaveLength(1);
});

it('looks at the picture on its side, then at tiles, only where the whole shows no face', async () => {
  const looks: number[] = [];
  const answers = [[0.1], [0.1], [0.1], [0.9, 0.5, 0.5, 0.7, 0.9], [0.1], [0.1]];
  const network = {
    entry: modelEntry(),
    run: async () => {
      const [score = 0, ...box] = answers[looks.length] ?? [0.1];
      looks.push(score);
      return { scores: Float32Array.of(1 - score, score), boxes: Float32Array.from(box.length ? box : [0, 0, 1, 1]) };
    },
  } as unknown as Network;
  // The fourth look is at the upper right tile, which begins at 40 % of the width.
  const { faces, atFirstLook } = await detectFaces(picture, network);
  expect(atFirstLook).toBe(false);
  expect(faces).toMatchObject([
    { box: { x: expect.closeTo(700, 2), y: expect.closeTo(150, 2), width: expect.closeTo(120, 2) } },
  ]);
  expect(looks).toHaveLength(6);
});

it('drops what a tile cuts off, since the next tile shows it whole', async () => {
  let looks = 0;
  const network = {
    entry: modelEntry(),
    run: async () => {
      looks += 1;
      const score = looks > 2 ? 0.9 : 0.1;
      return { scores: Float32Array.of(1 - score, score), boxes: Float32Array.of(0.9, 0.2, 1, 0.5) };
    },
  } as unknown as Network;
  const { faces } = await detectFaces(picture, network);
  // Only the two tiles at the right border of the picture show the face whole.
  for (const { box } of faces) expect(box.x + box.width).toBeCloseTo(1000, 2);
  expect(faces).toHaveLength(2);
});

it('answers boxes of the upright picture for a face found on its side', async () => {
  let looks = 0;
  const network = {
    entry: modelEntry(),
    run: async () => {
      looks += 1;
      const score = looks === 2 ? 0.9 : 0.1;
      // Turned clockwise, the picture is 500 wide and 1000 high.
      return { scores: Float32Array.of(1 - score, score), boxes: Float32Array.of(0.2, 0.1, 0.4, 0.2) };
    },
  } as unknown as Network;
  expect((await detectFaces(picture, network)).faces).toMatchObject([
    {
      box: {
        x: expect.closeTo(100, 2),
        y: expect.closeTo(300, 2),
        width: expect.closeTo(100, 2),
        height: expect.closeTo(100, 2),
      },
    },
  ]);
});
