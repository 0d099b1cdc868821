import { encodeFlat, type FlatFields, type FlatPart } from '../flatbuffers/encode-flat.ts';
import { FlatTable } from '../flatbuffers/flat-table.ts';

// Fields are in the order of these schemas:
// https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs
// https://github.com/tensorflow/tflite-support/blob/master/tensorflow_lite_support/metadata/metadata_schema.fbs

const METADATA_NAME = 'TFLITE_METADATA';
const NORMALIZATION_OPTIONS = 1;

/** How a network's picture is made of pixels: `(pixel - mean) / std`. */
export interface Normalization {
  readonly mean: number;
  readonly std: number;
}

/**
 * Adds to a `.tflite` file of one picture as input what MediaPipe's tasks have to know of it. The file itself is kept, byte for byte,
 * behind a new first table.
 *
 * @returns The new file; the same for the same input, byte for byte.
 * @throws {Error} When the bytes are no TFLite file, or have such metadata already.
 */
export function addMetadata(tflite: Uint8Array, normalization: Normalization): Uint8Array {
  const model = FlatTable.root(tflite, 'TFL3');
  if (model.tables(6).some((entry) => entry.text(0) === METADATA_NAME))
    throw new Error('The file has metadata already.');
  const part = (field: number): FlatPart | undefined => {
    const partAt = model.position(field);
    return partAt === undefined ? undefined : { partAt };
  };
  const parts = (field: number): FlatPart[] => model.positions(field).map((partAt) => ({ partAt }));
  const buffers = parts(4);
  const metadata = encodeFlat(describe(normalization), 'M001');
  const root: FlatFields = {
    fields: [
      model.int32(0),
      part(1),
      part(2),
      part(3),
      [...buffers, { fields: [metadata] }],
      part(5),
      [...parts(6), { fields: [METADATA_NAME, buffers.length] }],
      part(7),
    ],
  };
  return encodeFlat(root, 'TFL3', tflite);
}

/** ModelMetadata > SubGraphMetadata > TensorMetadata > ProcessUnit > NormalizationOptions. */
function describe({ mean, std }: Normalization): FlatFields {
  const options = { fields: [Float32Array.of(mean), Float32Array.of(std)] };
  const unit = { fields: [NORMALIZATION_OPTIONS, options] };
  const input = { fields: [undefined, undefined, undefined, undefined, [unit]] };
  const graph = { fields: [undefined, undefined, [input]] };
  return { fields: [undefined, undefined, undefined, [graph]] };
}
