import { leastSquares } from './least-squares.ts';
import { LINEAR_LIGHT } from './linear-light.ts';
import { dilate, type Plane, smooth } from './smoothing.ts';

/** Cells along the longer side: 0.75 mm of a card, over which noise and the blocks of subsampled colour average out. */
const CELLS = 114;
/** The brightest within so many cells is taken for the paper there, and this smoothed for the light. */
const PAPER_REACH = 5;
const LIGHT_SMOOTHING = 4;
/** Cells at the border, which may show what lies beside the document. */
const MARGIN = 4;
/** A channel from here on may be clipped, which changes the colour. */
const CLIPPED = 250;
const MAX_CLIPPED_SHARE = 0.05;
/** With fewer cells than this share unclipped, all are taken. */
const LEAST_USABLE = 0.1;
/** A channel with less than this share of the light of the strongest tells little: its noise is what is seen. */
const WEAK_CHANNEL = 0.4;
/** What is printed in colour is larger than this in cells; text that bleeds into subsampled colour is finer. */
const PRINT_SMOOTHING = 2.5;
const GREATEST_DEVIATION = 0.3;
const TILE_COLUMNS = 6;
const TILE_ROWS = 4;
/** A hand or a thing may cover some of the document, and colours the light around it. */
const UNCOVERED = 0.6;
const LEAST_USABLE_OF_TILE = 0.2;
const ROUNDS = 4;
/** Of the surface: four powers of greyness, each with its tilt, and three of the place. */
const TERMS = 15;

/**
 * How much the colours of a document differ from each other, as a share of its paper's light; 0 for a grey copy, whatever light it
 * lies in.
 *
 * The light's own colour is divided out, where the brightest nearby stands for paper. What is left of a grey copy depends on
 * its greyness and, smoothly, on the place: tone curves, clipping and stray light bend colours in no other way. Such a
 * surface is fitted and taken away; what deviates from it over more than letters is print in colour.
 *
 * @param rgba the rectified document.
 */
export function colourfulness(rgba: Uint8ClampedArray, width: number, height: number): number {
  const cells = readCells(rgba, width, height);
  const { light, columns, rows } = cells;
  const paper = light.map((channel) => smooth(dilate(channel, PAPER_REACH), LIGHT_SMOOTHING));
  const count = columns * rows;
  const grey = new Float32Array(count);
  const redness = new Float32Array(count);
  const blueness = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const lit = paper.map(({ values }) => Math.max(values[i]!, 1e-4));
    const [r, g, b] = light.map(({ values }, channel) => values[i]! / lit[channel]!) as [number, number, number];
    const weight = Math.min(1, Math.sqrt(Math.min(...lit) / Math.max(...lit) / WEAK_CHANNEL));
    grey[i] = (r + g + b) / 3;
    redness[i] = weight * (r - g);
    blueness[i] = weight * (b - g);
  }
  const deviations = withoutSurface(cells, grey, [redness, blueness]);
  return spreadOf(deviations, cells);
}

interface Cells {
  readonly columns: number;
  readonly rows: number;
  /** Linear light of red, green and blue. */
  readonly light: readonly Plane[];
  /** 1 for cells that tell a colour, 0 for the others. */
  readonly usable: Plane;
}

/** The document averaged over cells, in linear light. */
function readCells(rgba: Uint8ClampedArray, width: number, height: number): Cells {
  const scale = Math.min(1, CELLS / Math.max(width, height));
  const [columns, rows] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const count = columns * rows;
  const plane = () => ({ width: columns, height: rows, values: new Float32Array(count) });
  const [light, clipped, pixels] = [[plane(), plane(), plane()], new Float32Array(count), new Float32Array(count)];
  for (let y = 0, p = 0; y < height; y++) {
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0; x < width; x++, p += 4) {
      const i = row + Math.floor((x * columns) / width);
      pixels[i]! += 1;
      if (Math.max(rgba[p]!, rgba[p + 1]!, rgba[p + 2]!) >= CLIPPED) clipped[i]! += 1;
      for (let channel = 0; channel < 3; channel++) light[channel]!.values[i]! += LINEAR_LIGHT[rgba[p + channel]!]!;
    }
  }
  for (const { values } of light) for (let i = 0; i < count; i++) values[i]! /= pixels[i]!;
  const inside = (i: number) => {
    const [x, y] = [i % columns, Math.floor(i / columns)];
    return x >= MARGIN && y >= MARGIN && x < columns - MARGIN && y < rows - MARGIN;
  };
  const unclipped = plane();
  const all = plane();
  for (let i = 0; i < count; i++) {
    all.values[i] = inside(i) ? 1 : 0;
    unclipped.values[i] = inside(i) && clipped[i]! <= MAX_CLIPPED_SHARE * pixels[i]! ? 1 : 0;
  }
  const enough = unclipped.values.reduce((sum, value) => sum + value, 0) >= LEAST_USABLE * count;
  return { columns, rows, light, usable: enough ? unclipped : all };
}

