import { minimise } from './golden-section.ts';

export interface ScoredFace {
  /** The pipeline's score before any correction: the higher, the more bona fide. */
  readonly score: number;
  /** Surroundings in the picture, in sizes of the face. */
  readonly context: number;
  readonly bonaFide: boolean;
  readonly source: string;
}

export interface FacePadFit {
  readonly slope: number;
  readonly thresholds: { readonly SOFT: number; readonly REGULAR: number; readonly HARD: number };
  readonly contextSlope: number;
}

/** The context at which the correction is nothing: the surroundings of the pipeline's crops. */
export const FULL_CONTEXT = 2.7;
/** The quantile of the bona fide scores that the correction keeps level: where thresholds lie. */
const QUANTILE = 0.05;
const MAX_CONTEXT_SLOPE = 20;

/**
 * Fits the correction for missing surroundings, then REGULAR at the equal-error point, SOFT at BPCER 1 % and HARD at
 * APCER 1 %, never crossing, and the maximum-likelihood slope. Every source weighs the same, and bona fide and attack
 * within it, however many pictures it has.
 *
 * @throws {RangeError} when a source lacks bona fide faces or attacks.
 */
export function fitFacePad(faces: readonly ScoredFace[]): FacePadFit {
  const weights = balance(faces);
  const contextSlope = fitContextSlope(faces, weights);
  const corrected = faces.map(({ score, context, bonaFide }, i) => ({
    score: score + contextSlope * (FULL_CONTEXT - context),
    bonaFide,
    weight: weights[i]!,
  }));
  const thresholds = fitThresholds(corrected);
  return { slope: fitSlope(corrected, thresholds.REGULAR), thresholds, contextSlope };
}

interface WeightedScore {
  readonly score: number;
  readonly bonaFide: boolean;
  readonly weight: number;
}

/** Weights that add up to one for bona fide and to one for attacks, in equal parts from every source. */
function balance(faces: readonly ScoredFace[]): number[] {
  const groupOf = ({ source, bonaFide }: ScoredFace) => JSON.stringify([source, bonaFide]);
  const counts = new Map<string, number>();
  for (const face of faces) counts.set(groupOf(face), (counts.get(groupOf(face)) ?? 0) + 1);
  const sources = new Set(faces.map(({ source }) => source)).size;
  if (counts.size !== 2 * sources) throw new RangeError('Every source needs bona fide faces and attacks.');
  return faces.map((face) => 1 / (sources * counts.get(groupOf(face))!));
}

/**
 * Quantile regression (Koenker and Bassett, 1978) of the bona fide scores on the context: with the slope that it finds,
 * the same share of bona fide faces lies under the threshold however tight the portrait is.
 */
function fitContextSlope(faces: readonly ScoredFace[], weights: readonly number[]): number {
  const bonaFide = faces.flatMap((face, i) => (face.bonaFide ? [{ ...face, weight: weights[i]! }] : []));
  const loss = (slope: number) => {
    const rest = bonaFide.map(({ score, context, weight }) => ({ value: score - slope * context, weight }));
    const level = weightedQuantile(rest, QUANTILE);
    return rest.reduce((sum, { value, weight }) => {
      const error = value - level;
      return sum + weight * (error > 0 ? QUANTILE * error : (QUANTILE - 1) * error);
    }, 0);
  };
  // The pinball loss is convex in the slope.
  return minimise(loss, 0, MAX_CONTEXT_SLOPE, 0.01);
}

function weightedQuantile(
  values: readonly { readonly value: number; readonly weight: number }[],
  share: number,
): number {
  const sorted = values.toSorted((p, q) => p.value - q.value);
  let left = share * sorted.reduce((sum, { weight }) => sum + weight, 0);
  for (const { value, weight } of sorted) {
    left -= weight;
    if (left <= 0) return value;
  }
  return sorted.at(-1)?.value ?? Number.NaN;
}

function fitThresholds(scores: readonly WeightedScore[]): FacePadFit['thresholds'] {
  let bpcer = 0;
  let apcer = scores.reduce((sum, { bonaFide, weight }) => sum + (bonaFide ? 0 : weight), 0);
  // Rates when everything below a score is rejected.
  const points = scores
    .toSorted((p, q) => p.score - q.score)
    .map(({ score, bonaFide, weight }) => {
      const point = { score, bpcer, apcer };
      if (bonaFide) bpcer += weight;
      else apcer -= weight;
      return point;
    });
  const regular = points.reduce((best, point) =>
    Math.abs(point.bpcer - point.apcer) < Math.abs(best.bpcer - best.apcer) ? point : best,
  ).score;
  const soft = points.findLast((point) => point.bpcer <= 0.01)?.score ?? regular;
  const hard = points.find((point) => point.apcer <= 0.01)?.score ?? regular;
  return { SOFT: Math.min(soft, regular), REGULAR: regular, HARD: Math.max(hard, regular) };
}

/** The slope of least log loss of the logistic curve through one half at the threshold. */
function fitSlope(scores: readonly WeightedScore[], threshold: number): number {
  const loss = (slope: number) =>
    scores.reduce((sum, { score, bonaFide, weight }) => {
      const margin = slope * (score - threshold) * (bonaFide ? 1 : -1);
      return sum + weight * (Math.max(-margin, 0) + Math.log1p(Math.exp(-Math.abs(margin))));
    }, 0);
  return Math.exp(minimise((logarithm) => loss(Math.exp(logarithm)), Math.log(1e-3), Math.log(100), 1e-4));
}
