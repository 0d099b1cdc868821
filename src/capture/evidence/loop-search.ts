/** Pairs of frames whose noise is kept: some 8 s at 30 frames a second. */
const KEPT = 240;
/** Noise of neighbouring pairs shares a frame, and so half of itself. */
const NEAREST = 4;
/** Cosine of two patterns from which on they are one: noise of a sensor is at 0, give or take 0.06. */
const SAME = 0.9;

/** Looks for frames, or their noise, that come a second time. */
export class LoopSearch {
  /** When each different frame was seen first, milliseconds. */
  readonly #frames = new Map<number, { at: number; index: number }>();
  readonly #patterns: { readonly at: number; readonly pattern: Float32Array }[] = [];
  #index = 0;
  /** Frames that came again. */
  count = 0;
  /** How long after, milliseconds: of the last that did. */
  lag: number | undefined;

  /**
   * @param at milliseconds of the stream.
   * @param hash of the frame's bytes.
   * @param pattern of its noise against the frame before.
   */
  add(at: number, hash: number, pattern: Float32Array | undefined): void {
    const known = this.#frames.get(hash);
    const again = known && this.#index - known.index > 1 ? known.at : this.#findPattern(pattern);
    if (again !== undefined) {
      this.count++;
      this.lag = Math.max(0, at - again);
    }
    this.#frames.set(hash, { at, index: this.#index++ });
    this.#patterns.push({ at, pattern: pattern ?? new Float32Array() });
    if (this.#patterns.length > KEPT) this.#patterns.shift();
  }

  #findPattern(pattern: Float32Array | undefined): number | undefined {
    if (!pattern) return undefined;
    return this.#patterns.find(
      (other, i) => i <= this.#patterns.length - NEAREST && cosine(pattern, other.pattern) >= SAME,
    )?.at;
  }
}

function cosine(one: Float32Array, other: Float32Array): number {
  if (one.length !== other.length) return 0;
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}

/** A fast hash (FNV-1a, 32 bits) of a frame's patches and of its grid: a change anywhere makes another. */
export function frameHash(patches: Uint8Array, grid: Float32Array): number {
  let hash = 0x811c9dc5;
  const add = (bytes: Uint8Array) => {
    for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  };
  add(patches);
  add(new Uint8Array(grid.buffer, grid.byteOffset, grid.byteLength));
  return hash >>> 0;
}
