import { describe, expect, it } from 'vitest';
import { encodeFlat } from '../flatbuffers/encode-flat.ts';
import { FlatTable } from '../flatbuffers/flat-table.ts';
import { addMetadata } from './add-metadata.ts';

const NORMALIZATION = { mean: 127.5, std: 63.75 };
const WEIGHTS = Uint8Array.of(1, 2, 3, 4, 5);
/** Version, operator codes, graphs, description, buffers, metadata buffers, metadata. */
const MODEL = encodeFlat(
  {
    fields: [
      3,
      [{ fields: [4] }],
      [{ fields: ['graph'] }],
      'a network',
      [{ fields: [] }, { fields: [WEIGHTS] }],
      [1],
      [{ fields: ['min_runtime_version', 1] }],
    ],
  },
  'TFL3',
);

describe('addMetadata', () => {
  it('leaves the network as it is', () => {
    const model = FlatTable.root(addMetadata(MODEL, NORMALIZATION), 'TFL3');
    expect(model.int32(0)).toBe(3);
    expect(model.tables(1).map((code) => code.int32(0))).toEqual([4]);
    expect(model.tables(2).map((graph) => graph.text(0))).toEqual(['graph']);
    expect(model.text(3)).toBe('a network');
    expect(model.tables(4)[1]?.bytes(0)).toEqual(WEIGHTS);
    expect(model.int32s(5)).toEqual([1]);
    expect(model.tables(6)[0]?.text(0)).toBe('min_runtime_version');
  });

  it('adds a buffer that says how the picture is normalised', () => {
    const model = FlatTable.root(addMetadata(MODEL, NORMALIZATION), 'TFL3');
    const entry = model.tables(6)[1]!;
    expect(entry.text(0)).toBe('TFLITE_METADATA');
    const content = model.tables(4)[entry.int32(1)]!.bytes(0);
    const [unit] = FlatTable.root(content, 'M001').tables(3)[0]!.tables(2)[0]!.tables(4);
    const NORMALIZATION_OPTIONS = 1;
    expect(unit!.int8(0)).toBe(NORMALIZATION_OPTIONS);
    const floats = (field: number) => [...new Float32Array(Int32Array.from(unit!.table(1)!.int32s(field)).buffer)];
    expect([floats(0), floats(1)]).toEqual([[127.5], [63.75]]);
  });

  it('makes the same bytes of the same file, and does so once', () => {
    const once = addMetadata(MODEL, NORMALIZATION);
    expect(addMetadata(MODEL.slice(), NORMALIZATION)).toEqual(once);
    expect(() => addMetadata(once, NORMALIZATION)).toThrow('has metadata already');
  });

  it('refuses other files', () => {
    expect(() => addMetadata(new TextEncoder().encode('no network'), NORMALIZATION)).toThrow('not a TFL3 file');
    expect(() => addMetadata(MODEL.subarray(0, 40), NORMALIZATION)).toThrow('truncated');
  });
});
