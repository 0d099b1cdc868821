import { expect, it } from 'vitest';
import { suppressOverlaps } from './detected-face.ts';

const at = (x: number, score: number) => ({ box: { x, y: 0, width: 100, height: 100 }, score });

it('keeps the most confident box of every cluster, most confident first', () => {
  const faces = [at(0, 0.8), at(10, 0.95), at(300, 0.9), at(310, 0.7)];
  expect(suppressOverlaps(faces)).toEqual([at(10, 0.95), at(300, 0.9)]);
});

it('keeps neighbours that overlap a little', () => {
  expect(suppressOverlaps([at(0, 0.9), at(50, 0.8)])).toHaveLength(2);
});

it('finds nothing in nothing', () => {
  expect(suppressOverlaps([])).toEqual([]);
});
