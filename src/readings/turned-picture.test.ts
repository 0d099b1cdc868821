import { expect, it } from 'vitest';
import { type Affine, apply } from './geometry.ts';
import type { Picture } from './picture.ts';
import { moveBox, type QuarterTurns, TurnedPicture } from './turned-picture.ts';

/** A picture of 100 x 60 that answers with the transform it was asked to be seen through. */
function spied(): { picture: Picture; seen: Affine[] } {
  const seen: Affine[] = [];
  const sample = (transform: Affine) => {
    seen.push(transform);
    return new Uint8ClampedArray(4);
  };
  return { picture: { width: 100, height: 60, resolution: 1, sample, close: () => {} }, seen };
}

const identity: Affine = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

it.each([
  [0, 100, 60, { x: 10, y: 5 }],
  [1, 60, 100, { x: 55, y: 10 }],
  [2, 100, 60, { x: 90, y: 55 }],
  [3, 60, 100, { x: 5, y: 90 }],
] as const)('%i quarter turns clockwise: %i x %i, and points go there and back', (turns, width, height, there) => {
  const { picture, seen } = spied();
  const turned = new TurnedPicture(picture, turns as QuarterTurns);
  expect(turned).toMatchObject({ width, height });
  expect(turned.toOriginal(there)).toEqual({ x: 10, y: 5 });
  turned.sample(identity, 1, 1);
  expect(apply(seen[0]!, { x: 10, y: 5 })).toEqual(there);
});

it('boxes keep their size, and their sides change places', () => {
  const turned = new TurnedPicture(spied().picture, 1);
  const box = moveBox({ x: 10, y: 5, width: 30, height: 20 }, (point) => turned.toOriginal(point));
  expect(box).toEqual({ x: 5, y: 20, width: 20, height: 30 });
});
