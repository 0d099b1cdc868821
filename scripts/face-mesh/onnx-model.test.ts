import * as ort from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { encodeOnnx, ONNX_TYPES, type OnnxGraph } from './onnx-model.ts';

/** PRelu with the float16 slopes 0.5 and -2, after one more row of zeros. */
const GRAPH: OnnxGraph = {
  name: 'test',
  inputs: [{ name: 'in', shape: [1, 2, 1, 300] }],
  outputs: [{ name: 'out', shape: [1, 2, 2, 300] }],
  nodes: [
    { operator: 'Pad', inputs: ['in', 'pads'], output: 'padded' },
    { operator: 'Cast', inputs: ['slope'], output: 'slope32', attributes: { to: ONNX_TYPES.float32 } },
    { operator: 'PRelu', inputs: ['padded', 'slope32'], output: 'out' },
  ],
  initializers: [
    { name: 'slope', type: 'float16', shape: [2, 1, 1], data: Uint8Array.of(0x00, 0x38, 0x00, 0xc0) },
    {
      name: 'pads',
      type: 'int64',
      shape: [8],
      data: new Uint8Array(BigInt64Array.of(0n, 0n, 0n, 0n, 0n, 0n, 1n, 0n).buffer),
    },
  ],
};

describe('encodeOnnx', () => {
  it('writes what ONNX Runtime runs', async () => {
    ort.env.wasm.numThreads = 1;
    const session = await ort.InferenceSession.create(encodeOnnx(GRAPH));
    const input = new ort.Tensor('float32', new Float32Array(600).fill(-1), [1, 2, 1, 300]);
    const { out } = await session.run({ in: input });
    expect(out?.dims).toEqual([1, 2, 2, 300]);
    const values = [0, 300, 600, 900].map((index) => Number(out?.data[index]));
    expect(values.map((value) => value + 0)).toEqual([-0.5, 0, 2, 0]);
    await session.release();
  });

  it('writes the same bytes for the same graph', () => {
    expect(encodeOnnx(structuredClone(GRAPH))).toEqual(encodeOnnx(GRAPH));
  });
});
