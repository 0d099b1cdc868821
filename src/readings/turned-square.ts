import type { QuarterTurns } from './turned-picture.ts';

/**
 * A square of values turned clockwise by quarter turns.
 *
 * @param square `side * side` values, row by row.
 */
export function turnedSquare(square: Float32Array, turns: QuarterTurns): Float32Array {
  const side = Math.sqrt(square.length);
  const last = side - 1;
  const turned = square.slice();
  if (turns === 0) return turned;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const from =
        turns === 1
          ? (last - column) * side + row
          : turns === 2
            ? (last - row) * side + last - column
            : column * side + last - row;
      turned[row * side + column] = square[from]!;
    }
  }
  return turned;
}
