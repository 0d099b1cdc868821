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
  const channels = [0, 1, 2].map(() => new Uint32Array(256));
  let clipped = 0;
  for (let p = 0; p < rgba.length; p += 4) {
    for (let channel = 0; channel < 3; channel++) channels[channel]![rgba[p + channel]!]! += 1;
    if (Math.min(rgba[p]!, rgba[p + 1]!, rgba[p + 2]!) >= CLIPPED) clipped += 1;
  }
  const count = rgba.length / 4;
  return {
    paper: Math.max(...channels.map((counts) => quantile(counts, PAPER * count))) / 255,
    clipped: clipped / count,
  };
}

/** The least value that so many reach up to. */
export function quantile(counts: Uint32Array, rank: number): number {
  let value = 0;
  for (let sum = counts[0]!; sum < rank && value < counts.length - 1; ) sum += counts[++value]!;
  return value;
}
