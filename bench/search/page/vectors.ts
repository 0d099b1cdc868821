import { seededRandom } from '../../../scripts/random.ts';

export const DIMENSION = 512;
const UNITS = 2 ** 31;

/** Unit vectors in random directions, the same for the same seed, one after the other. */
export function randomVectors(count: number, seed: number): Float32Array<ArrayBuffer> {
  const random = seededRandom(seed);
  const vectors = new Float32Array(count * DIMENSION);
  for (let row = 0; row < count; row++) {
    const vector = vectors.subarray(row * DIMENSION, (row + 1) * DIMENSION);
    // The sum of a few uniform numbers is near enough to a Gaussian for the direction to be even.
    for (let i = 0; i < DIMENSION; i++) vector[i] = (random(UNITS) + random(UNITS) + random(UNITS)) / UNITS - 1.5;
    scaleToUnit(vector);
  }
  return vectors;
}

/** Vectors like some of the rows, as two pictures of one person are: cosine about 0.7. */
export function probesOf(rows: Float32Array, count: number, seed: number): Float32Array[] {
  const random = seededRandom(seed);
  const noise = randomVectors(count, seed + 1);
  return Array.from({ length: count }, (_, i) => {
    const row = random(rows.length / DIMENSION) * DIMENSION;
    const probe = rows.slice(row, row + DIMENSION);
    for (let k = 0; k < DIMENSION; k++) probe[k] = probe[k]! + noise[i * DIMENSION + k]!;
    return scaleToUnit(probe);
  });
}

function scaleToUnit(vector: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const norm = Math.hypot(...vector);
  for (let i = 0; i < vector.length; i++) vector[i] = vector[i]! / norm;
  return vector;
}
