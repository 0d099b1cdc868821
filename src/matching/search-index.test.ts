import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SearchIndex } from './search-index.ts';
import { cosine, type Vector } from './vector.ts';

const DIMENSION = 32;

/** Every row's cosine in float64, sorted; with all that tie with the last. */
function sortAll(rows: readonly Int8Array[], query: Vector, limit: number) {
  const all = rows.map((codes, row) => ({ row, cosine: cosine(codes, query) }));
  all.sort((p, q) => q.cosine - p.cosine || p.row - q.row);
  const last = all[Math.min(limit, all.length) - 1];
  return last ? all.filter((hit) => hit.cosine >= last.cosine) : [];
}

function indexOf(rows: readonly Int8Array[], dimension = DIMENSION): SearchIndex {
  const index = new SearchIndex(dimension);
  index.append(joined(rows));
  return index;
}

function joined(rows: readonly Int8Array[]): Int8Array {
  return Int8Array.from(rows.flatMap((row) => [...row]));
}

/** Sets the first number where all are zero. */
function nonZero<T extends Vector>(vector: T): T {
  if (vector.every((value) => value === 0)) vector[0] = 1;
  return vector;
}

const LENGTH = { minLength: DIMENSION, maxLength: DIMENSION };
const codes = (min: number, max: number) => fc.int8Array({ ...LENGTH, min, max }).map(nonZero);
const oneHot = fc.tuple(fc.nat(DIMENSION - 1), fc.constantFrom(-127, 1, 127)).map(([at, code]) => {
  const row = new Int8Array(DIMENSION);
  row[at] = code;
  return row;
});
const extremes = fc.array(fc.constantFrom(-128, -127, 127), LENGTH).map((values) => Int8Array.from(values));

/** Rows that differ in a few codes by one: more alike than the estimate can tell. */
const clustered = fc
  .tuple(
    codes(-126, 126),
    fc.array(fc.array(fc.tuple(fc.nat(DIMENSION - 1), fc.constantFrom(-1, 1)), { maxLength: 3 }), { maxLength: 60 }),
  )
  .map(([centre, changes]) => [
    centre,
    ...changes.map((change) => {
      const row = centre.slice();
      for (const [at, by] of change) row[at]! += by;
      return nonZero(row);
    }),
  ]);
const duplicated = fc
  .tuple(
    fc.array(codes(-128, 127), { minLength: 1, maxLength: 4 }),
    fc.array(fc.nat(3), { minLength: 1, maxLength: 40 }),
  )
  .map(([few, choices]) => choices.map((choice) => few[choice % few.length]!));
const mixed = fc.array(fc.oneof(codes(-128, 127), codes(-1, 1), oneHot, extremes), { minLength: 1, maxLength: 60 });
const gallery = fc.oneof(mixed, clustered, duplicated);

const anyFloats = fc.float32Array({ ...LENGTH, noNaN: true, noDefaultInfinity: true }).map(nonZero);
const floats = fc
  .array(fc.integer({ min: -1e6, max: 1e6 }), LENGTH)
  .map((values) => nonZero(Float32Array.from(values, (value) => value / 1e6)));
const freeQuery = fc.oneof(anyFloats, floats, codes(-128, 127), oneHot, extremes);
const anySearch = gallery.chain((rows) =>
  fc.record({
    rows: fc.constant(rows),
    query: fc.oneof(
      freeQuery,
      fc.constantFrom(...rows),
      fc.constantFrom(...rows).map((row) => Float32Array.from(row, (code) => -code / 127)),
    ),
    limit: fc.constantFrom(1, 10, rows.length, rows.length + 1, 1e9),
  }),
);

/** All but the first number of the query are lost, or grow, when it is rounded to int16; by these alone the rows differ. */
const lostInRounding = fc.record({
  rows: fc.array(
    codes(-1, 1).map((row) => row.fill(127, 0, 1)),
    { minLength: 1, maxLength: 60 },
  ),
  query: floats.map((values) => values.map((value, i) => (i === 0 ? 1 : value / 32_767))),
  limit: fc.constantFrom(1, 2, 10),
});

