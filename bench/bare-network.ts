import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seededRandom } from '../scripts/random.ts';
import { inputShape, normalisation } from '../src/models/input-spec.ts';
import { MODELS, type ModelEntry } from '../src/models/manifest.ts';

/** A model and the input that it is run on when nothing else is. */
export interface BareNetwork {
  readonly id: string;
  /** Name of the file in public/models/. */
  readonly model: string;
  /** Name of the file with the input, float32, little-endian. */
  readonly input: string;
  readonly inputName: string;
  readonly dims: readonly number[];
}

/** Runs networks with nothing around them. */
export interface BareRuntime {
  /** Milliseconds of each of several runs, one after the other. */
  run(id: string, times: number): Promise<number[]>;
  close(): Promise<void>;
}

const SEED = 20_240_229;

/**
 * The networks of the manifest with these ids. Their inputs are written into a folder: random bytes, the same in every run, as the
 * network would be given pixels.
 */
export async function prepareNetworks(ids: readonly string[], folder: string): Promise<BareNetwork[]> {
  await mkdir(folder, { recursive: true });
  const entries = MODELS.filter(({ id }) => ids.includes(id));
  return Promise.all(entries.map((entry) => prepare(entry, folder)));
}

async function prepare({ id, file, input }: ModelEntry, folder: string): Promise<BareNetwork> {
  const dims = inputShape(input);
  const { mean, scale } = normalisation(input, 0);
  const random = seededRandom(SEED);
  const length = dims.reduce<number>((product, side) => product * side, 1);
  const values = Float32Array.from({ length }, () => (random(256) - mean) * scale);
  const name = `${id}.f32`;
  await writeFile(join(folder, name), new Uint8Array(values.buffer));
  return { id, model: file, input: name, inputName: input.name, dims };
}
