import { defineConfig } from 'vite';

/** The main-thread half of the package: dist/index.js, dist/capture.js, dist/elements.js and dist/contract.js. */
export default defineConfig({
  publicDir: false,
  build: {
    target: 'es2022',
    outDir: 'dist',
    minify: true,
    sourcemap: true,
    license: { fileName: 'THIRD_PARTY_LICENSES.md' },
    lib: {
      formats: ['es'],
      entry: {
        index: 'src/index.ts',
        capture: 'src/capture/index.ts',
        elements: 'src/capture/elements/index.ts',
        contract: 'src/contract/index.ts',
      },
    },
    rollupOptions: { external: ['zod'] },
  },
});
