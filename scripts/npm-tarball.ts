import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inRepository } from './repository.ts';

const run = promisify(execFile);

/** A published package, pinned. */
export interface NpmTarball {
  /** `name@version`. */
  readonly package: string;
  /** What `npm view name@version dist.integrity` answers: `sha512-` and the digest in base64. */
  readonly integrity: string;
}

/** One file wanted out of a tarball. */
export interface WantedFile {
  /** Path inside the tarball; npm's begin with `package/`. */
  readonly path: string;
  /** Hex digest that the file must have; without it, the tarball's own digest has to do. */
  readonly sha256?: string;
}

/** Puts the tarball of `name@version` into a folder that is empty. */
export type Pack = (name: string, folder: string) => Promise<void>;

/**
 * Reads files out of a published npm package without installing it: nothing of it runs, none of its dependencies come.
 *
 * @returns The content of each file by its path.
 * @throws {Error} When npm cannot fetch the package, or when the tarball or a file is not the one that was pinned.
 */
export async function readNpmFiles(
  tarball: NpmTarball,
  files: readonly WantedFile[],
  pack: Pack = npmPack,
): Promise<Map<string, Buffer>> {
  const folder = await mkdtemp(join(tmpdir(), 'idem-npm-'));
  try {
    await pack(tarball.package, folder);
    const archive = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
    if (!archive) throw new Error(`npm pack ${tarball.package} left no tarball behind.`);
    verifyDigest(await readFile(join(folder, archive)), tarball.integrity, `the tarball of ${tarball.package}`);
    return await extract(folder, archive, files, tarball.package);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether bytes have a SHA-256 digest, given in hex. */
export function hasSha256(bytes: Uint8Array, sha256: string): boolean {
  return createHash('sha256').update(bytes).digest('hex') === sha256;
}

function verifyDigest(bytes: Uint8Array, integrity: string, what: string): void {
  const found = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (found === integrity) return;
  throw new Error(`${what} is not the one that was pinned.\n  expected ${integrity}\n  found    ${found}`);
}

async function extract(
  folder: string,
  archive: string,
  files: readonly WantedFile[],
  packageName: string,
): Promise<Map<string, Buffer>> {
  const paths = files.map((file) => file.path);
  // Relative names, because a drive letter in a path means a remote host to some versions of tar.
  await run('tar', ['-xzf', archive, ...paths], { cwd: folder }).catch((error: unknown) => {
    throw new Error(`tar could not take ${paths.join(', ')} out of ${packageName}: ${firstLines(error)}`);
  });
  const contents = new Map<string, Buffer>();
  for (const { path, sha256 } of files) {
    const bytes = await readFile(join(folder, path));
    if (sha256 && !hasSha256(bytes, sha256)) {
      throw new Error(`${path} of ${packageName} does not have the SHA-256 ${sha256}.`);
    }
    contents.set(path, bytes);
  }
  return contents;
}

async function npmPack(name: string, folder: string): Promise<void> {
  const args = ['pack', name, '--pack-destination', folder, '--loglevel', 'error'];
  // From the repository's root, so that a .npmrc there counts, too.
  const options = { cwd: inRepository('.') };
  // Under `npm run` this is the very npm that is running; Windows would need a shell to find it otherwise.
  const cli = process.env.npm_execpath;
  const packing = cli?.endsWith('npm-cli.js')
    ? run(process.execPath, [cli, ...args], options)
    : run('npm', args, { ...options, shell: process.platform === 'win32' });
  await packing.catch((error: unknown) => {
    throw new Error(
      `npm could not fetch ${name}. Check the network and npm's settings (registry, proxy), then run this again.\n${firstLines(error)}`,
    );
  });
}

function firstLines(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  return text.trim().split('\n').slice(0, 4).join('\n') || String(error);
}
