import { basename } from 'node:path';
import { defineConfig } from 'vite';
import { packagedFiles } from './scripts/packaged-files.ts';
import { TRACKER_FILES } from './src/capture/tracker/tracker-files.ts';

const { wasm, script } = TRACKER_FILES;

/** The worker of the face tracker, and what it runs on, in the folder that an integrator serves. Its network comes with public/. */
export default defineConfig({
  publicDir: false,
  base: './',
  plugins: [
    packagedFiles(
      'src/capture/tracker/tracker-files.ts',
      [wasm, script].map((asset) => ({
        asset,
        source: `node_modules/@mediapipe/tasks-vision/wasm/${basename(asset.path)}`,
      })),
    ),
  ],
  build: {
    target: 'es2022',
    outDir: 'dist/assets',
    emptyOutDir: false,
    minify: true,
    sourcemap: true,
    license: { fileName: 'THIRD_PARTY_LICENSES.tracker.md' },
    modulePreload: false,
    rollupOptions: {
      input: 'src/capture/tracker/worker.ts',
      output: { entryFileNames: 'tracker.js' },
    },
  },
});
