import { FlatTable } from '../flatbuffers/flat-table.ts';

// The numbers below are field indices and enum values of TFLite's schema, version 3:
// https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs

const TENSOR_TYPES = ['float32', 'float16', 'int32'] as const;

const OPERATORS: Readonly<Record<number, string>> = {
  0: 'ADD',
  3: 'CONV_2D',
  4: 'DEPTHWISE_CONV_2D',
  6: 'DEQUANTIZE',
  17: 'MAX_POOL_2D',
  34: 'PAD',
  54: 'PRELU',
};

export interface TfliteTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: (typeof TENSOR_TYPES)[number];
  /** Little endian; empty when the tensor is no constant. */
  readonly data: Uint8Array;
}

export interface TfliteOperator {
  readonly code: string;
  readonly inputs: readonly TfliteTensor[];
  readonly outputs: readonly TfliteTensor[];
  /** The table of this operator's own settings, such as `Conv2DOptions`. */
  readonly options: FlatTable | undefined;
}

export interface TfliteModel {
  readonly inputs: readonly TfliteTensor[];
  readonly outputs: readonly TfliteTensor[];
  /** In an order in which they can run. */
  readonly operators: readonly TfliteOperator[];
}

/**
 * Reads a `.tflite` file of one graph.
 *
 * @throws {Error} When the bytes are no TFLite file, are cut short, or hold an operator or a type that is not known here.
 */
export function readTflite(file: Uint8Array): TfliteModel {
  const model = FlatTable.root(file, 'TFL3');
  const buffers = model.tables(4).map((buffer) => buffer.bytes(0));
  const codes = model.tables(1).map(readOperatorCode);
  const graph = at(model.tables(2), 0, 'graph');
  const tensors = graph.tables(0).map((tensor) => readTensor(tensor, buffers));
  const tensorsOf = (indices: readonly number[]) => indices.map((index) => at(tensors, index, 'tensor'));
  return {
    inputs: tensorsOf(graph.int32s(1)),
    outputs: tensorsOf(graph.int32s(2)),
    operators: graph.tables(3).map((operator) => ({
      code: at(codes, operator.int32(0), 'operator code'),
      inputs: tensorsOf(operator.int32s(1)),
      outputs: tensorsOf(operator.int32s(2)),
      options: operator.table(4),
    })),
  };
}

function readOperatorCode(table: FlatTable): string {
  // The first field is where codes below 127 were before the fourth was added; the larger of both counts.
  const code = Math.max(table.int8(0), table.int32(3));
  const name = OPERATORS[code];
  if (!name) throw new Error(`The TFLite file holds operator ${code}, which is not known here.`);
  return name;
}

function readTensor(table: FlatTable, buffers: readonly Uint8Array[]): TfliteTensor {
  return {
    name: table.text(3),
    shape: table.int32s(0),
    type: at(TENSOR_TYPES, table.int8(1), 'tensor type'),
    data: at(buffers, table.int32(2), 'buffer'),
  };
}

function at<T>(items: readonly T[], index: number, what: string): T {
  const item = items[index];
  if (item === undefined) throw new Error(`The TFLite file asks for ${what} ${index}, of which there is none.`);
  return item;
}
