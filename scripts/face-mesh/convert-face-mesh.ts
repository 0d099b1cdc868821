import { encodeOnnx, ONNX_TYPES, type OnnxInitializer, type OnnxNode } from './onnx-model.ts';
import { readTflite, type TfliteOperator, type TfliteTensor } from './tflite-model.ts';
import { transpose16 } from './transpose.ts';
import { windowOf } from './window.ts';

// TFLite's pictures are [1,height,width,channels], ONNX's are [1,channels,height,width]. All values in between keep
// the names that they have in the TFLite file.

const INPUT = { name: 'input', shape: [1, 3, 192, 192] };
/** Names in the TFLite file, which are those of the layers, and in the ONNX file. */
const OUTPUTS = [
  { layer: 'conv2d_21', name: 'landmarks', shape: [1, 1404] },
  { layer: 'conv2d_31', name: 'presence', shape: [1, 1] },
];

/** For axis `i` of ONNX's tensor: the axis of TFLite's. */
const AXES = {
  picture: [0, 3, 1, 2],
  convolution: [0, 3, 1, 2],
  depthwise: [3, 0, 1, 2],
  slope: [2, 0, 1],
  bias: [0],
};

/**
 * Turns MediaPipe's `face_landmark.tflite` into an ONNX file that gives the same numbers. The weights stay in float16,
 * as they are in the TFLite file; runtimes turn them into float32 once, when they load the network.
 *
 * - `input`: [1,3,192,192], RGB in 0..1.
 * - `landmarks`: [1,1404], x, y, z of 468 points, in pixels of the input.
 * - `presence`: [1,1], the logit of whether a face is there.
 *
 * @returns The `.onnx` file; the same for the same input, byte for byte.
 * @throws {Error} When the bytes are not this network.
 */
export function convertFaceMesh(tflite: Uint8Array): Uint8Array {
  const model = readTflite(tflite);
  const conversion = new Conversion(model.inputs[0]?.name ?? '');
  for (const operator of model.operators) conversion.add(operator);
  for (const { layer, name } of OUTPUTS) {
    if (!model.outputs.some((output) => output.name === layer)) throw new Error(`The TFLite file has no ${layer}.`);
    conversion.nodes.push({ operator: 'Flatten', inputs: [layer], output: name, attributes: { axis: 1 } });
  }
  return encodeOnnx({
    name: 'face-mesh',
    inputs: [INPUT],
    outputs: OUTPUTS,
    nodes: conversion.nodes,
    initializers: conversion.initializers,
  });
}

class Conversion {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxInitializer[] = [];
  /** Float16 constants by the name of the float32 tensor that DEQUANTIZE makes of them. */
  readonly #constants = new Map<string, TfliteTensor>();
  readonly #input: string;

  constructor(input: string) {
    this.#input = input;
  }

  add(operator: TfliteOperator): void {
    const [first, second, third] = operator.inputs;
    const [output] = operator.outputs;
    if (!first || !output) throw new Error(`A ${operator.code} without input or output.`);
    switch (operator.code) {
      case 'DEQUANTIZE':
        this.#constants.set(output.name, first);
        break;
      case 'CONV_2D':
        this.#node('Conv', first, [this.#weight(second, AXES.convolution), this.#weight(third, AXES.bias)], output, {
          ...windowOf(operator),
        });
        break;
      case 'DEPTHWISE_CONV_2D':
        this.#node('Conv', first, [this.#weight(second, AXES.depthwise), this.#weight(third, AXES.bias)], output, {
          ...windowOf(operator),
          group: output.shape[3] ?? 0,
        });
        break;
      case 'MAX_POOL_2D':
        this.#node('MaxPool', first, [], output, { ...windowOf(operator) });
        break;
      case 'PRELU':
        this.#node('PRelu', first, [this.#weight(second, AXES.slope)], output);
        break;
      case 'ADD':
        if (!second || operator.options?.int8(0)) throw new Error('An ADD with one input or with an activation.');
        this.#node('Add', first, [this.#value(second)], output);
        break;
      case 'PAD':
        this.#node('Pad', first, [this.#paddings(second)], output);
        break;
      default:
        throw new Error(`There is no rule for ${operator.code}.`);
    }
  }

  #node(
    operator: string,
    input: TfliteTensor,
    others: readonly string[],
    output: TfliteTensor,
    attributes: NonNullable<OnnxNode['attributes']> = {},
  ): void {
    this.nodes.push({ operator, inputs: [this.#value(input), ...others], output: output.name, attributes });
  }

  #value(tensor: TfliteTensor): string {
    return tensor.name === this.#input ? INPUT.name : tensor.name;
  }

  /** Adds a constant in float16 and a `Cast` of it; answers the name of what the `Cast` makes. */
  #weight(tensor: TfliteTensor | undefined, axes: readonly number[]): string {
    const constant = tensor && this.#constants.get(tensor.name);
    if (constant?.type !== 'float16') throw new Error(`${tensor?.name ?? 'A weight'} is no float16 constant.`);
    this.initializers.push({ name: constant.name, type: 'float16', ...transpose16(constant, axes) });
    const output = `${constant.name}/float32`;
    this.nodes.push({ operator: 'Cast', inputs: [constant.name], output, attributes: { to: ONNX_TYPES.float32 } });
    return output;
  }

  /** From [4,2], before and after each of TFLite's axes, to [8], before each of ONNX's axes, then after each. */
  #paddings(tensor: TfliteTensor | undefined): string {
    if (tensor?.type !== 'int32' || tensor.data.length !== 32) throw new Error('A PAD without four pairs of int32.');
    const source = new DataView(tensor.data.buffer, tensor.data.byteOffset, tensor.data.byteLength);
    const target = new DataView(new ArrayBuffer(64));
    for (const [index, axis] of AXES.picture.entries()) {
      for (const side of [0, 1]) {
        const amount = source.getInt32(8 * axis + 4 * side, true);
        target.setBigInt64(8 * (index + 4 * side), BigInt(amount), true);
      }
    }
    this.initializers.push({ name: tensor.name, type: 'int64', shape: [8], data: new Uint8Array(target.buffer) });
    return tensor.name;
  }
}
