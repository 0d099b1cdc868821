import type { Box, Point } from '../../readings/geometry.ts';

/**
 * How far any corner may have gone, as a share of the outline's diagonal, for what is filmed to count as still. A head that is held still
 * sways by some 2 %, and the corners of two readings of the same picture differ by less than 1 %; a step to the side or towards the
 * camera makes more than this at once.
 */
export const MAX_DRIFT = 0.08;

/** Top left, top right, bottom right, bottom left. */
export function outlineOf({ x, y, width, height }: Box): readonly Point[] {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
}

/** The box around an outline. */
export function boxAround(outline: readonly Point[]): Box {
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Whether two outlines of the same thing lie in the same place, but for a hand's tremor. */
export function staysInPlace(before: readonly Point[], after: readonly Point[]): boolean {
  const { width, height } = boxAround(before);
  const allowed = MAX_DRIFT * Math.hypot(width, height);
  // Which corner of a document comes first depends on which way up it is read, and that may be another way in the next reading.
  return before.some((_, turn) =>
    before.every((corner, i) => {
      const other = after[(i + turn) % after.length];
      return other !== undefined && Math.hypot(other.x - corner.x, other.y - corner.y) <= allowed;
    }),
  );
}
