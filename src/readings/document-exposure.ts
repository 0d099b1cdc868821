/** A value from here on may stand for any amount of light. */
const CLIPPED = 250;
/** Paper is brighter than this share of a document; only a tenth of it has to be blank. */
const PAPER = 0.9;

/** How a document is exposed. */
export interface DocumentExposure {
  /** Value of what is brightest of the document, paper or light print, in the strongest channel, 0 to 1. */
  readonly paper: number;
  /** Share of the document that is clipped in all channels: nothing can be told of it. 0 to 1. */
  readonly clipped: number;
}

/**
 * Exposure by the channel that is exposed best: coloured light leaves the others dark, or clips them, and the document stays
 * legible in that one.
 *
 * @param rgba the rectified document.
 */
export function documentExposure(rgba: Uint8ClampedArray): DocumentExposure {
  let clipped = 0;
  for (let p = 0; p < rgba.length; p += 4) {
    if (rgba[p]! >= CLIPPED && rgba[p + 1]! >= CLIPPED && rgba[p + 2]! >= CLIPPED) clipped += 1;
  }
  const count = rgba.length / 4;
  return {
    paper: Math.max(...channelCounts(rgba).map((counts) => quantile(counts, PAPER * count))) / 255,
    clipped: clipped / count,
  };
}

/** How many pixels have each value, of red, green and blue. */
export function channelCounts(rgba: Uint8ClampedArray): readonly [Uint32Array, Uint32Array, Uint32Array] {
  const [red, green, blue] = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)];
  for (let p = 0; p < rgba.length; p += 4) {
    red[rgba[p]!]! += 1;
    green[rgba[p + 1]!]! += 1;
    blue[rgba[p + 2]!]! += 1;
  }
  return [red, green, blue];
}

/** The least value that so many reach up to. */
export function quantile(counts: Uint32Array, rank: number): number {
  let value = 0;
  for (let sum = counts[0]!; sum < rank && value < counts.length - 1; ) sum += counts[++value]!;
  return value;
}
