import type { PinnedAsset } from '../../models/asset.ts';

/** What the face tracker runs on: tasks-vision 0.10.35, and the face detector that it runs. The build refuses a package whose files differ. */
export const TRACKER_FILES = {
  wasm: {
    name: 'tasks-vision',
    path: 'tracker/vision_wasm_module_internal.wasm',
    sha256: '617b8e0248dbd27e9d7ece4218004eae4cefb499196d1bb4fa0e3fef21708756',
    bytes: 11_153_641,
  },
  script: {
    name: 'tasks-vision (script)',
    path: 'tracker/vision_wasm_module_internal.js',
    sha256: '1f1d6215324a1fe62f6742d49a3db911170987ca18ad8c1b75f1a1c82acf2b44',
    bytes: 322_082,
  },
  /** Made by scripts/face-tracker. */
  model: {
    name: 'face tracker',
    path: 'tracker/face-detection-short-range.tflite',
    sha256: 'dbae8e09102d3f9c947fed68b805d1cf75d1e05b7048d912b8e677517b5bf585',
    bytes: 229_864,
  },
} as const satisfies Record<string, PinnedAsset>;
