import { expect, it } from 'vitest';
import { turnPlanes } from './turned-planes.ts';

const PLANES = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19);

it('turns every plane clockwise', () => {
  expect([...turnPlanes(PLANES, 3, 0)]).toEqual([...PLANES]);
  expect([...turnPlanes(PLANES, 3, 1)].slice(0, 9)).toEqual([7, 4, 1, 8, 5, 2, 9, 6, 3]);
  expect([...turnPlanes(PLANES, 3, 2)].slice(9)).toEqual([19, 18, 17, 16, 15, 14, 13, 12, 11]);
});

it('comes round after four quarters', () => {
  for (const [there, back] of [
    [1, 3],
    [2, 2],
    [3, 1],
  ] as const) {
    expect(turnPlanes(turnPlanes(PLANES, 3, there), 3, back)).toEqual(PLANES);
  }
});
