/** Keeps terms that say the same from blowing up. */
const RIDGE = 1e-9;

/**
 * The factors with which a row's terms come nearest to its target, over all rows: weighted linear least squares by the normal
 * equations and a Cholesky factorisation. Of several targets each has factors of its own.
 *
 * @param rows `weights.length` rows of `terms` numbers.
 */
export function leastSquares(
  rows: Float64Array,
  terms: number,
  targets: readonly Float64Array[],
  weights: Float64Array,
): Float64Array[] {
  const normal = new Float64Array(terms * terms);
  const rights = targets.map(() => new Float64Array(terms));
  for (let k = 0, at = 0; k < weights.length; k++, at += terms) {
    for (let i = 0; i < terms; i++) {
      const weighted = weights[k]! * rows[at + i]!;
      for (let t = 0; t < targets.length; t++) rights[t]![i]! += weighted * targets[t]![k]!;
      for (let j = 0; j <= i; j++) normal[i * terms + j]! += weighted * rows[at + j]!;
    }
  }
  for (let i = 0; i < terms; i++) normal[i * terms + i]! += RIDGE * (1 + normal[i * terms + i]!);
  factorise(normal, terms);
  return rights.map((right) => solve(normal, right, terms));
}

/** Overwrites the lower half of a symmetric positive definite matrix with its Cholesky factor. */
function factorise(matrix: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * size + k]! * matrix[j * size + k]!;
      matrix[i * size + j] = i === j ? Math.sqrt(sum) : sum / matrix[j * size + j]!;
    }
  }
}

/** Solves a system of which the matrix's Cholesky factor is given; overwrites the right side. */
function solve(factor: Float64Array, right: Float64Array, size: number): Float64Array {
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) right[i]! -= factor[i * size + k]! * right[k]!;
    right[i]! /= factor[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) right[i]! -= factor[k * size + i]! * right[k]!;
    right[i]! /= factor[i * size + i]!;
  }
  return right;
}
