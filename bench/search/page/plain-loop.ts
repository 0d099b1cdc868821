import { DIMENSION } from './vectors.ts';

/** Rows by similarity, best first: a plain loop over unit vectors in one Float32Array. */
export function searchPlainly(rows: Float32Array, query: Float32Array, limit: number): number[] {
  const best: { readonly row: number; readonly score: number }[] = [];
  for (let at = 0, row = 0; at < rows.length; at += DIMENSION, row++) {
    let score = 0;
    for (let i = 0; i < DIMENSION; i++) score += rows[at + i]! * query[i]!;
    if (best.length === limit && score <= best[limit - 1]!.score) continue;
    let place = best.length;
    while (place > 0 && best[place - 1]!.score < score) place--;
    best.splice(place, 0, { row, score });
    if (best.length > limit) best.pop();
  }
  return best.map(({ row }) => row);
}
