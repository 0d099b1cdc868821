import { ProtobufMessage } from './protobuf-message.ts';

// The numbers below are field numbers and enum values of ONNX's schema:
// https://github.com/onnx/onnx/blob/main/onnx/onnx.proto

const IR_VERSION = 8;
const OPSET_VERSION = 13;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_INTS = 7;

/** `TensorProto.DataType`, of which `Cast` takes the number, too. */
export const ONNX_TYPES = { float32: 1, int64: 7, float16: 10 } as const;

export interface OnnxNode {
  readonly operator: string;
  /** Names of values; every other node, input or initializer may bring them forth. */
  readonly inputs: readonly string[];
  readonly output: string;
  /** Non-negative integers. */
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

/** A constant. */
export interface OnnxInitializer {
  readonly name: string;
  readonly type: keyof typeof ONNX_TYPES;
  readonly shape: readonly number[];
  /** Little endian, rows first. */
  readonly data: Uint8Array;
}

/** An input or output of the graph, float32. */
export interface OnnxValue {
  readonly name: string;
  readonly shape: readonly number[];
}

export interface OnnxGraph {
  readonly name: string;
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /** In an order in which they can run. */
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
}

/** Writes a graph as an `.onnx` file. The same graph gives the same bytes. */
export function encodeOnnx(graph: OnnxGraph): Uint8Array {
  const encoded = new ProtobufMessage()
    .messages(1, graph.nodes.map(encodeNode))
    .text(2, graph.name)
    .messages(5, graph.initializers.map(encodeInitializer))
    .messages(11, graph.inputs.map(encodeValue))
    .messages(12, graph.outputs.map(encodeValue));
  return new ProtobufMessage()
    .integer(1, IR_VERSION)
    .text(2, 'idem-ekyc')
    .message(7, encoded)
    .message(8, new ProtobufMessage().text(1, '').integer(2, OPSET_VERSION))
    .encode();
}

function encodeNode({ operator, inputs, output, attributes = {} }: OnnxNode): ProtobufMessage {
  return new ProtobufMessage()
    .texts(1, inputs)
    .text(2, output)
    .text(3, output)
    .text(4, operator)
    .messages(
      5,
      Object.entries(attributes).map(([name, value]) => encodeAttribute(name, value)),
    );
}

function encodeAttribute(name: string, value: number | readonly number[]): ProtobufMessage {
  const attribute = new ProtobufMessage().text(1, name);
  return typeof value === 'number'
    ? attribute.integer(3, value).integer(20, ATTRIBUTE_INT)
    : attribute.integers(8, value).integer(20, ATTRIBUTE_INTS);
}

function encodeInitializer({ name, type, shape, data }: OnnxInitializer): ProtobufMessage {
  return new ProtobufMessage().integers(1, shape).integer(2, ONNX_TYPES[type]).text(8, name).bytes(9, data);
}

function encodeValue({ name, shape }: OnnxValue): ProtobufMessage {
  const dimensions = shape.map((size) => new ProtobufMessage().integer(1, size));
  const tensor = new ProtobufMessage()
    .integer(1, ONNX_TYPES.float32)
    .message(2, new ProtobufMessage().messages(1, dimensions));
  return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
}
