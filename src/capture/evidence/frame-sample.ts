import { GRID } from '../../evidence/luma-signature.ts';

/** Pixels a side of the patches that are looked at as the sensor gave them, unscaled. */
export const PATCH = 32;
/** Where patches lie: the part of the frame's free way that is left and above of each. */
export const PATCH_PLACES: readonly (readonly [number, number])[] = [
  [0.5, 0.5],
  [0.15, 0.15],
  [0.85, 0.15],
  [0.15, 0.85],
  [0.85, 0.85],
];
/** Pixels that are looked at in each direction of a cell of the grid. */
const PER_CELL = 12;

/** What is kept of a frame. */
export interface FrameSample {
  /** Mean grey of 16 x 16 cells, 0 to 255. */
  readonly luma: Float32Array;
  /** Mean colour of these cells, three numbers each, 0 to 255. Where colours were asked for. */
  readonly colours: Float32Array | undefined;
  /** Grey of five patches at the sensor's own resolution, one after the other. */
  readonly patches: Uint8Array;
}

/** A plane of bytes. */
export interface Plane {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly stride: number;
  /** Bytes from a sample to the next. */
  readonly step: number;
  readonly width: number;
  readonly height: number;
}

/** Where in a frame of this size the patches begin. Even, as frames with halved colour planes ask for. */
export function patchOrigins(width: number, height: number): [number, number][] {
  const at = (part: number, side: number) => 2 * Math.floor((part * (side - PATCH)) / 2);
  return PATCH_PLACES.map(([x, y]) => [at(x, width), at(y, height)]);
}

/** Means of 16 x 16 cells of a plane, of at most 12 x 12 samples each. */
export function cellMeans({ bytes, offset, stride, step, width, height }: Plane): Float32Array {
  const means = new Float32Array(GRID * GRID);
  const [dx, dy] = [width, height].map((side) => Math.max(1, Math.floor(side / (GRID * PER_CELL)))) as [number, number];
  for (let cell = 0; cell < means.length; cell++) {
    const column = cell % GRID;
    const row = Math.floor(cell / GRID);
    const right = Math.floor(((column + 1) * width) / GRID);
    const bottom = Math.floor(((row + 1) * height) / GRID);
    let sum = 0;
    let count = 0;
    for (let y = Math.floor((row * height) / GRID); y < bottom; y += dy) {
      const line = offset + y * stride;
      for (let x = Math.floor((column * width) / GRID); x < right; x += dx) {
        sum += bytes[line + x * step]!;
        count++;
      }
    }
    means[cell] = count > 0 ? sum / count : 0;
  }
  return means;
}

/** The five patches of a plane of grey. */
export function patchesOf({ bytes, offset, stride, step, width, height }: Plane): Uint8Array {
  const patches = new Uint8Array(PATCH_PLACES.length * PATCH * PATCH);
  let to = 0;
  for (const [left, top] of patchOrigins(width, height)) {
    for (let y = 0; y < PATCH; y++) {
      const line = offset + (top + y) * stride + left * step;
      for (let x = 0; x < PATCH; x++) patches[to++] = bytes[line + x * step]!;
    }
  }
  return patches;
}

/** How numbers of a frame with planes of luma and chroma become colours. */
export interface YuvRange {
  /** Levels from 0 to 255, and not from 16 to 235. */
  readonly full: boolean;
  /** ITU-R BT.709, and not BT.601. */
  readonly bt709: boolean;
}

/** Greys from 0 to 255 of luma means. */
export function greysOf(luma: Float32Array, { full }: YuvRange): Float32Array {
  return full ? luma : luma.map((level) => (level - 16) * (255 / 219));
}

/** Colours of cells, of the means of their luma and chroma. */
export function coloursOf(luma: Float32Array, u: Float32Array, v: Float32Array, range: YuvRange): Float32Array {
  const colours = new Float32Array(3 * luma.length);
  const greys = greysOf(luma, range);
  const gain = range.full ? 1 : 255 / 224;
  const [red, greenU, greenV, blue] = range.bt709 ? [1.5748, 0.1873, 0.4681, 1.8556] : [1.402, 0.3441, 0.7141, 1.772];
  for (let cell = 0; cell < luma.length; cell++) {
    const [cb, cr] = [(u[cell]! - 128) * gain, (v[cell]! - 128) * gain];
    const grey = greys[cell]!;
    colours.set([grey + red * cr, grey - greenU * cb - greenV * cr, grey + blue * cb], 3 * cell);
  }
  return colours;
}

/** Interleaves the means of three planes. */
export function interleaved(red: Float32Array, green: Float32Array, blue: Float32Array): Float32Array {
  const colours = new Float32Array(3 * red.length);
  for (let cell = 0; cell < red.length; cell++) colours.set([red[cell]!, green[cell]!, blue[cell]!], 3 * cell);
  return colours;
}

/** Greys of interleaved colours (ITU-R BT.601). */
export function greysOfColours(colours: Float32Array): Float32Array {
  return Float32Array.from(
    { length: colours.length / 3 },
    (_, i) => 0.299 * colours[3 * i]! + 0.587 * colours[3 * i + 1]! + 0.114 * colours[3 * i + 2]!,
  );
}
