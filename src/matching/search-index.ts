import { EkycError } from '../contract/error.ts';
import { KLargest } from './k-largest.ts';
import { dotProduct, EMBEDDING_DIMENSION, euclideanNorm, type Vector } from './vector.ts';
import { openVectorKernel, type VectorKernel } from './vector-kernel.ts';

/** A row that was found. */
export interface SearchHit {
  /** Its place in the index, from 0. */
  readonly row: number;
  /** Of row and query, as `cosine()` computes it. */
  readonly cosine: number;
}

/** Rows a call of the kernel. Their results stay in the processor's nearest cache. */
const BLOCK = 1024;
const PAGE = 65_536;
/** int8 times int16 is summed in int32. */
const MAX_DIMENSION = 512;
const LARGEST_QUERY_CODE = 32_767;
/** More than what rounding in float64 can change a cosine by: 512 sums and products lose less than 1e-13. */
const ROUNDING = 1e-12;

/**
 * The codes of many templates in memory, and an exact search through all of them: the same rows in the same order as if
 * every row's cosine were computed in float64 and sorted.
 *
 * A SIMD pass over integers estimates all cosines; only rows that can be among the best are computed in float64. For a row x, a
 * query q and its rounded form q', |x.q - x.q'| <= |x| |q - q'| (Cauchy and Schwarz): divided by |x| |q|, an estimate is off by at
 * most |q - q'| / |q|, whatever the row.
 *
 * Its memory is a WebAssembly memory, of which a browser allows about 120. An index that is empty has none.
 *
 * @example
 * const index = new SearchIndex();
 * index.append(quantise(embedding));
 * const [best] = index.search(query, 1); // { row: 0, cosine: 0.71 }
 */
export class SearchIndex {
  readonly #dimension: number;
  /** Where the rows begin in memory, behind the query's codes and the results of a block. */
  readonly #rowsAt: number;
  #kernel: VectorKernel | undefined;
  readonly #norms: number[] = [];

  /** @param dimension numbers a row: a multiple of 32, at most 512. */
  constructor(dimension = EMBEDDING_DIMENSION) {
    if (dimension % 32 !== 0 || dimension > MAX_DIMENSION)
      throw new RangeError(`No kernel for ${dimension} dimensions`);
    this.#dimension = dimension;
    this.#rowsAt = dimension * Int16Array.BYTES_PER_ELEMENT + BLOCK * Int32Array.BYTES_PER_ELEMENT;
  }

  /** How many rows there are. */
  get size(): number {
    return this.#norms.length;
  }

