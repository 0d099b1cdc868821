import { PATCH } from './frame-sample.ts';

const AREA = PATCH * PATCH;
/** A patch that is nearly black or nearly white shows no noise of any sensor. */
const DARK = 20;
const BRIGHT = 235;
/** Levels that rounding alone makes. */
const ROUNDING = 0.25;
/** Numbers of each patch that are kept of a pair's noise. */
const KEPT = 52;

/** What changed from one frame to the next that is no movement: what is left of the difference without its smooth part. */
export interface PairNoise {
  /** Median of its size, levels of 255, of the middle patch. */
  readonly median: number;
  /** Share of pixels that are exactly the same in both, of the middle patch. */
  readonly still: number;
  /** Some of it, of length 1, to be found again. Absent where there is none. */
  readonly pattern: Float32Array | undefined;
}

/** Mean grey of each patch. */
export function patchMeans(patches: Uint8Array): number[] {
  const means: number[] = [];
  for (let from = 0; from < patches.length; from += AREA) {
    let sum = 0;
    for (let i = from; i < from + AREA; i++) sum += patches[i]!;
    means.push(sum / AREA);
  }
  return means;
}

/** Whether a frame is neither dark nor blown out in any of its patches. */
export function isJudgeable(means: readonly number[]): boolean {
  return means.some((mean) => mean > DARK && mean < BRIGHT);
}

/**
 * The noise of a pair of frames. Nothing where no patch of theirs can be judged.
 *
 * @param means of the later frame.
 */
export function pairNoise(before: Uint8Array, after: Uint8Array, means: readonly number[]): PairNoise | undefined {
  const judged: { median: number; still: number }[] = [];
  const pattern = new Float32Array(KEPT * means.length);
  means.forEach((mean, patch) => {
    if (mean <= DARK || mean >= BRIGHT) return;
    const difference = new Int16Array(AREA);
    let same = 0;
    for (let i = 0, at = patch * AREA; i < AREA; i++, at++) {
      difference[i] = after[at]! - before[at]!;
      if (difference[i] === 0) same++;
    }
    const rough = roughness(difference);
    for (let i = 0; i < KEPT; i++) pattern[patch * KEPT + i] = rough[(i * 17) % rough.length]!;
    judged.push({ median: medianSize(rough) / 4, still: same / AREA });
  });
  if (judged.length === 0) return undefined;
  const size = median(judged.map((one) => one.median));
  return {
    median: size,
    still: median(judged.map((one) => one.still)),
    // Without noise only movement is left, and that may well come again.
    pattern: size > ROUNDING ? normalised(pattern) : undefined,
  };
}

/** Four times the difference less the mean of its four neighbours, within the border: whole numbers. */
function roughness(difference: Int16Array): Int16Array {
  const rough = new Int16Array((PATCH - 2) * (PATCH - 2));
  for (let y = 1, to = 0; y < PATCH - 1; y++) {
    for (let x = 1, i = y * PATCH + 1; x < PATCH - 1; x++, i++) {
      const around = difference[i - 1]! + difference[i + 1]! + difference[i - PATCH]! + difference[i + PATCH]!;
      rough[to++] = 4 * difference[i]! - around;
    }
  }
  return rough;
}

/** The median of their sizes. Counted: to sort them takes a hundred times as long. */
function medianSize(values: Int16Array): number {
  const counts = new Uint16Array(8 * 255 + 1);
  for (let i = 0; i < values.length; i++) counts[Math.abs(values[i]!)]!++;
  let size = 0;
  for (let below = counts[0]!; below <= values.length / 2; below += counts[size]!) size++;
  return size;
}

function normalised(pattern: Float32Array): Float32Array | undefined {
  let power = 0;
  let filled = 0;
  for (const value of pattern) {
    power += value * value;
    if (value !== 0) filled++;
  }
  // Of a few pixels that changed, one pattern looks like another.
  if (filled < KEPT / 2) return undefined;
  const length = Math.sqrt(power);
  return pattern.map((value) => value / length);
}

/** The middle of some numbers; 0 of none. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float32Array.from(values).sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
