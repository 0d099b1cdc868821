import { readFile } from 'node:fs/promises';
import wabt from 'wabt';
import { inRepository } from '../repository.ts';

const TEXT = inRepository('src/matching/vector-kernel.wat');
/** Where the assembled kernel is kept. */
export const ASSEMBLED = inRepository('src/matching/vector-kernel-wasm.ts');

/**
 * Assembles the kernel of the search.
 *
 * @returns the source of a module that holds it, so that a worker has it at once: no file to serve, and none to go missing.
 * @throws {Error} naming line and column where the text cannot be assembled.
 */
export async function assembleKernel(): Promise<string> {
  const { parseWat } = await wabt();
  const module = parseWat(TEXT, await readFile(TEXT, 'utf8'), { simd: true });
  module.validate();
  const base64 = Buffer.from(module.toBinary({}).buffer).toString('base64');
  return `// Made from vector-kernel.wat by scripts/vector-kernel/write.ts.

/** The kernel of the search as a WebAssembly module, in Base64. */
export const VECTOR_KERNEL_WASM =
  '${base64}';
`;
}
