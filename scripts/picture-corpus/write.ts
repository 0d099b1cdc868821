import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DOCUMENT_CORPUS } from './documents.ts';
import { PICTURE_CORPUS } from './index.ts';
import { mutation } from './mutations.ts';

// Writes the corpus into a folder, to be looked at: `tsx scripts/picture-corpus/write.ts <folder>`. Numbers behind the
// folder write the damaged pictures with these numbers in its place.

async function main([folder, ...numbers]: readonly string[]): Promise<void> {
  if (!folder) throw new Error('Name a folder.');
  await mkdir(folder, { recursive: true });
  const mutations = numbers.map((number) => ({ name: `mutation-${number}`, make: () => mutation(number) }));
  for (const { name, make } of mutations.length > 0 ? mutations : [...PICTURE_CORPUS, ...DOCUMENT_CORPUS]) {
    await writeFile(join(folder, name), await make());
    console.log(name);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
