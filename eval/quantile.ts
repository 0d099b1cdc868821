/** Where most of the values lie. */
export interface Spread {
  readonly median: number;
  readonly p95: number;
}

/**
 * The value below which a share of all values lies, interpolated between neighbours (R. J. Hyndman and Y. Fan 1996, type 7).
 *
 * @throws {RangeError} When there are no values.
 */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('There are no values.');
  const sorted = values.toSorted((p, q) => p - q);
  const position = share * (sorted.length - 1);
  const low = sorted[Math.floor(position)]!;
  const high = sorted[Math.ceil(position)]!;
  return low + (high - low) * (position - Math.floor(position));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), p95: quantile(values, 0.95) };
}
