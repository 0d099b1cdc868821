import { encodeOnnx } from '../../scripts/face-mesh/onnx-model.ts';

/** What a tiny network is called, takes and answers. */
export interface TinyNetwork {
  readonly input?: string;
  readonly output?: string;
  /** `[batch, planes, height, width]`. */
  readonly shape?: readonly [number, number, number, number];
  /** For each column of the answer: a weight for the mean of each plane, and what is added. */
  readonly columns?: readonly { readonly weights: readonly number[]; readonly bias: number }[];
}

/**
 * An ONNX network that averages each plane of its input and answers weighted sums of these: `[batch, columns]`. By default it takes
 * 8 x 8 pixels of three planes and answers the mean of the first.
 */
export function tinyNetwork({
  input = 'input',
  output = 'output',
  shape = [1, 3, 8, 8],
  columns = [{ weights: [1, 0, 0], bias: 0 }],
}: TinyNetwork = {}): Uint8Array<ArrayBuffer> {
  const [batch, planes] = shape;
  // Rows are planes.
  const weights = Array.from({ length: planes }, (_, plane) => columns.map((column) => column.weights[plane] ?? 0));
  const constant = (name: string, dims: readonly number[], numbers: readonly number[]) => {
    const data = new Uint8Array(Float32Array.from(numbers).buffer);
    return { name, type: 'float32', shape: dims, data } as const;
  };
  const bytes = encodeOnnx({
    name: 'tiny',
    inputs: [{ name: input, shape }],
    outputs: [{ name: output, shape: [batch, columns.length] }],
    nodes: [
      { operator: 'GlobalAveragePool', inputs: [input], output: 'pooled' },
      { operator: 'Flatten', inputs: ['pooled'], output: 'means' },
      { operator: 'MatMul', inputs: ['means', 'weights'], output: 'sums' },
      { operator: 'Add', inputs: ['sums', 'bias'], output },
    ],
    initializers: [
      constant('weights', [planes, columns.length], weights.flat()),
      constant(
        'bias',
        [columns.length],
        columns.map(({ bias }) => bias),
      ),
    ],
  });
  return new Uint8Array(bytes);
}
