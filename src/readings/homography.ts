import type { Quad } from './document-outline.ts';
import type { Affine, Point } from './geometry.ts';

/** A projective map of the plane: a 3 x 3 matrix, row by row, that acts on (x, y, 1). Its scale has no meaning. */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

/** Corners that lie nearer to a line than this share of the quad's extent are taken to lie on it. */
const FLAT = 1e-6;

/**
 * The homography that maps four points onto four others, in the closed form of Heckbert ("Fundamentals of texture mapping
 * and image warping", 1989), by way of the unit square.
 *
 * @returns nothing where either four are no convex quadrilateral: seen through a camera, a rectangle always is.
 */
export function homography(from: Quad, onto: Quad): Homography | undefined {
  if (!isConvex(from) || !isConvex(onto)) return undefined;
  const back = invert(fromUnitSquare(from));
  return back && concatenate(fromUnitSquare(onto), back);
}

/** Where a point comes to lie. Of points beyond the horizon the answer means nothing. */
export function project([a, b, c, d, e, f, g, h, i]: Homography, { x, y }: Point): Point {
  const w = g * x + h * y + i;
  return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w };
}

/** The way back; nothing where there is none. */
export function invert([a, b, c, d, e, f, g, h, i]: Homography): Homography | undefined {
  const [p, q, r] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const determinant = a * p + b * q + c * r;
  if (!Number.isFinite(determinant) || determinant === 0) return undefined;
  const s = 1 / determinant;
  return [
    s * p,
    s * (c * h - b * i),
    s * (b * f - c * e),
    s * q,
    s * (a * i - c * g),
    s * (c * d - a * f),
    s * r,
    s * (b * g - a * h),
    s * (a * e - b * d),
  ];
}

/** The map that first does `first`, then `then`. */
export function concatenate(then: Homography, first: Homography): Homography {
  const at = (row: number, column: number) =>
    then[3 * row]! * first[column]! + then[3 * row + 1]! * first[3 + column]! + then[3 * row + 2]! * first[6 + column]!;
  return [at(0, 0), at(0, 1), at(0, 2), at(1, 0), at(1, 1), at(1, 2), at(2, 0), at(2, 1), at(2, 2)];
}

/** An affine map is a homography that keeps the horizon where it is. */
export function fromAffine({ a, b, c, d, e, f }: Affine): Homography {
  return [a, c, e, b, d, f, 0, 0, 1];
}

/** The affine map that does the same in the neighbourhood of a point. */
export function affineAt(map: Homography, point: Point): Affine {
  const [a, b, , d, e, , g, h, i] = map;
  const w = g * point.x + h * point.y + i;
  const { x, y } = project(map, point);
  const [xx, xy, yx, yy] = [(a - g * x) / w, (b - h * x) / w, (d - g * y) / w, (e - h * y) / w];
  return { a: xx, b: yx, c: xy, d: yy, e: x - xx * point.x - xy * point.y, f: y - yx * point.x - yy * point.y };
}

/** Whether four points go round a convex area, in either direction. Not-a-number is not convex. */
export function isConvex(quad: Quad): boolean {
  const turns = quad.map((p, i) => turnAt(p, quad[(i + 1) % 4]!, quad[(i + 2) % 4]!));
  const extent = Math.max(...quad.map(({ x, y }) => Math.hypot(x - quad[0].x, y - quad[0].y)));
  const least = FLAT * extent ** 2;
  return turns.every((turn) => turn > least) || turns.every((turn) => turn < -least);
}

function turnAt(p: Point, q: Point, r: Point): number {
  return (q.x - p.x) * (r.y - q.y) - (q.y - p.y) * (r.x - q.x);
}

/** (0, 0), (1, 0), (1, 1), (0, 1) onto the corners of a quad. */
function fromUnitSquare([p, q, r, s]: Quad): Homography {
  const [sx, sy] = [p.x - q.x + r.x - s.x, p.y - q.y + r.y - s.y];
  const [ax, ay, bx, by] = [q.x - r.x, q.y - r.y, s.x - r.x, s.y - r.y];
  const area = ax * by - ay * bx;
  const g = (sx * by - sy * bx) / area;
  const h = (ax * sy - ay * sx) / area;
  return [q.x - p.x + g * q.x, s.x - p.x + h * s.x, p.x, q.y - p.y + g * q.y, s.y - p.y + h * s.y, p.y, g, h, 1];
}
