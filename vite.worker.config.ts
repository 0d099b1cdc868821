import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { RUNTIME_FILES } from './src/models/runtime-files.ts';

const ORT = 'node_modules/onnxruntime-web/dist';

/** Puts the runtime's files beside the worker, after holding them against the digests that are compiled into it. */
function runtimeFiles(): Plugin {
  return {
    name: 'idem:runtime-files',
    apply: 'build',
    async buildStart() {
      for (const { path, sha256 } of Object.values(RUNTIME_FILES).flatMap(({ wasm, script }) => [wasm, script])) {
        const source = await readFile(join(ORT, basename(path).replace(/\.js$/, '.mjs')));
        if (createHash('sha256').update(source).digest('hex') !== sha256) {
          this.error(`${path} is not the file that src/models/runtime-files.ts names. Update its digest and size.`);
        }
        this.emitFile({ type: 'asset', fileName: path, source });
      }
    },
  };
}

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
  plugins: [runtimeFiles(), importFailuresInWorkers()],
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
