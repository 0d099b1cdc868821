import type { Point } from './geometry.ts';
import { type Luma, lumaOf } from './luma.ts';
import type { Picture } from './picture.ts';

/** Side of JPEG's blocks in pixels of the file. */
const BLOCK = 8;
/** Longest side of what is looked at, in pixels of the file: thousands of blocks. */
const LOOKED_AT = 768;
/** With fewer blocks chance has its say. */
const LEAST_BLOCKS = 100;
/** Steps in eighths of a grey level: below the first nobody sees one, the last is the greatest that baseline JPEG has. */
const FINEST_STEP = 24;
const COARSEST_STEP = 255;
/** The middle of the range, which JPEG subtracts before it codes. */
const LEVEL_SHIFT = 128;
/** Blocks this close to black or white were clipped. */
const CLIPPED = 3;
/** Only blocks of many greys tell: no level within half a grey counts for more than this share of them. */
const GREATEST_SHARE = 1 / 60;
/** A lattice has to be this much finer than the blocks' greys are spread. */
const LEAST_SPREAD = 0.5;
/** How well the blocks' greys lie on the lattice: 1 is exactly, 0 anyhow. Photos that were coded finely stay below 0.35. */
const LEAST_FIT = 0.4;
/** Of all that fit about as well as the best the coarsest is the one that the picture was coded with. */
const NEARLY_BEST = 0.85;
/** Two greys lie on many lattices: a lattice has to have so many points, each with such a share of the blocks. */
const LEAST_LEVELS = 4;
const LEAST_LEVEL_SHARE = 0.01;
/** A turn's cosines, between which straight lines err by less than a millionth: two million are asked for. */
const COSINES = 4096;
const COSINE = Float64Array.from({ length: COSINES + 2 }, (_, i) => Math.cos((2 * Math.PI * i) / COSINES));

/**
 * How coarsely JPEG coded the brightness of blocks, around a point of a picture: {@link quantisationStep} of up to
 * 768 x 768 pixels of the file.
 */
export function compressionAt(picture: Picture, centre: Point): number {
  const { resolution } = picture;
  const [left, width] = aligned(centre.x, picture.width);
  const [top, height] = aligned(centre.y, picture.height);
  const [columns, rows] = [Math.floor(width * resolution), Math.floor(height * resolution)];
  if (columns < 1 || rows < 1) return 0;
  const onto = { a: resolution, b: 0, c: 0, d: resolution, e: -left * resolution, f: -top * resolution };
  return quantisationStep(lumaOf(picture.sample(onto, columns, rows), columns, rows), resolution);
}

/** Start and length of whole blocks about a place on one side of the picture. */
function aligned(centre: number, side: number): [start: number, length: number] {
  const length = Math.min(LOOKED_AT, Math.floor(side / BLOCK) * BLOCK);
  const start = Math.min(Math.max(0, centre - length / 2), side - length);
  return [Math.floor(start / BLOCK) * BLOCK, length];
}

/**
 * The step in grey levels to which JPEG rounded the mean of each block, wherever in its life the picture was coded so: what neighbouring
 * blocks differ by at least where they differ. 0 where no step of 3 or more is to be seen. At libjpeg's quality 50 it is 2, at
 * 20 it is 5, at 10 it is 10.
 *
 * The means of blocks lie on a lattice then, which coding again finely keeps, and shrinking hardly blurs; a periodogram finds
 * it (as for histograms of coefficients: Fan & de Queiroz, "Identification of bitmap compression history", IEEE TIP 2003).
 * The blocks have to be where they were: a picture that was cropped off the grid, enlarged or shrunk by somebody else shows
 * no lattice.
 *
 * @param luma begins at a corner of a block, and was at most shrunk.
 * @param resolution pixels for each pixel of the file.
 */
