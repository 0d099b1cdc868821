import type { QuarterTurns } from './turned-picture.ts';

/**
 * A square of values turned clockwise by quarter turns.
 *
 * @param square `side * side` values, row by row.
 */
export function turnedSquare(square: Float32Array, turns: QuarterTurns): Float32Array {
  const side = Math.sqrt(square.length);
  let turned = square.slice();
  for (let turn = 0; turn < turns; turn++) {
    const before = turned;
    turned = before.map((_, at) => before[(side - 1 - (at % side)) * side + Math.floor(at / side)]!);
  }
  return turned;
}
