import { VECTOR_KERNEL_WASM } from './vector-kernel-wasm.ts';

/** An instance of vector-kernel.wat, with a memory of its own. Addresses are bytes in that memory. */
export interface VectorKernel {
  /** Its views detach when it grows. It never shrinks. */
  readonly memory: WebAssembly.Memory;
  /**
   * Dot products of `count` rows of `dimension` int8, a multiple of 32 and at most 512, with one query of int16. Written to
   * `out` as int32.
   */
  dotRows(query: number, rows: number, count: number, out: number, dimension: number): void;
}

let compiled: WebAssembly.Module | undefined;

/** @throws {RangeError} where the browser has no memory left: about 120 instances are possible at a time. */
export function openVectorKernel(): VectorKernel {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(VECTOR_KERNEL_WASM), (byte) => byte.charCodeAt(0)));
  return new WebAssembly.Instance(compiled).exports as unknown as VectorKernel;
}
