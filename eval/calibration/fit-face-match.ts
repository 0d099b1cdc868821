import { cosine } from '../../src/matching/vector.ts';
import type { PersonEmbedding } from './embeddings.ts';

export interface FaceMatchFit {
  readonly slope: number;
  readonly thresholds: { readonly REGULAR: number };
  readonly people: number;
  readonly pictures: number;
  readonly impostorPairs: number;
  readonly genuinePairs: number;
  /** Share of genuine pairs over the cosine at which the share of impostor pairs is the key. */
  readonly tarAtFmr: Readonly<Record<string, number>>;
}

/**
 * The logistic curve through probability 0.5 at the cosine of FMR 1e-3 and 0.9 at that of FMR 1e-5, over every pair of
 * pictures.
 *
 * @throws {RangeError} with too few pairs of different people to see one false match in 1e5.
 */
export function fitFaceMatch(embeddings: readonly PersonEmbedding[]): FaceMatchFit {
  const impostors: number[] = [];
  const genuines: number[] = [];
  for (let i = 0; i < embeddings.length; i++) {
    for (let j = i + 1; j < embeddings.length; j++) {
      const [p, q] = [embeddings[i]!, embeddings[j]!];
      (p.person === q.person ? genuines : impostors).push(cosine(p.vector, q.vector));
    }
  }
  if (impostors.length < 1e6) {
    throw new RangeError(`FMR 1e-5 needs a million impostor pairs, and there are ${impostors.length}.`);
  }
  const sorted = Float64Array.from(impostors).sort();
  const cosineAt = (fmr: number) => sorted[sorted.length - 1 - Math.floor(fmr * sorted.length)]!;
  const tarAt = (fmr: number) => genuines.filter((value) => value > cosineAt(fmr)).length / genuines.length;
  return {
    slope: Math.log(9) / (cosineAt(1e-5) - cosineAt(1e-3)),
    thresholds: { REGULAR: cosineAt(1e-3) },
    people: new Set(embeddings.map(({ person }) => person)).size,
    pictures: embeddings.length,
    impostorPairs: impostors.length,
    genuinePairs: genuines.length,
    tarAtFmr: Object.fromEntries([1e-3, 1e-4, 1e-5].map((fmr) => [fmr, tarAt(fmr)])),
  };
}