export function quantisationStep(luma: Luma, resolution: number): number {
  const means = blockMeans(luma, BLOCK * resolution).filter(
    (mean) => mean >= CLIPPED - LEVEL_SHIFT && mean <= 255 - CLIPPED - LEVEL_SHIFT,
  );
  if (means.length < LEAST_BLOCKS) return 0;
  const weights = evenWeights(means);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const weighted = (of: (mean: number) => number) =>
    means.reduce((sum, mean, k) => sum + weights[k]! * of(mean), 0) / total;
  const middle = weighted((mean) => mean);
  const deviation = Math.sqrt(weighted((mean) => (mean - middle) ** 2));
  const steps = candidates(deviation).filter((step) => hasLevels(step, means));
  const fits = steps.map((step) => fitOf(step, means, weights) / total);
  const wanted = Math.max(LEAST_FIT, NEARLY_BEST * Math.max(...fits));
  // Whatever lies on a lattice lies on all finer ones that divide it.
  return (
    steps[fits.findLastIndex((fit, k) => fit >= wanted && fit >= (fits[k - 1] ?? 0) && fit >= (fits[k + 1] ?? 0))] ?? 0
  );
}

/** Steps that JPEG may have, as fine as can be seen to as coarse as can be told, in grey levels. */
function candidates(deviation: number): number[] {
  const count = COARSEST_STEP - FINEST_STEP + 1;
  return Array.from({ length: count }, (_, i) => (FINEST_STEP + i) / BLOCK).filter(
    (step) => step * LEAST_SPREAD <= deviation,
  );
}

/** Whether enough points of a lattice are nearest to some blocks each. */
function hasLevels(step: number, means: Float64Array): boolean {
  const outermost = Math.ceil(LEVEL_SHIFT / step);
  const counts = new Uint32Array(2 * outermost + 1);
  const enough = Math.ceil(LEAST_LEVEL_SHARE * means.length);
  let levels = 0;
  for (let k = 0; k < means.length && levels < LEAST_LEVELS; k++) {
    const level = outermost + Math.round(means[k]! / step);
    counts[level]! += 1;
    if (counts[level] === enough) levels += 1;
  }
  return levels === LEAST_LEVELS;
}

/** Sum of the weights, each times how near to a lattice its mean lies: 1 on it, -1 in the middle between two points. */
function fitOf(step: number, means: Float64Array, weights: Float64Array): number {
  let fit = 0;
  for (let k = 0; k < means.length; k++) {
    const place = means[k]! / step;
    const part = COSINES * (place - Math.floor(place));
    const before = Math.floor(part);
    const here = COSINE[before]!;
    fit += weights[k]! * (here + (part - before) * (COSINE[before + 1]! - here));
  }
  return fit;
}

/** Mean grey of each whole block less the level shift. A pixel that two blocks share counts for both, by its parts. */
function blockMeans({ width, height, values }: Luma, side: number): Float64Array {
  const [columns, rows] = [Math.floor(width / side + 1e-6), Math.floor(height / side + 1e-6)];
  const sums = new Float64Array(columns * rows);
  const across = shares(width, columns, side);
  const line = new Float64Array(columns);
  for (const { pixel: y, block: row, part } of shares(height, rows, side)) {
    line.fill(0);
    for (const { pixel: x, block: column, part } of across) line[column]! += part * values[y * width + x]!;
    for (let column = 0; column < columns; column++) sums[row * columns + column]! += part * line[column]!;
  }
  return sums.map((sum) => sum / side ** 2 - LEVEL_SHIFT);
}

/** Which part of each pixel lies in which block, along one side. */
function shares(
  pixels: number,
  blocks: number,
  side: number,
): { readonly pixel: number; readonly block: number; readonly part: number }[] {
  const parts: { pixel: number; block: number; part: number }[] = [];
  for (let block = 0; block < blocks; block++) {
    const [start, end] = [block * side, (block + 1) * side];
    for (let pixel = Math.floor(start); pixel < Math.min(end, pixels); pixel++) {
      parts.push({ pixel, block, part: Math.min(pixel + 1, end) - Math.max(pixel, start) });
    }
  }
  return parts;
}

/** So that an even background counts for as much as any other grey: it may lie on the lattice by chance. */
function evenWeights(means: Float64Array): Float64Array {
  const bin = (mean: number) => Math.floor(2 * (mean + LEVEL_SHIFT));
  const counts = new Uint32Array(512);
  for (const mean of means) counts[bin(mean)]! += 1;
  const most = Math.max(2, GREATEST_SHARE * means.length);
  return means.map((mean) => Math.min(1, most / counts[bin(mean)]!));
}
