import { EkycError } from '../contract/index.ts';
import type { PipelineOutput } from '../models/pipeline-spec.ts';

/** Float32 cannot tell probabilities nearer to 0 and 1 apart, and these two have no log-odds. */
const LEAST = 2 ** -24;
/** What rounding may put outside of 0 to 1. */
const ROUNDING = 1e-3;

/**
 * Log-odds of bona fide, from one row of a network's answer.
 *
 * @param id of the network, for messages.
 * @throws {EkycError} RUNTIME_FAILED for what is no number; MODEL_UNUSABLE for a probability that is none.
 */
export function bonaFideLogOdds(row: Float32Array, { value, of, column, name }: PipelineOutput, id: string): number {
  const answer = row[column]!;
  if (value === 'probability' && (answer < -ROUNDING || answer > 1 + ROUNDING)) {
    const message = `${id}: output "${name}" answers ${answer}, which is no probability. If it is a logit, set output.value to 'logit'.`;
    throw new EkycError('MODEL_UNUSABLE', message);
  }
  const logOdds = value === 'probability' ? logit(answer) : amongLogits(row, column);
  if (!Number.isFinite(logOdds)) {
    const message = `${id}: output "${name}" is not finite. Look at mean and scale of the input, and at the network in another runtime.`;
    throw new EkycError('RUNTIME_FAILED', message);
  }
  return of === 'attack' ? -logOdds : logOdds;
}

function logit(probability: number): number {
  const inside = Math.min(Math.max(probability, LEAST), 1 - LEAST);
  return Math.log(inside / (1 - inside));
}

/** Of one class against all others (softmax), or of the only one (sigmoid). */
function amongLogits(row: Float32Array, column: number): number {
  const logit = row[column]!;
  const others = [...row].filter((_, i) => i !== column);
  if (others.length === 0) return logit;
  const peak = Math.max(...others);
  return logit - peak - Math.log(others.reduce((sum, other) => sum + Math.exp(other - peak), 0));
}
