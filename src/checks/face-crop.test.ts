import { expect, it } from 'vitest';
import { contextOf } from './face-crop.ts';

it.each([
  [1000, 1000, 2.7],
  [1000, 200, 2],
  [150, 1000, 1.5],
])('a face of 100 px in %i x %i can grow %f times', (width, height, context) => {
  expect(contextOf({ x: 0, y: 0, width: 100, height: 100 }, { width, height }, 2.7)).toBe(context);
});