describe('SearchIndex answers as if every cosine were computed in float64 and sorted', () => {
  it('whatever rows, query and limit', () => {
    fc.assert(
      fc.property(fc.oneof(anySearch, lostInRounding), ({ rows, query, limit }) => {
        expect(indexOf(rows).search(query, limit)).toEqual(sortAll(rows, query, limit));
      }),
      { numRuns: 1000 },
    );
  });

  it('where rounding the query takes from one row as much as it gives to another', () => {
    // In steps of the rounding: 1.49 becomes 1 where the first row lies, and 1.51 becomes 2 where the second one does.
    const inFirst = (i: number) => i > 0 && i < 19;
    const query = Float32Array.from({ length: DIMENSION }, (_, i) =>
      i === 0 ? 1 : (inFirst(i) ? 1.49 : 1.51) / 32_767,
    );
    const rows = [inFirst, (i: number) => i >= 19].map((isInside) =>
      Int8Array.from({ length: DIMENSION }, (_, i) => (isInside(i) ? 127 : 0)),
    );
    const hits = indexOf(rows).search(query, 1);
    expect(hits.map(({ row }) => row)).toEqual([0]);
    expect(hits).toEqual(sortAll(rows, query, 1));
  });

  it('after rows were appended and removed, and after a new start', () => {
    const change = fc.oneof(
      gallery.map((rows) => ({ rows })),
      fc.nat().map((remove) => ({ remove })),
      fc.constant({ clear: true }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), freeQuery, (changes, query) => {
        const index = new SearchIndex(DIMENSION);
        let expected: Int8Array[] = [];
        for (const step of changes) {
          if ('rows' in step) {
            index.append(joined(step.rows));
            expected = [...expected, ...step.rows];
          } else if ('clear' in step) {
            index.clear();
            expected = [];
          } else if (expected.length > 0) {
            const row = step.remove % expected.length;
            index.remove(row);
            expected = expected.toSpliced(row, 1);
          }
          expect(index.size).toBe(expected.length);
          expect(index.search(query, 5)).toEqual(sortAll(expected, query, 5));
        }
      }),
    );
  });

  it('over thousands of rows of 512 dimensions, appended bit by bit, in which many are alike', () => {
    const rows = Array.from({ length: 3000 }, (_, row) =>
      // Ten people, whose faces differ by the rounding of a code or two.
      Int8Array.from(
        { length: 512 },
        (_, i) => Math.round(120 * Math.sin((row % 10) * 7 + i * i)) + (i === row % 511 ? 1 : 0),
      ),
    );
    const index = new SearchIndex();
    for (let at = 0; at < rows.length; at += 100) index.append(joined(rows.slice(at, at + 100)));
    expect(index.bytes).toBeGreaterThan(3000 * 512);
    for (const person of [0, 3]) {
      const query = Float32Array.from(rows[person]!, (code, i) => code + Math.cos(i));
      for (const limit of [1, 10, 700]) expect(index.search(query, limit)).toEqual(sortAll(rows, query, limit));
    }
  });
});

describe('SearchIndex', () => {
  const rows = [Int8Array.from({ length: DIMENSION }, (_, i) => i + 1), new Int8Array(DIMENSION).fill(-9)];

  afterEach(() => vi.restoreAllMocks());

  it('answers nothing where there is nothing, and holds no memory then', () => {
    const index = new SearchIndex(DIMENSION);
    index.append(new Int8Array(0));
    expect(index.search(rows[0]!, 3)).toEqual([]);
    expect(index).toMatchObject({ size: 0, bytes: 0 });
    index.append(rows[0]!);
    expect(index.bytes).toBeGreaterThan(DIMENSION);
    index.clear();
    expect(index).toMatchObject({ size: 0, bytes: 0 });
  });

  it('answers all that tie with the last', () => {
    const [one, other] = rows as [Int8Array, Int8Array];
    const rowsFound = indexOf([one, other, one, one])
      .search(one, 2)
      .map(({ row }) => row);
    expect(rowsFound).toEqual([0, 2, 3]);
  });

  it.each([
    ['zero', 0],
    ['NaN', Number.NaN],
    ['infinite', Number.NEGATIVE_INFINITY],
  ])('refuses a query of which every number is %s', (_, value) => {
    for (const index of [new SearchIndex(DIMENSION), indexOf(rows)]) {
      const query = new Float32Array(DIMENSION).fill(value);
      expect(() => index.search(query, 1)).toThrow(expect.objectContaining({ code: 'RUNTIME_FAILED' }));
    }
  });

  it('appends nothing of rows of which one is zero', () => {
    const index = indexOf(rows);
    const refused = expect.objectContaining({ code: 'RUNTIME_FAILED' });
    expect(() => index.append(joined([rows[0]!, new Int8Array(DIMENSION)]))).toThrow(refused);
    expect(index.size).toBe(2);
  });

  it('says when memory runs out, and keeps what it has', () => {
    const index = indexOf(rows);
    vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation(() => {
      throw new RangeError('Maximum memory size exceeded');
    });
    const refused = expect.objectContaining({ code: 'RUNTIME_FAILED', message: expect.stringMatching(/memory/) });
    expect(() => index.append(new Int8Array(4000 * DIMENSION).fill(1))).toThrow(refused);
    expect(index.search(rows[0]!, 9)).toEqual(sortAll(rows, rows[0]!, 9));
  });

  it.each([
    ['rows that are cut off', () => indexOf(rows).append(new Int8Array(DIMENSION + 1).fill(1))],
    ['a query of another dimension', () => indexOf(rows).search(new Float32Array(64).fill(1), 1)],
    ['a row that is not there', () => indexOf(rows).remove(2)],
    ['a row before the first', () => indexOf(rows).remove(-1)],
    ['dimensions that the kernel cannot step through', () => new SearchIndex(100)],
    ['dimensions whose sums could overflow', () => new SearchIndex(544)],
  ])('refuses %s', (_, call) => {
    expect(call).toThrow(RangeError);
  });
});
