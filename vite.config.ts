import { defineConfig } from 'vite';

/** The main-thread half of the package: dist/index.js, dist/contract.js and dist/elements.js. */
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
        contract: 'src/contract/index.ts',
        elements: 'src/capture/elements/index.ts',
      },
    },
    rollupOptions: { external: ['zod'] },
  },
});
