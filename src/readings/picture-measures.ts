import type { Luma } from './luma.ts';

/** Half the width of the blur that a picture is compared with: nine pixels, as published. */
const BLUR = 4;
/** ISO/IEC 29794-5 counts luminance below and above these as under- and overexposed. */
const DARK = 25;
const BRIGHT = 247;
const JPEG_BLOCK = 8;

/**
 * How sharp, 0 (blurred) to 1: one less the perceptual blur of Crete et al. ("The blur effect: perception and estimation with
 * a new no-reference perceptual blur metric", SPIE 2007). It asks how much of the differences between neighbours is lost
 * when the picture is blurred once more: a sharp picture loses most. Pictures are comparable at equal sizes of what they show.
 */
export function sharpness(luma: Luma): number {
  return 1 - Math.max(blurAlong(luma, true), blurAlong(luma, false));
}

/** Blur along the rows or the columns, 0..1; 1 for a picture without any difference. */
function blurAlong({ width, height, values }: Luma, rows: boolean): number {
  const [lines, length, lineStep, step] = rows ? [height, width, width, 1] : [width, height, 1, width];
  let total = 0;
  let lost = 0;
  const line = new Float32Array(length);
  for (let l = 0; l < lines; l++) {
    for (let i = 0; i < length; i++) line[i] = values[l * lineStep + i * step]!;
    // A running sum over the window, which stays inside the line.
    let sum = 0;
    for (let i = 0; i <= 2 * BLUR; i++) sum += line[i]!;
    let previous = sum;
    for (let i = BLUR + 1; i < length - BLUR; i++) {
      sum += line[i + BLUR]! - line[i - BLUR - 1]!;
      const difference = Math.abs(line[i]! - line[i - 1]!);
      total += difference;
      lost += Math.max(0, difference - Math.abs(sum - previous) / (2 * BLUR + 1));
      previous = sum;
    }
  }
  return total === 0 ? 1 : (total - lost) / total;
}

/** Exposure of what a picture shows. */
export interface Exposure {
  /** Mean luminance, 0 to 1. */
  readonly brightness: number;
  /** Share of pixels that are nearly black, 0 to 1. */
  readonly dark: number;
  /** Share of pixels that are nearly white, 0 to 1. */
  readonly bright: number;
}

export function exposure({ values }: Luma): Exposure {
  let sum = 0;
  let dark = 0;
  let bright = 0;
  for (const value of values) {
    sum += value;
    if (value <= DARK) dark += 1;
    else if (value >= BRIGHT) bright += 1;
  }
  const count = values.length;
  return { brightness: sum / count / 255, dark: dark / count, bright: bright / count };
}

/**
 * Standard deviation of the noise in grey levels (Immerkaer, "Fast noise variance estimation", CVIU 1996): what a mask that
 * cancels flat and sloping parts leaves over. Fine texture counts as noise, so values under 3 say nothing.
 */
export function noise({ width, height, values }: Luma): number {
  let sum = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const corners = values[i - width - 1]! + values[i - width + 1]! + values[i + width - 1]! + values[i + width + 1]!;
      const sides = values[i - width]! + values[i + width]! + values[i - 1]! + values[i + 1]!;
      sum += Math.abs(corners - 2 * sides + 4 * values[i]!);
    }
  }
  return (Math.sqrt(Math.PI / 2) * sum) / (6 * (width - 2) * (height - 2));
}

/**
 * How much the borders of JPEG's blocks stand out: the mean step over every eighth pair of neighbours by the mean step
 * elsewhere, at the phase where that is greatest, of rows and columns the greater. About 1 without compression; the pixels
 * must not have been resampled.
 */
export function blockiness(luma: Luma): number {
  return Math.max(blockinessAlong(luma, true), blockinessAlong(luma, false));
}

function blockinessAlong({ width, height, values }: Luma, rows: boolean): number {
  const [lines, length, lineStep, step] = rows ? [height, width, width, 1] : [width, height, 1, width];
  const steps = new Float64Array(JPEG_BLOCK);
  const counts = new Float64Array(JPEG_BLOCK);
  for (let l = 0; l < lines; l++) {
    for (let i = 1; i < length; i++) {
      const at = l * lineStep + i * step;
      steps[i % JPEG_BLOCK]! += Math.abs(values[at]! - values[at - step]!);
      counts[i % JPEG_BLOCK]! += 1;
    }
  }
  const means = Array.from(steps, (sum, phase) => sum / counts[phase]!);
  const peak = Math.max(...means);
  const rest = (means.reduce((sum, value) => sum + value, 0) - peak) / (JPEG_BLOCK - 1);
  // A flat picture has no steps at all.
  return rest === 0 ? 1 : peak / rest;
}
