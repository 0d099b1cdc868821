import type { Point, Quad } from '../src/index.ts';

/** A quarter turn of a picture, or several, clockwise. */
export type QuarterTurn = 90 | 180 | 270;

/** Whether the corners go round clockwise, as those of a document do that is seen from its front, and none is reentrant. */
export function isClockwiseAndConvex(corners: Quad): boolean {
  return corners.every((corner, index) => {
    const [next, afterNext] = [corners[(index + 1) % 4]!, corners[(index + 2) % 4]!];
    return sideOf(corner, next, afterNext) > 0;
  });
}

/**
 * Intersection over union of two areas, exact. What both share is the answered one cut off along each side of the labelled one
 * (I. E. Sutherland and G. W. Hodgman 1974), which therefore has to be clockwise and convex.
 *
 * @returns 0 to 1.
 */
export function intersectionOverUnion(answered: Quad, labelled: Quad): number {
  const shared = Math.abs(areaOf(intersection(answered, labelled)));
  return shared / (Math.abs(areaOf(answered)) + areaOf(labelled) - shared);
}

/** Distance of each corner to the one of the same name, as a share of the mean of the labelled one's diagonals. */
export function cornerErrors(answered: Quad, labelled: Quad): number[] {
  const diagonal = (distance(labelled[0], labelled[2]) + distance(labelled[1], labelled[3])) / 2;
  return labelled.map((corner, index) => distance(corner, answered[index]!) / diagonal);
}

/** Whether the corners lie nearer to those of the same names than if the document were turned by any quarters. */
export function isOriented(answered: Quad, labelled: Quad): boolean {
  const [asNamed, ...turned] = [0, 1, 2, 3].map((quarters) =>
    labelled.reduce((sum, corner, index) => sum + distance(corner, answered[(index + quarters) % 4]!), 0),
  ) as [number, number, number, number];
  return asNamed < Math.min(...turned);
}

/**
 * Where corners lie in a picture, given where they lie in the same picture turned clockwise.
 *
 * @param size of the turned picture.
 */
export function turnBack(
  corners: Quad,
  turn: QuarterTurn,
  { width, height }: { readonly width: number; readonly height: number },
): Quad {
  const back = ({ x, y }: Point): Point => {
    if (turn === 90) return { x: y, y: width - x };
    if (turn === 180) return { x: width - x, y: height - y };
    return { x: height - y, y: x };
  };
  return [back(corners[0]), back(corners[1]), back(corners[2]), back(corners[3])];
}

function intersection(subject: readonly Point[], convex: Quad): readonly Point[] {
  return convex.reduce<readonly Point[]>((rest, from, index) => cutOff(rest, from, convex[(index + 1) % 4]!), subject);
}

/** What of a polygon lies to the right of a line, which is the inside of a clockwise one. */
function cutOff(polygon: readonly Point[], from: Point, to: Point): Point[] {
  return polygon.flatMap((corner, index) => {
    const before = polygon.at(index - 1)!;
    const [side, sideBefore] = [sideOf(from, to, corner), sideOf(from, to, before)];
    const crossing = side >= 0 === sideBefore >= 0 ? [] : [between(before, corner, sideBefore / (sideBefore - side))];
    return side >= 0 ? [...crossing, corner] : crossing;
  });
}

/** Above 0 where the point is to the right of the way from one to the other. */
function sideOf(from: Point, to: Point, point: Point): number {
  return (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x);
}

function between(from: Point, to: Point, share: number): Point {
  return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
}

/** Above 0 for a clockwise polygon (the shoelace formula, y downward). */
function areaOf(polygon: readonly Point[]): number {
  return polygon.reduce((sum, { x, y }, index) => {
    const before = polygon.at(index - 1)!;
    return sum + (before.x * y - x * before.y) / 2;
  }, 0);
}

function distance(p: Point, q: Point): number {
  return Math.hypot(p.x - q.x, p.y - q.y);
}
