import { type Box, iou } from './geometry.ts';

/** One face as the detector found it. */
export interface DetectedFace {
  readonly box: Box;
  /** The detector's confidence, 0..1. */
  readonly score: number;
}

/** Which face a picture is about: the largest, or the one nearest to the centre whatever else is in view. */
export type MainFace = 'largest' | 'centre';

const MAX_OVERLAP = 0.4;

/** Greedy non-maximum suppression: the most confident box of every cluster. */
export function suppressOverlaps(candidates: readonly DetectedFace[]): DetectedFace[] {
  const kept: DetectedFace[] = [];
  for (const candidate of candidates.toSorted((p, q) => q.score - p.score)) {
    if (kept.every((face) => iou(face.box, candidate.box) <= MAX_OVERLAP)) kept.push(candidate);
  }
  return kept;
}
