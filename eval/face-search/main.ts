import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRepository } from '../../scripts/repository.ts';
import { matchProbability } from '../../src/matching/face-match.ts';
import { MODELS } from '../../src/models/manifest.ts';
import { requireSdk } from '../browser-host.ts';
import { embedPictures, isPicture } from '../calibration/embeddings.ts';
import { readArguments, runCommand, userPath } from '../command-line.ts';
import { ProgressLine } from '../progress-line.ts';
import { toJsonLine } from '../report.ts';
import { align, show } from '../table.ts';
import { UsageError } from '../usage-error.ts';
import { identify, type Person, requireSize } from './identify.ts';
import { SEARCH_THRESHOLD, type SearchSummary, summariseSearch } from './summarise-search.ts';

/** Candidates a search, as the contract has it unless asked otherwise. */
const LIMIT = 5;

const HELP = `Usage: npm run eval:search -- <folder> --test FOLDER [--sizes 1000,5000] [--json FILE]

Accuracy of a search for one face among many, through the built SDK's networks (npm run build) in a headless browser. Prints a
table and, as the last line, one JSON object.

  <folder>      person/picture.jpg. Of each person the first picture, by name, is enrolled, and the second searches, or the
                first where there is no other. The face at the centre of a picture is the one that counts
  --test        a folder whose names are the people under test: those on whom no curve was fitted. Only they search. They are
                halved; each half in turn is enrolled, among others of <folder> who fill the gallery up, and the other half is not
  --sizes       people in the gallery
  --json        write the result there, too, with the candidates of every search

Figures (shares; ci holds their 95 % intervals), ISO/IEC 19795-1
  fpir          searches for people who are not enrolled that answer a record with probability ${SEARCH_THRESHOLD} or more
  fnir          searches for people who are enrolled that do not answer their record with ${SEARCH_THRESHOLD} or more among the best ${LIMIT}
  tpirAtRank1   searches for people who are enrolled that answer their record first`;

async function main(): Promise<number> {
  const { values, positionals } = readArguments(
    {
      test: { type: 'string' },
      sizes: { type: 'string', default: '1000,5000' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    true,
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [folder, ...rest] = positionals.map(userPath);
  if (!folder || rest.length > 0 || !values.test) throw new UsageError('Give a folder and --test; --help shows how.');
  const sizes = values.sizes.split(',').map(readSize);
  requireSdk(inRepository('dist'));
  const testNames = new Set(readdirSync(userPath(values.test)));
  const isUnderTest = ({ name }: { readonly name: string }) => testNames.has(name);
  const people = listPeople(folder, isUnderTest);
  const testCount = people.filter(isUnderTest).length;
  for (const size of sizes) requireSize(size, testCount, people.length - testCount);

  const embedded = await embedPeople(folder, people);
  const underTest = embedded.filter(isUnderTest);
  const others = embedded.filter((person) => !isUnderTest(person));
  const model = MODELS.find(({ task }) => task === 'face-embedding')!;
  const probability = (cosine: number) => matchProbability(cosine, model);
  const searched = sizes.map((size) => ({
    size,
    probes: identify(underTest, others, { size, limit: LIMIT, probability }),
  }));
  const galleries = searched.map(({ size, probes }) => ({ size, ...summariseSearch(probes) }));
  const counts = { underTest: underTest.length, others: others.length, threshold: SEARCH_THRESHOLD, limit: LIMIT };
  const report = { task: 'face-search', ...counts, galleries };
  if (values.json) {
    const file = { command: process.argv.slice(2), ...report, searched };
    await writeFile(userPath(values.json), `${JSON.stringify(file, null, 2)}\n`);
  }
  console.log(`face-search over ${folder}: ${underTest.length} people under test, ${others.length} others`);
  console.log(`\n${toTable(galleries)}\n`);
  console.log(toJsonLine(report));
  return 0;
}

function toTable(galleries: readonly (SearchSummary & { readonly size: number })[]): string {
  return align([
    ['people in the gallery', ...galleries.map(({ size }) => String(size))],
    ...(['mated', 'nonMated', 'unanswered'] as const).map((name) => [name, ...galleries.map((of) => String(of[name]))]),
    ...(['fpir', 'fnir', 'tpirAtRank1'] as const).map((name) => [
      name,
      ...galleries.map((of) => show(name, of[name], of.ci[name])),
    ]),
  ]);
}

interface PersonPictures {
  readonly name: string;
  /** Relative to the folder. */
  readonly paths: readonly string[];
}

/** One picture to enrol and, of those under test, one to search with. */
function listPeople(folder: string, isUnderTest: (person: { readonly name: string }) => boolean): PersonPictures[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const pictures = readdirSync(join(folder, name)).filter(isPicture).sort();
      const wanted = pictures.slice(0, isUnderTest({ name }) ? 2 : 1);
      return { name, paths: wanted.map((file) => `${name}/${file}`) };
    })
    .filter(({ paths }) => paths.length > 0)
    .sort((p, q) => (p.name < q.name ? -1 : 1));
}

async function embedPeople(folder: string, people: readonly PersonPictures[]): Promise<Person[]> {
  const paths = people.flatMap((person) => person.paths);
  const progress = new ProgressLine(paths.length);
  const embeddings = await embedPictures(folder, paths, (done) => progress.show(done));
  progress.end();
  const byPath = new Map(paths.map((path, i) => [path, embeddings[i]]));
  return people.map((person) => ({ name: person.name, embeddings: person.paths.map((path) => byPath.get(path)) }));
}

function readSize(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new UsageError(`--sizes: '${text}' is no whole number above 0.`);
}

await runCommand(main, 1);
