/**
 * Random numbers that are the same for the same seed: Mulberry32 (T. Ettinger, public domain), 32 bits of state. Good
 * enough to draw resamples with, and of no use for secrets.
 *
 * @returns A function that answers a whole number of 0 to `bound - 1`.
 */
export function seededRandom(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const unit = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    return Math.floor(unit * bound);
  };
}
