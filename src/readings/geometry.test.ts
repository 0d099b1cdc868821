import { describe, expect, it } from 'vitest';
import { type Affine, growInside, iou, type Point, similarity, stretch, turnedSquare } from './geometry.ts';

function apply({ a, b, c, d, e, f }: Affine, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

const triangle = [
  { x: 0, y: 0 },
  { x: 4, y: 0 },
  { x: 0, y: 3 },
];

describe('similarity', () => {
  it.each([
    ['a shift', (p: Point) => ({ x: p.x + 5, y: p.y - 2 })],
    ['a scale', (p: Point) => ({ x: 3 * p.x, y: 3 * p.y })],
    ['a quarter turn', (p: Point) => ({ x: -p.y, y: p.x })],
    ['all three', (p: Point) => ({ x: -2 * p.y + 7, y: 2 * p.x + 1 })],
  ])('recovers %s', (_, move) => {
    const transform = similarity(triangle, triangle.map(move));
    for (const point of triangle) {
      expect(apply(transform, point).x).toBeCloseTo(move(point).x, 10);
      expect(apply(transform, point).y).toBeCloseTo(move(point).y, 10);
    }
  });

  it('never mirrors: the mirror image is met as well as rotation and scale can', () => {
    const { a, b, c, d } = similarity(
      triangle,
      triangle.map(({ x, y }) => ({ x: -x, y })),
    );
    expect(a * d - b * c).toBeGreaterThan(0);
  });

  it('refuses points that all coincide', () => {
    expect(() =>
      similarity(
        [
          { x: 1, y: 1 },
          { x: 1, y: 1 },
        ],
        triangle.slice(0, 2),
      ),
    ).toThrow(RangeError);
  });
});

describe('growInside', () => {
  const picture = { width: 100, height: 80 };

  it('grows about the centre where there is room', () => {
    expect(growInside({ x: 40, y: 30, width: 10, height: 10 }, 2, picture)).toEqual({
      x: 35,
      y: 25,
      width: 20,
      height: 20,
    });
  });

  it('moves inside at a border and keeps the size', () => {
    expect(growInside({ x: 0, y: 70, width: 10, height: 10 }, 2, picture)).toEqual({
      x: 0,
      y: 60,
      width: 20,
      height: 20,
    });
  });

  it('grows no further than the picture, in the proportions of the box', () => {
    expect(growInside({ x: 30, y: 20, width: 40, height: 40 }, 2.7, picture)).toEqual({
      x: 10,
      y: 0,
      width: 80,
      height: 80,
    });
  });

  it('shrinks a box that is larger than the picture', () => {
    const { x, y, width, height } = growInside({ x: -20, y: -20, width: 200, height: 100 }, 1, picture);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(100);
    expect(y + height).toBeLessThanOrEqual(80);
  });
});

it('iou is 1 for equal boxes, 0 for boxes apart, and the shared part else', () => {
  const box = { x: 0, y: 0, width: 10, height: 10 };
  expect(iou(box, box)).toBe(1);
  expect(iou(box, { ...box, x: 10 })).toBe(0);
  expect(iou(box, { ...box, x: 5 })).toBeCloseTo(1 / 3, 10);
});

it('stretch maps the corners of a box onto the corners of the result', () => {
  const transform = stretch({ x: 10, y: 20, width: 30, height: 40 }, 3, 8);
  expect(apply(transform, { x: 10, y: 20 })).toEqual({ x: 0, y: 0 });
  expect(apply(transform, { x: 40, y: 60 })).toEqual({ x: 3, y: 8 });
});

it('turnedSquare makes a turned square upright, and points go back to where they came from', () => {
  const { transform, toPicture } = turnedSquare({ centre: { x: 50, y: 40 }, side: 20, angle: Math.PI / 6 }, 100);
  const [cos, sin] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
  const rightEdge = { x: 50 + 10 * cos, y: 40 + 10 * sin };
  expect(apply(transform, { x: 50, y: 40 }).x).toBeCloseTo(50, 10);
  expect(apply(transform, rightEdge).x).toBeCloseTo(100, 10);
  expect(apply(transform, rightEdge).y).toBeCloseTo(50, 10);
  expect(toPicture({ x: 100, y: 50 }).x).toBeCloseTo(rightEdge.x, 10);
  expect(toPicture({ x: 100, y: 50 }).y).toBeCloseTo(rightEdge.y, 10);
});
