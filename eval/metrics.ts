import type { LevelCounts } from './score-levels.ts';

// In the words of ISO/IEC 19795-1: genuine are those that should be accepted (same person; bona fide), impostor those that
// should not (another person; a presentation attack). All functions take counts by level, see score-levels.ts, and a
// picture without an answer counts as rejected: it lies on level 0, below every score.

/**
 * Area under the ROC curve by ranks (Mann and Whitney 1947): the share of pairs of a genuine and an impostor where the
 * genuine one scores higher. A tie counts one half.
 *
 * @returns 0 to 1; NaN when a group is empty.
 */
export function auc(genuine: LevelCounts, impostor: LevelCounts): number {
  let impostorsBelow = 0;
  let won = 0;
  for (let level = 0; level < genuine.length; level++) {
    const impostorsHere = impostor[level] ?? 0;
    won += (genuine[level] ?? 0) * (impostorsBelow + impostorsHere / 2);
    impostorsBelow += impostorsHere;
  }
  return won / (total(genuine) * total(impostor));
}

/**
 * Equal error rate: where the false match rate is the false non-match rate (ISO/IEC 19795-1), interpolated linearly
 * between the two neighbouring points of the ROC curve. The curve ends in (1, 0), where all are accepted.
 *
 * @returns 0 to 1; NaN when a group is empty.
 */
export function eer(genuine: LevelCounts, impostor: LevelCounts): number {
  const genuines = total(genuine);
  const impostors = total(impostor);
  if (genuines === 0 || impostors === 0) return Number.NaN;
  let falseMatches = 0;
  let falseNonMatches = genuines;
  for (let level = genuine.length - 1; level >= 0; level--) {
    const rate = falseMatches / impostors;
    const gap = falseNonMatches / genuines - rate;
    falseMatches += impostor[level] ?? 0;
    falseNonMatches -= genuine[level] ?? 0;
    const nextRate = falseMatches / impostors;
    const nextGap = falseNonMatches / genuines - nextRate;
    if (nextGap <= 0) return rate + (gap / (gap - nextGap)) * (nextRate - rate);
  }
  return Number.NaN;
}

/**
 * True accept rate at the lowest threshold at which at most the given share of impostors is accepted. `TAR = 1 - FNMR`.
 *
 * With fewer than `1 / fmr` impostors that threshold would be the one of no false match at all, which says nothing about
 * the rate asked for.
 *
 * @param fmr False match rate, above 0.
 * @returns 0 to 1; undefined when there are too few impostors or no genuine.
 */
export function tarAtFmr(genuine: LevelCounts, impostor: LevelCounts, fmr: number): number | undefined {
  const genuines = total(genuine);
  // The small addend keeps 0.01 * 300 from being 2.9999.
  const allowed = Math.floor(fmr * total(impostor) + 1e-9);
  if (allowed < 1 || genuines === 0) return undefined;
  let accepted = 0;
  let falseMatches = 0;
  for (let level = genuine.length - 1; level > 0; level--) {
    falseMatches += impostor[level] ?? 0;
    if (falseMatches > allowed) break;
    accepted += genuine[level] ?? 0;
  }
  return accepted / genuines;
}

/**
 * Average classification error rate: the mean of the share of bona fide presentations rejected (BPCER) and the worst share
 * of attacks accepted (APCER) over all kinds of attack. ISO/IEC 30107-3 rates a system by its worst kind, so the kinds
 * are not averaged.
 *
 * @param byKind Counts for each kind of attack.
 * @param limit The lowest level that is accepted.
 * @returns 0 to 1; NaN when there is no bona fide presentation, no attack or an empty kind.
 */
export function acer(bonaFide: LevelCounts, byKind: readonly LevelCounts[], limit: number): number {
  if (byKind.length === 0) return Number.NaN;
  const bpcer = 1 - shareFrom(bonaFide, limit);
  const apcer = Math.max(...byKind.map((kind) => shareFrom(kind, limit)));
  return (bpcer + apcer) / 2;
}

function shareFrom(counts: LevelCounts, level: number): number {
  return total(counts.subarray(level)) / total(counts);
}

function total(counts: LevelCounts): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}
