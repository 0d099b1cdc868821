import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { embedFolder } from './embeddings.ts';
import { fitFaceMatch } from './fit-face-match.ts';

const { positionals, values } = parseArgs({ allowPositionals: true, options: { exclude: { type: 'string' } } });
const folder = resolve(positionals[1]!);
const excluded = new Set(values.exclude ? await readdir(values.exclude) : []);
const people = new Set((await readdir(folder)).filter((name) => !excluded.has(name)));
const embeddings = await embedFolder(folder, people, (done, total) => {
  if (done % 160 === 0 || done === total) console.error(`${done} of ${total}`);
});
console.log(JSON.stringify(fitFaceMatch(embeddings)));
