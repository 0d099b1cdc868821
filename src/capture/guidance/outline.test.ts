import { expect, it } from 'vitest';
import { boxAround, outlineOf, staysInPlace } from './outline.ts';

const box = { x: 100, y: 50, width: 300, height: 400 };
const moved = (by: Partial<typeof box>) => outlineOf({ ...box, ...by });

it('a box and its outline are the same', () => {
  expect(boxAround(outlineOf(box))).toEqual(box);
});

it.each([
  ['a tremor', { x: 110, y: 45 }, true],
  ['a step to the side', { x: 150 }, false],
  ['a step back', { x: 140, y: 100, width: 220, height: 300 }, false],
  ['a breath', { width: 306, height: 407 }, true],
] as const)('%s: still is %s', (_, by, isStill) => {
  expect(staysInPlace(outlineOf(box), moved(by))).toBe(isStill);
});

it('a document that is read the other way up has not moved', () => {
  const [a, b, c, d] = outlineOf(box);
  expect(staysInPlace(outlineOf(box), [c!, d!, a!, b!])).toBe(true);
});

it('corners that changed places across have moved', () => {
  const [a, b, c, d] = outlineOf(box);
  expect(staysInPlace(outlineOf(box), [b!, a!, d!, c!])).toBe(false);
});
