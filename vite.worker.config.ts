import { basename } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { packagedFiles } from './scripts/packaged-files.ts';
import { RUNTIME_FILES } from './src/models/runtime-files.ts';

const RUNTIME = Object.values(RUNTIME_FILES)
  .flatMap(({ wasm, script }) => [wasm, script])
  .map((asset) => ({
    asset,
    source: `node_modules/onnxruntime-web/dist/${basename(asset.path).replace(/\.js$/, '.mjs')}`,
  }));

/** Vite's helper around dynamic imports tells `window` of a failed one. In a worker that would hide why it failed. */
function importFailuresInWorkers(): Plugin {
  return {
    name: 'idem:import-failures-in-workers',
    transform: {
      filter: { id: /vite\/preload-helper/ },
      handler: (code) => code.replaceAll('window.dispatchEvent', 'globalThis.dispatchEvent'),
    },
  };
}

/** The folder that an integrator serves: dist/assets with the worker, the runtime and the models. */
export default defineConfig({
  publicDir: 'public',
  base: './',
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'production'] },
  plugins: [packagedFiles('src/models/runtime-files.ts', RUNTIME), importFailuresInWorkers()],
  build: {
    target: 'es2022',
    outDir: 'dist/assets',
    minify: true,
    sourcemap: true,
    license: { fileName: 'THIRD_PARTY_LICENSES.md' },
    modulePreload: false,
    rollupOptions: {
      input: 'src/engine/worker.ts',
      output: { entryFileNames: 'worker.js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
