import type { Asset } from './asset-loader.ts';

interface RuntimeFiles {
  /** The compiled runtime: fetched, checked and cached like a model. */
  readonly wasm: Asset;
  /** Its JavaScript half, imported by the runtime itself in every thread. */
  readonly mjs: string;
}

/** The files of onnxruntime-web 1.30.0 under `assetsBaseUrl`. The build refuses a package whose files differ. */
export const RUNTIME_FILES: Readonly<Record<'wasm' | 'webgpu', RuntimeFiles>> = {
  wasm: {
    wasm: {
      name: 'onnxruntime (WASM)',
      path: 'ort/ort-wasm-simd-threaded.wasm',
      sha256: '3398c10d07d229bd91b364548e130e0e51a8e5704b88c7c083ebbeb78842dee2',
      bytes: 14_239_897,
    },
    mjs: 'ort/ort-wasm-simd-threaded.mjs',
  },
  webgpu: {
    wasm: {
      name: 'onnxruntime (WebGPU)',
      path: 'ort/ort-wasm-simd-threaded.asyncify.wasm',
      sha256: '39f9f0894d478800487ed9f7dbe92618498db320cf55c8e3d89adff8dce658da',
      bytes: 26_781_914,
    },
    mjs: 'ort/ort-wasm-simd-threaded.asyncify.mjs',
  },
};
