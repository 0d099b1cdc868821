/** Keeps terms that say the same from blowing up. */
const RIDGE = 1e-9;

/**
 * The factors with which a row's terms come nearest to its target, over all rows: weighted linear least squares by the normal
 * equations and a Cholesky factorisation.
 *
 * @param rows `weights.length` rows of `terms` numbers.
 */
export function leastSquares(
  rows: Float64Array,
  terms: number,
  targets: Float64Array,
  weights: Float64Array,
): Float64Array {
  const normal = new Float64Array(terms * terms);
  const right = new Float64Array(terms);
  for (let k = 0, at = 0; k < weights.length; k++, at += terms) {
    for (let i = 0; i < terms; i++) {
      const weighted = weights[k]! * rows[at + i]!;
      right[i]! += weighted * targets[k]!;
      for (let j = 0; j <= i; j++) normal[i * terms + j]! += weighted * rows[at + j]!;
    }
  }
  for (let i = 0; i < terms; i++) normal[i * terms + i]! += RIDGE * (1 + normal[i * terms + i]!);
  return solve(normal, right, terms);
}

/** Solves a symmetric positive definite system of which the lower half is given; overwrites both. */
function solve(matrix: Float64Array, right: Float64Array, size: number): Float64Array {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * size + k]! * matrix[j * size + k]!;
      matrix[i * size + j] = i === j ? Math.sqrt(sum) : sum / matrix[j * size + j]!;
    }
  }
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) right[i]! -= matrix[i * size + k]! * right[k]!;
    right[i]! /= matrix[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) right[i]! -= matrix[k * size + i]! * right[k]!;
    right[i]! /= matrix[i * size + i]!;
  }
  return right;
}
