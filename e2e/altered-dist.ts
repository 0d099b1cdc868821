import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import packageJson from '../package.json' with { type: 'json' };

/** What a page without WebGPU never asks for, and maps. */
const NOT_NEEDED = /\.map$|asyncify|\/types$/;

/** A copy of the built package in a folder that does not exist yet. */
async function copyDist(folder: string): Promise<void> {
  await cp('dist', folder, { recursive: true, filter: (path) => !NOT_NEEDED.test(path) });
}

/** A copy of the package as another version of it: the version is a string that the build compiles in. */
export async function distOfVersion(version: string, folder: string): Promise<void> {
  await copyDist(folder);
  const modules = (await readdir(folder)).filter((file) => file.endsWith('.js'));
  const altered = [];
  for (const file of [...modules, 'assets/worker.js']) {
    const code = await readFile(join(folder, file), 'utf8');
    if (!code.includes(packageJson.version)) continue;
    altered.push(file);
    await writeFile(join(folder, file), code.replaceAll(packageJson.version, version));
  }
  if (altered.length < 2 || !altered.includes('assets/worker.js'))
    throw new Error(`Only [${altered}] held the version`);
}

/** The Content-Encoding that {@link compressedDist} gives a file. */
export const ENCODINGS = { wasm: 'gzip', onnx: 'br' } as const;

/** A copy whose runtime and models are compressed, as a server would send them with a Content-Encoding. */
export async function compressedDist(folder: string, files: readonly string[]): Promise<void> {
  await copyDist(folder);
  for (const file of files) {
    const path = join(folder, file);
    const content = await readFile(path);
    const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
    await writeFile(
      path,
      file.endsWith('.wasm') ? gzipSync(content, { level: 1 }) : brotliCompressSync(content, quick),
    );
  }
}
