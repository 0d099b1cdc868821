/** A point in pixels, origin at the top left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Axis-aligned box in pixels, origin at the top left. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** `x' = a*x + c*y + e`, `y' = b*x + d*y + f`: the order of a canvas transform. */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** The transform that first does `first`, then `then`. */
export function compose(then: Affine, first: Affine): Affine {
  return {
    a: then.a * first.a + then.c * first.b,
    b: then.b * first.a + then.d * first.b,
    c: then.a * first.c + then.c * first.d,
    d: then.b * first.c + then.d * first.d,
    e: then.a * first.e + then.c * first.f + then.e,
    f: then.b * first.e + then.d * first.f + then.f,
  };
}

export function apply({ a, b, c, d, e, f }: Affine, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** The transform that leads back; nothing for one that flattens. */
export function inverse({ a, b, c, d, e, f }: Affine): Affine | undefined {
  const determinant = a * d - b * c;
  if (!(Math.abs(determinant) > 0)) return undefined;
  const [ia, ib, ic, id] = [d / determinant, -b / determinant, -c / determinant, a / determinant];
  return { a: ia, b: ib, c: ic, d: id, e: -(ia * e + ic * f), f: -(ib * e + id * f) };
}

export function centreOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export function distance(p: Point, q: Point): number {
  return Math.hypot(p.x - q.x, p.y - q.y);
}

export function mean(points: readonly Point[]): Point {
  const sum = points.reduce((s, p) => ({ x: s.x + p.x, y: s.y + p.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** Geometric size of a box: the side of the square of the same area. */
export function sizeOf(box: Box): number {
  return Math.sqrt(box.width * box.height);
}

/** Intersection over union, 0..1. */
export function iou(p: Box, q: Box): number {
  const width = Math.min(p.x + p.width, q.x + q.width) - Math.max(p.x, q.x);
  const height = Math.min(p.y + p.height, q.y + q.height) - Math.max(p.y, q.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (p.width * p.height + q.width * q.height - shared);
}

/** Top left, top right, bottom right, bottom left. */
export function cornersOf({ x, y, width, height }: Box): readonly [Point, Point, Point, Point] {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
}

/** The box around points. */
export function boundsOf(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** The square with a given side about a point. */
export function squareAbout(centre: Point, side: number): Box {
  return { x: centre.x - side / 2, y: centre.y - side / 2, width: side, height: side };
}

/** A square that may be turned: `angle` in radians, clockwise as the picture is seen. */
export interface Square {
  readonly centre: Point;
  readonly side: number;
  readonly angle: number;
}

/** How a square of the picture becomes `size` x `size` pixels, upright, and how points of these go back. */
export function turnedSquare({ centre, side, angle }: Square, size: number) {
  const scale = size / side;
  const [cos, sin] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  const transform: Affine = {
    a: cos,
    b: -sin,
    c: sin,
    d: cos,
    e: size / 2 - cos * centre.x - sin * centre.y,
    f: size / 2 + sin * centre.x - cos * centre.y,
  };
  const toPicture = (point: Point): Point => {
    const [u, v] = [(point.x - size / 2) / scale ** 2, (point.y - size / 2) / scale ** 2];
    return { x: centre.x + cos * u - sin * v, y: centre.y + sin * u + cos * v };
  };
  return { transform, toPicture };
}

/** The transform that stretches a box of the picture onto `width` x `height` pixels. */
export function stretch(box: Box, width: number, height: number): Affine {
  const a = width / box.width;
  const d = height / box.height;
  return { a, b: 0, c: 0, d, e: -box.x * a, f: -box.y * d };
}

/**
 * The box grown about its centre, but no further than the picture allows, then moved inside the picture.
 *
 * @param factor how many times wider and higher, at the most.
 */
export function growInside(
  box: Box,
  factor: number,
  picture: { readonly width: number; readonly height: number },
): Box {
  const scale = Math.min(factor, picture.width / box.width, picture.height / box.height);
  const width = box.width * scale;
  const height = box.height * scale;
  const centre = centreOf(box);
  return {
    x: Math.min(Math.max(centre.x - width / 2, 0), picture.width - width),
    y: Math.min(Math.max(centre.y - height / 2, 0), picture.height - height),
    width,
    height,
  };
}

/**
 * The similarity (rotation, uniform scale, shift; no mirroring) that maps points onto others with the least squared
 * error: Umeyama, "Least-squares estimation of transformation parameters between two point patterns", PAMI 1991,
 * in its closed form for two dimensions.
 *
 * @throws {RangeError} when all points coincide.
 */
export function similarity(from: readonly Point[], onto: readonly Point[]): Affine {
  const p = mean(from);
  const q = mean(onto);
  let dot = 0;
  let cross = 0;
  let spread = 0;
  from.forEach((point, i) => {
    const target = onto[i]!;
    const px = point.x - p.x;
    const py = point.y - p.y;
    const qx = target.x - q.x;
    const qy = target.y - q.y;
    dot += px * qx + py * qy;
    cross += px * qy - py * qx;
    spread += px * px + py * py;
  });
  if (spread === 0) throw new RangeError('All points coincide');
  const a = dot / spread;
  const b = cross / spread;
  return { a, b, c: -b, d: a, e: q.x - (a * p.x - b * p.y), f: q.y - (b * p.x + a * p.y) };
}
