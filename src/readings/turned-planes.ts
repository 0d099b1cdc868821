import type { QuarterTurns } from './turned-picture.ts';

/** Square planes, one after the other, each turned clockwise by quarters. */
export function turnPlanes(planes: Float32Array, side: number, turns: QuarterTurns): Float32Array {
  const last = side - 1;
  const from = [
    (row: number, column: number) => row * side + column,
    (row: number, column: number) => (last - column) * side + row,
    (row: number, column: number) => (last - row) * side + last - column,
    (row: number, column: number) => column * side + last - row,
  ][turns]!;
  const turned = new Float32Array(planes.length);
  for (let plane = 0; plane < planes.length; plane += side * side) {
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        turned[plane + row * side + column] = planes[plane + from(row, column)]!;
      }
    }
  }
  return turned;
}
