import { createHash } from 'node:crypto';
import { access, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { inRepository } from '../repository.ts';
import { writeAtomically } from '../write-atomically.ts';
import { film } from './film.ts';
import { SCENES, type Scene, type SceneName, stillSize } from './scenes.ts';
import { planesOf } from './y4m-file.ts';

/** Where the files are kept. */
const FOLDER = inRepository('.fake-camera');

/**
 * A film for Chromium's `--use-file-for-fake-video-capture`, made on the first call and kept until the scripts or the samples change.
 *
 * @returns Path of a YUV4MPEG2 file.
 * @throws {Error} where there are no samples
 *
 * @example
 * const file = await fakeCameraFile('good-face');
 * await chromium.launch({ args: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`] });
 */
export async function fakeCameraFile(name: SceneName, folder = FOLDER): Promise<string> {
  const file = `${name}.${await recipe()}.y4m`;
  const path = join(folder, file);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) return path;
  await writeAtomically(path, await shoot(SCENES[name]));
  for (const other of await readdir(folder)) {
    if (other.startsWith(`${name}.`) && other.endsWith('.y4m') && other !== file)
      await rm(join(folder, other), { force: true });
  }
  return path;
}

/** The film of a scene, as a file. */
async function shoot(scene: Scene): Promise<Buffer> {
  const size = stillSize(scene);
  const rgb = await sharp(await scene.still(size))
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  return film(planesOf(rgb, size), scene.filming);
}

/** Digest of all that a film depends on. */
async function recipe(): Promise<string> {
  const hash = createHash('sha256');
  const folder = inRepository('scripts/fake-camera');
  for (const file of (await readdir(folder)).sort()) {
    if (!file.includes('.test.')) hash.update(await readFile(join(folder, file)));
  }
  hash.update(
    await readFile(inRepository('samples/index.json')).catch((cause: unknown) => {
      throw new Error('There are no sample pictures. Run: npm run setup -- samples', { cause });
    }),
  );
  return hash.digest('hex').slice(0, 12);
}
