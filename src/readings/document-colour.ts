import { leastSquares } from './least-squares.ts';
import { LINEAR_LIGHT } from './linear-light.ts';
import { dilate, type Plane, smooth } from './smoothing.ts';

/** Cells along the longer side: 0.75 mm of a card, over which noise and the blocks of subsampled colour average out. */
const CELLS = 114;
/** The brightest within so many cells is taken for the paper there, and this smoothed for the light. */
const PAPER_REACH = 5;
const LIGHT_SMOOTHING = 4;
/** Cells at the border, which may show what lies beside the document. */
const MARGIN = 3;
/** A channel from here on may be clipped, which changes the colour. */
const CLIPPED = 250;
const MAX_CLIPPED_SHARE = 0.05;
/** With fewer cells than this share unclipped, all are taken. */
const LEAST_USABLE = 0.1;
/** What is printed in colour is larger than this in cells; text that bleeds into subsampled colour is finer. */
const PRINT_SMOOTHING = 2.5;
const GREATEST_DEVIATION = 0.3;
/** What deviates by so much, and reaches the border, may be a finger or a thing that lies on the document. */
const COVERED = 0.05;
/** With less of the document uncovered than this share, all of it is taken. */
const LEAST_UNCOVERED = 0.3;
/** Colour shows in most of a document, or in a part as large as a portrait. */
const MOST = 0.6;
const A_PART = 0.95;
/** Of the part in the mean of the two, by a logistic regression on drawn documents and on clips of DLC-2021. */
const WEIGHT_OF_PART = 0.7;
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
    // Where the light lacks a channel, its noise is what is seen.
    const weight = Math.sqrt(Math.min(...lit) / Math.max(...lit));
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

/** The geometric mean of what most of the document deviates by, and of what a part does. */
function spreadOf(deviations: readonly Plane[], { columns, rows, usable }: Cells): number {
  const smoothed = deviations.map((plane) => smooth(plane, PRINT_SMOOTHING).values);
  const known = smooth(usable, PRINT_SMOOTHING).values;
  const sizes = usable.values.map((use, i) =>
    use === 0 ? 0 : Math.hypot(...smoothed.map((values) => values[i]!)) / known[i]!,
  );
  const all = [...sizes.keys()].filter((i) => usable.values[i] === 1);
  const covered = coveredCells(sizes, usable.values, columns, rows);
  const uncovered = all.filter((i) => covered[i] === 0);
  const counted = uncovered.length < LEAST_UNCOVERED * all.length ? all : uncovered;
  const sorted = Float32Array.from(counted, (i) => sizes[i]!).sort();
  const reached = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return reached(MOST) ** (1 - WEIGHT_OF_PART) * reached(A_PART) ** WEIGHT_OF_PART;
}

/** 1 for cells that deviate much and hang together with such at the border, or with what cannot be used. */
function coveredCells(sizes: Float32Array, usable: Float32Array, columns: number, rows: number): Uint8Array {
  const covered = new Uint8Array(sizes.length);
  const pending: number[] = [];
  const visit = (x: number, y: number) => {
    if (x < MARGIN || y < MARGIN || x >= columns - MARGIN || y >= rows - MARGIN) return;
    const i = y * columns + x;
    if (covered[i] === 1 || (usable[i] === 1 && sizes[i]! <= COVERED)) return;
    covered[i] = 1;
    pending.push(i);
  };
  for (let x = 0; x < columns; x++) for (const y of [MARGIN, rows - MARGIN - 1]) visit(x, y);
  for (let y = 0; y < rows; y++) for (const x of [MARGIN, columns - MARGIN - 1]) visit(x, y);
  for (let i = pending.pop(); i !== undefined; i = pending.pop()) {
    const [x, y] = [i % columns, Math.floor(i / columns)];
    visit(x - 1, y);
    visit(x + 1, y);
    visit(x, y - 1);
    visit(x, y + 1);
  }
  return covered;
}
