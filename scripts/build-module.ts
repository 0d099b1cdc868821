import { basename, dirname } from 'node:path';
import { build } from 'vite';
import { inRepository } from './repository.ts';

/** Builds one module of this repository, with all that it imports, as a file that a page can import. */
export async function buildModule(entry: string, file: string): Promise<void> {
  await build({
    configFile: false,
    root: inRepository('.'),
    publicDir: false,
    logLevel: 'error',
    build: {
      target: 'es2022',
      outDir: dirname(file),
      emptyOutDir: false,
      lib: { formats: ['es'], entry: inRepository(entry), fileName: () => basename(file) },
    },
  });
}
