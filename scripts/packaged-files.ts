import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import type { PinnedAsset } from '../src/models/asset.ts';
import { hasSha256 } from './npm-tarball.ts';

/** A file of a package, and what it is served as. */
export interface PackagedFile {
  readonly source: string;
  readonly asset: PinnedAsset;
}

/**
 * Puts files of packages among the built assets, after holding them against the digests that are compiled into the worker.
 *
 * @param pinnedIn the module that names the digests, for the error.
 */
export function packagedFiles(pinnedIn: string, files: readonly PackagedFile[]): Plugin {
  return {
    name: 'idem:packaged-files',
    apply: 'build',
    async buildStart() {
      for (const { source, asset } of files) {
        const content = await readFile(source);
        if (!hasSha256(content, asset.sha256)) {
          this.error(`${source} is not the file that ${pinnedIn} names. Update its digest and size.`);
        }
        this.emitFile({ type: 'asset', fileName: asset.path, source: content });
      }
    },
  };
}
