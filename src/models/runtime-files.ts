import type { PinnedAsset } from './asset.ts';

interface RuntimeFiles {
  /** The compiled runtime: fetched, checked and cached like a model. */
  readonly wasm: PinnedAsset;
  /** Its JavaScript half, which the runtime imports by its address in every thread. */
  readonly script: PinnedAsset;
}

/** The files of onnxruntime-web 1.30.0 under `assetsBaseUrl`. The build refuses a package whose files differ.
 * Scripts end in `.js` there: not every server knows the type of `.mjs`. */
export const RUNTIME_FILES: Readonly<Record<'wasm' | 'webgpu', RuntimeFiles>> = {
  wasm: {
    wasm: {
      name: 'onnxruntime (WASM)',
      path: 'ort/ort-wasm-simd-threaded.wasm',
      sha256: '3398c10d07d229bd91b364548e130e0e51a8e5704b88c7c083ebbeb78842dee2',
      bytes: 14_239_897,
    },
    script: {
      name: 'onnxruntime (WASM, script)',
      path: 'ort/ort-wasm-simd-threaded.js',
      sha256: 'e13f7f94fc51b4ca72b12faeb1ee95f4ace6dfbc8939bc718aabdc0a27c4299b',
      bytes: 24_381,
    },
  },
  webgpu: {
    wasm: {
      name: 'onnxruntime (WebGPU)',
      path: 'ort/ort-wasm-simd-threaded.asyncify.wasm',
      sha256: '39f9f0894d478800487ed9f7dbe92618498db320cf55c8e3d89adff8dce658da',
      bytes: 26_781_914,
    },
    script: {
      name: 'onnxruntime (WebGPU, script)',
      path: 'ort/ort-wasm-simd-threaded.asyncify.js',
      sha256: '3d1c85995364bb643302fc6fd877a0c3ba5ae72401815e0f24828a53d9191e28',
      bytes: 53_057,
    },
  },
};
