import { defineConfig } from 'vite';

/** The part of the package that runs in Node: dist/server.js, and dist/cli.js, the command `idem-ekyc`. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, external: ['zod'] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: false,
    sourcemap: true,
    license: { fileName: 'THIRD_PARTY_LICENSES.server.md' },
    rollupOptions: {
      input: { server: 'src/server/index.ts', cli: 'src/server/cli.ts' },
      output: { chunkFileNames: 'server-[hash].js' },
    },
  },
});
