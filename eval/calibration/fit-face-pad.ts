export interface ScoredFace {
  /** The pipeline's score before calibration: the higher, the more bona fide. */
  readonly score: number;
  readonly bonaFide: boolean;
  readonly source: string;
}

export interface FacePadFit {
  readonly slope: number;
  readonly thresholds: { readonly SOFT: number; readonly REGULAR: number; readonly HARD: number };
}

/**
 * REGULAR at the equal-error point, SOFT at BPCER 1 %, HARD at APCER 1 %, never crossing. Every source weighs the same,
 * and bona fide and attack within it, however many pictures it has. The slope is the maximum-likelihood one.
 */
export function fitFacePad(faces: readonly ScoredFace[]): FacePadFit {
  const candidates = faces.map(({ score }) => score).sort((p, q) => p - q);
  const errors = candidates.map((threshold) => ({
    threshold,
    bpcer: errorRate(faces, true, (score) => score < threshold),
    apcer: errorRate(faces, false, (score) => score >= threshold),
  }));
  const regular = errors.reduce((best, one) =>
    Math.abs(one.bpcer - one.apcer) < Math.abs(best.bpcer - best.apcer) ? one : best,
  ).threshold;
  const soft = errors.findLast(({ bpcer }) => bpcer <= 0.01)?.threshold ?? regular;
  const hard = errors.find(({ apcer }) => apcer <= 0.01)?.threshold ?? regular;
  return {
    slope: fitSlope(faces, regular),
    thresholds: { SOFT: Math.min(soft, regular), REGULAR: regular, HARD: Math.max(hard, regular) },
  };
}

/** Mean over the sources of the share of faces that are decided wrongly. */
function errorRate(faces: readonly ScoredFace[], bonaFide: boolean, isWrong: (score: number) => boolean): number {
  const rates = sourcesOf(faces).map((source) => {
    const group = faces.filter((face) => face.source === source && face.bonaFide === bonaFide);
    return group.filter(({ score }) => isWrong(score)).length / group.length;
  });
  return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
}

function sourcesOf(faces: readonly ScoredFace[]): string[] {
  return [...new Set(faces.map(({ source }) => source))];
}

/** The slope of the logistic curve through 0.5 at the threshold: golden-section search of the log-likelihood. */
function fitSlope(faces: readonly ScoredFace[], threshold: number): number {
  const counts = new Map<string, number>();
  const group = ({ source, bonaFide }: ScoredFace) => `${source} ${bonaFide}`;
  for (const face of faces) counts.set(group(face), (counts.get(group(face)) ?? 0) + 1);
  const loss = (slope: number) =>
    faces.reduce((sum, face) => {
      const margin = slope * (face.score - threshold) * (face.bonaFide ? 1 : -1);
      // log(1 + exp(-margin)), without overflow
      return sum + (Math.max(-margin, 0) + Math.log1p(Math.exp(-Math.abs(margin)))) / counts.get(group(face))!;
    }, 0);
  let [low, high] = [1e-3, 100];
  const golden = (Math.sqrt(5) - 1) / 2;
  while (high / low > 1.0001) {
    const ratio = (high / low) ** golden;
    if (loss(high / ratio) < loss(low * ratio)) high = low * ratio;
    else low = high / ratio;
  }
  return Math.sqrt(low * high);
}
