import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type NpmTarball, readNpmFiles } from '../scripts/npm-tarball.ts';
import { inRepository } from '../scripts/repository.ts';
import { writeAtomically } from '../scripts/write-atomically.ts';

/** The version of onnxruntime-web, so that the two differ in nothing but what they run on. */
const VERSION = '1.30.0';
/** Name and version. */
export const NATIVE = `onnxruntime-node ${VERSION}`;
const TARBALL: NpmTarball = {
  package: `onnxruntime-node@${VERSION}`,
  integrity: 'sha512-twhs1C2C/BFkz1yc5OY0KIU2GUq6DURO7hD4bx5Q2Qy3nAMJwRXW8xU3NVczE29VA9lolLOYepoD8fjTGOfIqw==',
};

/** There only when all else is. */
const LAST_WRITTEN = 'package.json';
const SCRIPTS = [...['backend', 'binding', 'index', 'version'].map((name) => `dist/${name}.js`), LAST_WRITTEN];
/** By `process.platform`, beside the binding. */
const LIBRARIES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['libonnxruntime.so.1'],
  darwin: ['libonnxruntime.1.dylib'],
  win32: ['onnxruntime.dll', 'DirectML.dll', 'dxcompiler.dll', 'dxil.dll'],
};

/**
 * Puts onnxruntime's native build for this machine into `.bench/`, unless it is there.
 *
 * It is no dependency: its installation would fetch GPU libraries from elsewhere, fail where that is not to be had, and add 113 MB to
 * every `npm ci`. Of its tarball only what runs here is kept, and no script of it runs.
 *
 * @returns Path of the module.
 * @throws {Error} When npm cannot fetch it, or when it knows no such machine.
 */
export async function findNative(): Promise<string> {
  const folder = inRepository(`.bench/onnxruntime-node-${VERSION}`);
  const module = join(folder, 'dist/index.js');
  if (existsSync(join(folder, LAST_WRITTEN))) return module;
  const libraries = LIBRARIES[process.platform];
  if (!libraries) throw new Error(`${NATIVE} knows no ${process.platform}.`);
  const binaries = `bin/napi-v6/${process.platform}/${process.arch}`;
  const paths = [...[...libraries, 'onnxruntime_binding.node'].map((name) => `${binaries}/${name}`), ...SCRIPTS];
  console.error(`fetching ${NATIVE}, 113 MB, once, into .bench/ …`);
  const files = await readNpmFiles(
    TARBALL,
    paths.map((path) => ({ path: `package/${path}` })),
  );
  for (const path of paths) await writeAtomically(join(folder, path), files.get(`package/${path}`)!);
  return module;
}
