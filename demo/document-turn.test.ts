import type { Quad } from 'idem-ekyc';
import { expect, it } from 'vitest';
import { documentTurn } from './document-turn.ts';

const corners: Quad = [
  { x: 10, y: 20 },
  { x: 90, y: 21 },
  { x: 95, y: 70 },
  { x: 5, y: 69 },
];
const [a, b, c, d] = corners;

it.each([
  ['upright', corners, 1],
  ['upside down', [c, d, a, b], -179],
  ['on its right side', [b, c, d, a], 90],
  ['on its left side', [d, a, b, c], -90],
] as const)('a document is %s', (_, quad, degrees) => {
  expect(Math.abs(documentTurn(quad) - degrees)).toBeLessThanOrEqual(1);
});

it('is neither -0 nor -180', () => {
  const square = (x0: number, y0: number, x1: number, y1: number): Quad => [
    { x: x0, y: y0 },
    { x: x1, y: y0 },
    { x: x1, y: y1 },
    { x: x0, y: y1 },
  ];
  expect(Object.is(documentTurn(square(0, 0, 10, 5)), 0)).toBe(true);
  expect(documentTurn(square(10, 5, 0, 0))).toBe(180);
  expect(
    documentTurn([
      { x: 10, y: 5 },
      { x: 0, y: 4.99 },
      { x: 0, y: 0 },
      { x: 10, y: 0.01 },
    ]),
  ).toBe(180);
});
