import { expect, it } from 'vitest';
import { dilate, type Plane, smooth, smoothSparsely } from './smoothing.ts';

const SIZE = 31;

function plane(value: (x: number, y: number) => number): Plane {
  const values = Float32Array.from({ length: SIZE ** 2 }, (_, i) => value(i % SIZE, Math.floor(i / SIZE)));
  return { width: SIZE, height: SIZE, values };
}

const POINT = plane((x, y) => (x === 15 && y === 15 ? 1 : 0));

it('spreads a point by its deviation in both directions, and loses nothing', () => {
  const { values } = smooth(POINT, 2);
  let [sum, across, down] = [0, 0, 0];
  values.forEach((value, i) => {
    sum += value;
    across += value * ((i % SIZE) - 15) ** 2;
    down += value * (Math.floor(i / SIZE) - 15) ** 2;
  });
  expect(sum).toBeCloseTo(1, 5);
  expect(Math.sqrt(across)).toBeGreaterThan(1.9);
  expect(Math.sqrt(across)).toBeLessThan(2.1);
  expect(down).toBeCloseTo(across, 5);
});

it('leaves an even plane as it is, to the border', () => {
  const { values } = smooth(
    plane(() => 7),
    3,
  );
  for (const value of values) expect(value).toBeCloseTo(7, 4);
});

it('smooths single places as it does all of them, at the border too', () => {
  const rough = plane((x, y) => Math.sin(x * 12.9898 + y * 78.233) * 100);
  const at = smoothSparsely(rough, 2.4);
  smooth(rough, 2.4).values.forEach((value, i) => {
    expect(at(i)).toBeCloseTo(value, 4);
  });
});

it('widens what is greatest by so many places, and no further', () => {
  const { values } = dilate(POINT, 4);
  values.forEach((value, i) => {
    const away = Math.max(Math.abs((i % SIZE) - 15), Math.abs(Math.floor(i / SIZE) - 15));
    expect(value).toBe(away <= 4 ? 1 : 0);
  });
});
