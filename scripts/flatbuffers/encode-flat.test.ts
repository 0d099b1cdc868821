import { describe, expect, it } from 'vitest';
import { encodeFlat } from './encode-flat.ts';
import { FlatTable } from './flat-table.ts';

describe('encodeFlat', () => {
  it('writes what is read again, and leaves out what is not there', () => {
    const file = encodeFlat(
      {
        fields: [
          7,
          undefined,
          'Ärger',
          Uint8Array.of(1, 2, 3),
          { fields: [-1] },
          [{ fields: [] }, { fields: ['two'] }],
          [5, 6],
        ],
      },
      'TEST',
    );
    const table = FlatTable.root(file, 'TEST');
    expect(table.int32(0)).toBe(7);
    expect(table.int32(1, 42)).toBe(42);
    expect(table.table(1)).toBeUndefined();
    expect(table.text(2)).toBe('Ärger');
    expect([...table.bytes(3)]).toEqual([1, 2, 3]);
    expect(table.table(4)?.int32(0)).toBe(-1);
    expect(table.tables(5).map((one) => one.text(0))).toEqual(['', 'two']);
    expect(table.int32s(6)).toEqual([5, 6]);
    expect(table.int32(7, 9)).toBe(9);
  });

  it('writes floats as IEEE 754 singles', () => {
    const file = encodeFlat({ fields: [Float32Array.of(127.5)] }, 'TEST');
    expect(FlatTable.root(file, 'TEST').int32s(0)).toEqual([0x42ff0000]);
  });

  it('keeps a file behind, whose parts are reached and stay aligned', () => {
    const old = encodeFlat({ fields: ['first', { fields: ['old'] }] }, 'OLD.');
    const at = FlatTable.root(old, 'OLD.').position(1)!;
    const file = encodeFlat(
      { fields: [undefined, { partAt: at }, [{ partAt: at }, { fields: ['new'] }]] },
      'TEST',
      old,
    );
    const table = FlatTable.root(file, 'TEST');
    expect(table.table(1)?.text(0)).toBe('old');
    expect(table.tables(2).map((one) => one.text(0))).toEqual(['old', 'new']);
    expect(file.subarray(-old.length)).toEqual(old);
    expect((file.length - old.length) % 16).toBe(0);
  });
});
