import { readdir } from 'node:fs/promises';
import { quantise } from '../../src/matching/template.ts';
import { isPipeline, MODELS } from '../../src/models/manifest.ts';
import { readArguments, runCommand, userPath } from '../command-line.ts';
import { ProgressLine } from '../progress-line.ts';
import { UsageError } from '../usage-error.ts';
import { collectFaceMatch, collectFacePad } from './collect.ts';
import { measureDamaged } from './damaged-faces.ts';
import { embedFolder } from './embeddings.ts';
import { fitFaceMatch } from './fit-face-match.ts';
import { fitFacePad } from './fit-face-pad.ts';
import { fitFaceQuality } from './fit-face-quality.ts';
import { scoreFolder } from './pad-scores.ts';

const DAMAGED_PEOPLE = 20;

const HELP = `Usage: npm run calibrate -- collect-face-match <clones> <folder> --exclude FOLDER
       npm run calibrate -- collect-face-pad <clones> <folder>
       npm run calibrate -- face-match <folder> [--exclude FOLDER]
       npm run calibrate -- face-pad <folder>
       npm run calibrate -- face-quality <folder>

Fits the curve that turns a network's score into a probability, through the built SDK (npm run build). Prints the numbers for
public/models/manifest.json; those of face-quality are for src/readings/face-quality.ts. Use pictures that are in no test.

  collect-*   put the pictures that the present curves are fitted on into a folder, from clones of public repositories, which
              are named owner+name in <clones>; what is missing is named
  face-match  a folder of person/picture.jpg, two pictures and more of some. tarAtFmrOfTemplates says what is left of tarAtFmr
              when all are compared as templates
  face-pad    a folder in the layout of npm run eval -- face-pad, with a source column
  face-quality  a folder of good portraits, of which 20 are damaged in steps
  --exclude   a folder whose names are people to leave out: those of a test`;

async function main(): Promise<number> {
  const { values, positionals } = readArguments(
    { exclude: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    true,
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [task, ...paths] = positionals;
  const [first, second] = paths.map(userPath);
  const exclude = values.exclude === undefined ? undefined : userPath(values.exclude);
  if (!first || paths.length !== (task?.startsWith('collect-') ? 2 : 1)) {
    throw new UsageError('Give a task and its folders; --help shows how.');
  }
  if (second) console.log(`${collect(task, first, second, exclude)} pictures in ${second}`);
  else console.log(JSON.stringify(await fitCurve(task, first, exclude), null, 2));
  return 0;
}

function collect(task: string | undefined, clones: string, out: string, exclude: string | undefined): number {
  if (task === 'collect-face-pad') return collectFacePad(clones, out);
  if (task !== 'collect-face-match') throw new UsageError(`There is no task ${task}; --help shows which there are.`);
  if (exclude === undefined)
    throw new UsageError("collect-face-match needs --exclude: the folder of the test's people.");
  return collectFaceMatch(clones, out, exclude);
}

async function fitCurve(task: string | undefined, folder: string, exclude: string | undefined): Promise<object> {
  const progress = progressOnStderr();
  if (task === 'face-match') {
    const excluded = new Set(exclude ? await readdir(exclude) : []);
    const people = new Set((await readdir(folder)).filter((name) => !excluded.has(name)));
    const embeddings = await embedFolder(folder, people, progress);
    const templates = embeddings.map(({ person, vector }) => ({ person, vector: Float32Array.from(quantise(vector)) }));
    return { ...fitFaceMatch(embeddings), tarAtFmrOfTemplates: fitFaceMatch(templates).tarAtFmr };
  }
  if (task === 'face-pad') {
    const pipeline = MODELS.filter(isPipeline).find(({ name }) => name === 'pad-m-1');
    if (!pipeline) throw new Error('The manifest holds no curve for presentation attacks.');
    const faces = await scoreFolder(folder, pipeline.calibration, progress);
    return { ...fitFacePad(faces), faces: faces.length };
  }
  if (task === 'face-quality') {
    const curve = MODELS.find((model) => model.task === 'face-embedding')?.calibration;
    if (!curve) throw new Error('The manifest holds no curve for matching.');
    return fitFaceQuality(await measureDamaged(folder, DAMAGED_PEOPLE, curve, progress));
  }
  throw new UsageError(`There is no task ${task}; --help shows which there are.`);
}

function progressOnStderr(): (done: number, total: number) => void {
  let line: ProgressLine | undefined;
  return (done, total) => {
    line ??= new ProgressLine(total);
    line.show(done);
    if (done === total) line.end();
  };
}

await runCommand(main, 1);
