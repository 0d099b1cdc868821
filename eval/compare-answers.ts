import type { CheckResponse } from '../src/index.ts';
import type { CheckOutcome } from './browser-host.ts';

/** What both said of the same pictures, a line for each kind of check. */
export function compareAnswers(one: readonly CheckOutcome[], other: readonly CheckOutcome[]): string {
  const pairs = one.flatMap((outcome, i) => {
    const others = answersOf(other[i]!);
    return answersOf(outcome).map((answer, j) => ({ answer, other: others[j] }));
  });
  const types = [...new Set(pairs.map(({ answer }) => answer.type))];
  return types
    .map((type) => {
      const own = pairs.filter(({ answer }) => answer.type === type);
      const scored = own.flatMap(({ answer, other }) =>
        answer.status_code === 'OK' && other?.status_code === 'OK'
          ? [[answer.probability, other.probability] as const]
          : [],
      );
      const apart = scored.map(([p, q]) => Math.abs(logOdds(p) - logOdds(q)));
      const flipped = scored.filter(([p, q]) => p >= 0.5 !== q >= 0.5).length;
      const otherwise = own.filter(({ answer, other }) => answer.status_code !== other?.status_code).length;
      const mean = apart.reduce((sum, one) => sum + one, 0) / Math.max(1, apart.length);
      return `${type}: log-odds of ${scored.length} pictures are ${mean.toFixed(2)} apart on average and ${Math.max(0, ...apart).toFixed(2)} at most, ${flipped} on another side of 0.5; of ${own.length} the code differs in ${otherwise}`;
    })
    .join('\n');
}

type Answer = NonNullable<CheckResponse['face_result'] | CheckResponse['doc_result']>['results'][number];

function answersOf(outcome: CheckOutcome): readonly Answer[] {
  if (!('result' in outcome)) return [];
  const { face_result, doc_result } = outcome.result;
  return [...(face_result?.results ?? []), ...(doc_result?.results ?? [])];
}

function logOdds(probability: number): number {
  const inside = Math.min(Math.max(probability, 1e-6), 1 - 1e-6);
  return Math.log(inside / (1 - inside));
}
