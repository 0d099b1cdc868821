import { EkycError } from '../contract/error.ts';

/** Numbers in an embedding. */
export const EMBEDDING_DIMENSION = 512;

/** An embedding, or the codes of a template. */
export type Vector = Float32Array | Int8Array;

/** Sum of products in float64, first to last. `p` may hold many vectors one after another; the one meant begins at `offset`. */
export function dotProduct(p: Vector, q: Vector, offset = 0): number {
  let sum = 0;
  for (let i = 0; i < q.length; i++) sum += p[offset + i]! * q[i]!;
  return sum;
}

/**
 * Length of a vector, in float64.
 *
 * @throws {EkycError} RUNTIME_FAILED where a vector is zero, or not all numbers: a broken graphics driver, say.
 */
export function euclideanNorm(vector: Vector): number {
  const norm = Math.sqrt(dotProduct(vector, vector));
  if (norm > 0 && norm < Number.POSITIVE_INFINITY) return norm;
  throw new EkycError(
    'RUNTIME_FAILED',
    'A face has no direction to compare: its embedding is zero, or not all numbers.',
  );
}

/**
 * Cosine similarity of two vectors of equal length, -1..1 but for rounding, in float64. Their lengths do not count, so that
 * embeddings and codes can be compared with each other.
 *
 * @throws {EkycError} as {@link euclideanNorm}
 */
export function cosine(p: Vector, q: Vector): number {
  return dotProduct(p, q) / (euclideanNorm(p) * euclideanNorm(q));
}