  /** Bytes of memory held. */
  get bytes(): number {
    return (this.#kernel?.memory.buffer.byteLength ?? 0) + this.size * Float64Array.BYTES_PER_ELEMENT;
  }

  /**
   * Adds rows behind those that are there: all of them, or none where it throws.
   *
   * @param codes of one row after the other, none of which is zero.
   * @throws {EkycError} RUNTIME_FAILED for a row that is zero, or when memory runs out.
   */
  append(codes: Int8Array): void {
    const dimension = this.#dimension;
    if (codes.length % dimension !== 0) throw new RangeError(`${codes.length} codes are no rows of ${dimension}`);
    const norms: number[] = [];
    for (let at = 0; at < codes.length; at += dimension) norms.push(euclideanNorm(codes.subarray(at, at + dimension)));
    if (norms.length === 0) return;
    const memory = this.#reserve(this.size + norms.length);
    new Int8Array(memory.buffer).set(codes, this.#rowsAt + this.size * dimension);
    for (const norm of norms) this.#norms.push(norm);
  }

  /** Removes a row. Those behind it move up by one. */
  remove(row: number): void {
    if (!this.#kernel || this.#norms[row] === undefined) throw new RangeError(`There is no row ${row}`);
    const rows = new Int8Array(this.#kernel.memory.buffer, this.#rowsAt);
    rows.copyWithin(row * this.#dimension, (row + 1) * this.#dimension, this.size * this.#dimension);
    this.#norms.splice(row, 1);
  }

  /** Removes all rows, and frees the memory. */
  clear(): void {
    this.#norms.length = 0;
    this.#kernel = undefined;
  }

  /**
   * The rows that are most similar to a query.
   *
   * @param query embedding or codes, of the dimension of the rows.
   * @param limit how many, at least 1.
   * @returns Best first, ties by row. All that tie with the last are there too, even if they are more than the limit, so that a
   *   caller can choose among them.
   * @throws {EkycError} RUNTIME_FAILED for a query that is zero, or not all numbers.
   */
  search(query: Vector, limit: number): SearchHit[] {
    const dimension = this.#dimension;
    if (query.length !== dimension)
      throw new RangeError(`A query of ${query.length} numbers, for rows of ${dimension}`);
    const queryNorm = euclideanNorm(query);
    const count = Math.min(limit, this.size);
    if (!this.#kernel || count === 0) return [];
    const candidates = this.#candidates(this.#kernel, query, queryNorm, count);
    const rows = new Int8Array(this.#kernel.memory.buffer, this.#rowsAt);
    const best = new KLargest(count);
    const hits = candidates.map((row) => {
      const cosine = dotProduct(rows, query, row * dimension) / (this.#norms[row]! * queryNorm);
      best.offer(cosine);
      return { row, cosine };
    });
    // They are in the order of the rows, which sorting leaves to those that tie.
    return hits.filter(({ cosine }) => cosine >= best.least).sort((p, q) => q.cosine - p.cosine);
  }

  /** Every row that can be among the best, by an estimate that is off by no more than a known bound. */
  #candidates({ memory, dotRows }: VectorKernel, query: Vector, queryNorm: number, count: number): number[] {
    const norms = this.#norms;
    const queryCodes = new Int16Array(memory.buffer, 0, this.#dimension);
    const dotsAt = queryCodes.byteLength;
    const dots = new Int32Array(memory.buffer, dotsAt, BLOCK);
    const { step, residual } = quantiseQuery(query, queryCodes);
    const scale = step / queryNorm;
    // The estimate of one row may be too low, and that of another too high.
    const margin = 2 * (residual / queryNorm + ROUNDING);

    const best = new KLargest(count);
    const rows: number[] = [];
    const estimates: number[] = [];
    let reach = Number.NEGATIVE_INFINITY;
    for (let start = 0; start < norms.length; start += BLOCK) {
      const length = Math.min(BLOCK, norms.length - start);
      dotRows(0, this.#rowsAt + start * this.#dimension, length, dotsAt, this.#dimension);
      for (let i = 0; i < length; i++) {
        const estimate = (dots[i]! * scale) / norms[start + i]!;
        if (estimate < reach) continue;
        rows.push(start + i);
        estimates.push(estimate);
        best.offer(estimate);
        reach = best.least - margin;
      }
    }
    return rows.filter((_, i) => estimates[i]! >= reach);
  }

  #reserve(count: number): WebAssembly.Memory {
    try {
      this.#kernel ??= openVectorKernel();
      const { memory } = this.#kernel;
      const missing = this.#rowsAt + count * this.#dimension - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
      return memory;
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      const message = `There is no memory for an index of ${count} templates. Close other tabs, or search smaller collections.`;
      throw new EkycError('RUNTIME_FAILED', message, { cause });
    }
  }
}

/** Rounds a query to int16. Its codes times `step` are off by `residual`, the length of the difference. */
function quantiseQuery(query: Vector, codes: Int16Array): { readonly step: number; readonly residual: number } {
  let largest = 0;
  for (const value of query) largest = Math.max(largest, Math.abs(value));
  const step = largest / LARGEST_QUERY_CODE;
  let square = 0;
  for (let i = 0; i < codes.length; i++) {
    codes[i] = Math.round(query[i]! / step);
    square += (query[i]! - codes[i]! * step) ** 2;
  }
  return { step, residual: Math.sqrt(square) };
}
