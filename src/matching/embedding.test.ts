import { expect, it } from 'vitest';
import { cosine } from './embedding.ts';

it('cosine of unit vectors is 1 for the same, 0 across, -1 for the opposite', () => {
  const p = Float32Array.of(0.6, 0.8);
  expect(cosine(p, p)).toBeCloseTo(1, 6);
  expect(cosine(p, Float32Array.of(-0.8, 0.6))).toBeCloseTo(0, 6);
  expect(cosine(p, Float32Array.of(-0.6, -0.8))).toBeCloseTo(-1, 6);
});
