import { leastSquares } from './least-squares.ts';
import { LINEAR_LIGHT } from './linear-light.ts';
import { dilate, type Plane, smooth } from './smoothing.ts';

/** Cells along the longer side: 0.75 mm of a card, over which noise and the blocks of subsampled colour average out. */
const CELLS = 114;
/** The brightest within so many cells is taken for the paper there, and this smoothed for the light. */
const PAPER_REACH = 5;
/** Darker paper is counted as so bright. */
const LEAST_LIGHT = 1e-4;
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
/** Of the surface: so many powers of greyness, each with its tilt; and three of the place. */
const DEGREES = 4;
const TERMS = 3 * DEGREES + 3;

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
  const [red, green, blue] = light;
  const [paperRed, paperGreen, paperBlue] = paper as unknown as typeof light;
  for (let i = 0; i < count; i++) {
    const litRed = Math.max(paperRed.values[i]!, LEAST_LIGHT);
    const litGreen = Math.max(paperGreen.values[i]!, LEAST_LIGHT);
    const litBlue = Math.max(paperBlue.values[i]!, LEAST_LIGHT);
    const r = red.values[i]! / litRed;
    const g = green.values[i]! / litGreen;
    const b = blue.values[i]! / litBlue;
    // Where the light lacks a channel, its noise is what is seen.
    const weight = Math.sqrt(Math.min(litRed, litGreen, litBlue) / Math.max(litRed, litGreen, litBlue));
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
  readonly light: readonly [Plane, Plane, Plane];
  /** 1 for cells that tell a colour, 0 for the others. */
  readonly usable: Plane;
}

/** The document averaged over cells, in linear light. */
function readCells(rgba: Uint8ClampedArray, width: number, height: number): Cells {
  const scale = Math.min(1, CELLS / Math.max(width, height));
  const [columns, rows] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const count = columns * rows;
  const plane = () => ({ width: columns, height: rows, values: new Float32Array(count) });
  const light = [plane(), plane(), plane()] as const;
  const [red, green, blue] = [light[0].values, light[1].values, light[2].values];
  const [clipped, pixels] = [new Float32Array(count), new Float32Array(count)];
  const columnOf = Uint16Array.from({ length: width }, (_, x) => Math.floor((x * columns) / width));
  for (let y = 0, p = 0; y < height; y++) {
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0; x < width; x++, p += 4) {
      const i = row + columnOf[x]!;
      const [r, g, b] = [rgba[p]!, rgba[p + 1]!, rgba[p + 2]!];
      pixels[i]! += 1;
      if (r >= CLIPPED || g >= CLIPPED || b >= CLIPPED) clipped[i]! += 1;
      red[i]! += LINEAR_LIGHT[r]!;
      green[i]! += LINEAR_LIGHT[g]!;
      blue[i]! += LINEAR_LIGHT[b]!;
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
  const used = placesOf(usable.values);
  const terms = new Float64Array(used.length * TERMS);
  for (let k = 0, at = 0; k < used.length; k++) {
    const [column, row] = [used[k]! % columns, Math.floor(used[k]! / columns)];
    const [x, y] = [(column / columns) * 2 - 1, (row / rows) * 2 - 1];
    for (let degree = 0, power = 1; degree < DEGREES; degree++, power *= grey[used[k]!]!) {
      terms[at++] = power;
      terms[at++] = power * x;
      terms[at++] = power * y;
    }
    terms[at++] = x * x;
    terms[at++] = x * y;
    terms[at++] = y * y;
  }
  const targets = colours.map((colour) => Float64Array.from(used, (i) => colour[i]!));
  const residuals = targets.map((target) => target.slice());
  const weights = new Float64Array(used.length).fill(1);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [c, factors] of leastSquares(terms, TERMS, targets, weights).entries()) {
      const [target, residual] = [targets[c]!, residuals[c]!];
      for (let k = 0, at = 0; k < used.length; k++, at += TERMS) {
        let fitted = 0;
        for (let t = 0; t < TERMS; t++) fitted += terms[at + t]! * factors[t]!;
        residual[k] = target[k]! - fitted;
      }
    }
    // The weight of Cauchy: print in colour, where there is little of it, does not bend the surface.
    const sizes = lengths(residuals);
    const typical = sizes.toSorted()[sizes.length >> 1]! + 1e-6;
    for (let k = 0; k < used.length; k++) weights[k] = 1 / (1 + (sizes[k]! / (2 * typical)) ** 2);
  }
  return residuals.map((residual) => {
    const values = new Float32Array(columns * rows);
    for (let k = 0; k < used.length; k++) {
      values[used[k]!] = Math.min(GREATEST_DEVIATION, Math.max(-GREATEST_DEVIATION, residual[k]!));
    }
    return { width: columns, height: rows, values };
  });
}

/** Indices of what counts. */
function placesOf(usable: Float32Array): Uint32Array {
  const places: number[] = [];
  for (let i = 0; i < usable.length; i++) if (usable[i] === 1) places.push(i);
  return Uint32Array.from(places);
}

/** Of vectors whose components are given apart. */
function lengths(components: readonly (Float32Array | Float64Array)[]): Float64Array {
  const squares = new Float64Array(components[0]!.length);
  for (const component of components) for (let i = 0; i < squares.length; i++) squares[i]! += component[i]! ** 2;
  return squares.map(Math.sqrt);
}

/** The geometric mean of what most of the document deviates by, and of what a part does. */
function spreadOf(deviations: readonly Plane[], { columns, rows, usable }: Cells): number {
  const smoothed = lengths(deviations.map((plane) => smooth(plane, PRINT_SMOOTHING).values));
  const known = smooth(usable, PRINT_SMOOTHING).values;
  const sizes = usable.values.map((use, i) => (use === 0 ? 0 : smoothed[i]! / known[i]!));
  const all = placesOf(usable.values);
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
