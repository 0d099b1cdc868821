import { expect, it } from 'vitest';
import type { Network } from '../models/network.ts';
import { modelEntry } from '../testing/model-entry.ts';
import { detectFaces } from './face-detector.ts';
import type { Picture } from './picture.ts';

const picture: Picture = {
  width: 1000,
  height: 500,
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
  const faces = await detectFaces(picture, network);
  expect(faces).toMatchObject([
    { box: { x: 500, y: 250, width: 250, height: 250 }, score: expect.closeTo(0.9, 5) },
    { box: { x: 125, y: 125, width: 125, height: 125 }, score: expect.closeTo(0.7, 5) },
  ]);
});

it('takes candidates of one face together', async () => {
  const network = networkOf([0.9, 0.1, 0.1, 0.3, 0.5], [0.95, 0.11, 0.1, 0.31, 0.5], [0.8, 0.12, 0.12, 0.3, 0.5]);
  expect(await detectFaces(picture, network)).toHaveLength(1);
});
