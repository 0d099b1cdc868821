import type { FlatTable } from '../flatbuffers/flat-table.ts';
import type { TfliteOperator } from './tflite-model.ts';

/** The attributes that ONNX's `Conv` and `MaxPool` share; height before width. */
export interface Window {
  readonly kernel_shape: readonly [number, number];
  readonly strides: readonly [number, number];
  /** Above, left, below, right. */
  readonly pads: readonly [number, number, number, number];
}

const SAME_PADDING = 0;

/**
 * How a convolution or pooling goes over its picture.
 *
 * @throws {Error} When the operator has an activation or a dilation, which are not dealt with here.
 */
export function windowOf(operator: TfliteOperator): Window {
  const { code, inputs, options } = operator;
  const picture = inputs[0]?.shape;
  const kernel = kernelOf(operator);
  if (!options || !picture) throw new Error(`A ${code} without input or settings.`);
  if (hasMore(code, options)) throw new Error(`A ${code} with an activation, dilation or multiplier.`);

  const strides = [options.int32(2), options.int32(1)] as const;
  const padded = options.int8(0) === SAME_PADDING;
  const [top, bottom] = padded ? samePadding(picture[1], kernel[0], strides[0]) : [0, 0];
  const [left, right] = padded ? samePadding(picture[2], kernel[1], strides[1]) : [0, 0];
  return { kernel_shape: kernel, strides, pads: [top, left, bottom, right] };
}

function kernelOf({ code, inputs, options }: TfliteOperator): readonly [number, number] {
  if (code === 'MAX_POOL_2D') return [options?.int32(4) ?? 0, options?.int32(3) ?? 0];
  // Both kinds of convolution have their kernel's height and width in the middle of its shape.
  return [inputs[1]?.shape[1] ?? 0, inputs[1]?.shape[2] ?? 0];
}

/** Field indices of `Conv2DOptions`, `DepthwiseConv2DOptions` and `Pool2DOptions`. */
function hasMore(code: string, options: FlatTable): boolean {
  switch (code) {
    case 'CONV_2D':
      return options.int8(3) !== 0 || options.int32(4, 1) !== 1 || options.int32(5, 1) !== 1;
    case 'DEPTHWISE_CONV_2D':
      return options.int32(3) !== 1 || options.int8(4) !== 0 || options.int32(5, 1) !== 1 || options.int32(6, 1) !== 1;
    default:
      return options.int8(5) !== 0;
  }
}

/** TFLite's SAME: as many windows as strides begin in the picture; of an odd padding, the larger part comes last. */
function samePadding(size = 0, kernel: number, stride: number): [before: number, after: number] {
  const windows = Math.ceil(size / stride);
  const total = Math.max((windows - 1) * stride + kernel - size, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}