/** What deviates from a surface that is cubic in greyness, tilts with the place, and bends with it; 0 where no colour is told. */
function withoutSurface(
  { columns, rows, usable }: Cells,
  grey: Float32Array,
  colours: readonly Float32Array[],
): Plane[] {
  const used = [...usable.values.keys()].filter((i) => usable.values[i] === 1);
  const terms = new Float64Array(used.length * TERMS);
  used.forEach((i, k) => {
    const [x, y] = [((i % columns) / columns) * 2 - 1, (Math.floor(i / columns) / rows) * 2 - 1];
    const g = grey[i]!;
    const powers = [1, g, g * g, g * g * g];
    const tilted = powers.flatMap((power) => [power, power * x, power * y]);
    terms.set([...tilted, x * x, x * y, y * y], k * TERMS);
  });
  const targets = colours.map((colour) => Float64Array.from(used, (i) => colour[i]!));
  const residuals = targets.map((target) => target.slice());
  const weights = new Float64Array(used.length).fill(1);
  for (let round = 0; round < ROUNDS; round++) {
    targets.forEach((target, c) => {
      const factors = leastSquares(terms, TERMS, target, weights);
      for (let k = 0, at = 0; k < used.length; k++, at += TERMS) {
        let fitted = 0;
        for (let t = 0; t < TERMS; t++) fitted += terms[at + t]! * factors[t]!;
        residuals[c]![k] = target[k]! - fitted;
      }
    });
    // The weight of Cauchy: print in colour, where there is little of it, does not bend the surface.
    const sizes = weights.map((_, k) => Math.hypot(...residuals.map((residual) => residual[k]!)));
    const typical = sizes.toSorted()[sizes.length >> 1]! + 1e-6;
    for (let k = 0; k < used.length; k++) weights[k] = 1 / (1 + (sizes[k]! / (2 * typical)) ** 2);
  }
  return residuals.map((residual) => {
    const values = new Float32Array(columns * rows);
    used.forEach((i, k) => {
      values[i] = Math.min(GREATEST_DEVIATION, Math.max(-GREATEST_DEVIATION, residual[k]!));
    });
    return { width: columns, height: rows, values };
  });
}

/** Root mean square of the smoothed deviations in the tile that so many tiles stay below. */
function spreadOf(deviations: readonly Plane[], { columns, rows, usable }: Cells): number {
  const smoothed = deviations.map((plane) => smooth(plane, PRINT_SMOOTHING).values);
  const known = smooth(usable, PRINT_SMOOTHING).values;
  const tiles = TILE_COLUMNS * TILE_ROWS;
  const [sums, counts] = [new Float64Array(tiles), new Float64Array(tiles)];
  for (let i = 0; i < usable.values.length; i++) {
    if (usable.values[i] === 0) continue;
    const tile =
      Math.floor((Math.floor(i / columns) * TILE_ROWS) / rows) * TILE_COLUMNS +
      Math.floor(((i % columns) * TILE_COLUMNS) / columns);
    const deviation = Math.hypot(...smoothed.map((values) => values[i]!)) / known[i]!;
    sums[tile]! += deviation ** 2;
    counts[tile]! += 1;
  }
  const least = (LEAST_USABLE_OF_TILE * columns * rows) / tiles;
  const spreads = [...counts.keys()].filter((t) => counts[t]! >= least).map((t) => Math.sqrt(sums[t]! / counts[t]!));
  return spreads.sort((p, q) => p - q)[Math.floor(UNCOVERED * (spreads.length - 1))] ?? 0;
}
