import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRepository } from '../../scripts/repository.ts';
import { userPath } from '../command-line.ts';
import { readOptions } from '../eval-options.ts';
import { type Evaluation, evaluate, type Stopped } from '../evaluate.ts';
import type { ScoredItem } from '../summary.ts';
import { toTable } from '../table.ts';
import { UsageError } from '../usage-error.ts';
import { type Chart, detChart, histogram, reliabilityChart } from './charts.ts';
import { DATA_SETS, type DataSet } from './data-sets.ts';

/** What the command line calls this. */
export const REPORT = 'report';

const DOCUMENT = inRepository('docs/ACCURACY.md');
const CHARTS = inRepository('docs/accuracy');
/** What the errors and the classes of a task that scores are called. */
const WORDS = {
  'face-match': { axes: ['false match rate', 'false non-match rate'], classes: ['same person', 'different people'] },
  'face-pad': { axes: ['APCER', 'BPCER'], classes: ['bona fide', 'attacks'] },
  deepfake: { axes: ['APCER', 'BPCER'], classes: ['real', 'fake'] },
  'screen-replay': { axes: ['APCER', 'BPCER'], classes: ['bona fide', 'on screens'] },
  'printed-copy': { axes: ['APCER', 'BPCER'], classes: ['bona fide', 'copies'] },
  'portrait-substitution': { axes: ['APCER', 'BPCER'], classes: ['bona fide', 'other portraits'] },
  'digital-manipulation': { axes: ['APCER', 'BPCER'], classes: ['bona fide', 'edited'] },
} as const satisfies Record<string, { axes: readonly [string, string]; classes: readonly [string, string] }>;

/** Options whose values tell sections about one set apart. */
const TOLD_APART_BY = ['--pipeline', '--face'];

/** Runs what {@link DATA_SETS} names over the sets in a folder, and writes docs/ACCURACY.md; or says where it was stopped. */
export async function writeAccuracy(args: readonly string[], signal: AbortSignal): Promise<Stopped | undefined> {
  const [folder, ...rest] = args;
  if (folder === undefined || rest.length > 0) {
    throw new UsageError('report takes one folder, that of the data sets; --help shows how.');
  }
  const there = DATA_SETS.filter(({ set }) => existsSync(userPath(join(folder, set))));
  if (there.length === 0)
    throw new UsageError(`${folder} holds none of ${DATA_SETS.map(({ set }) => set).join(', ')}.`);
  const sections: string[] = [];
  const charts: Chart[] = [];
  for (const data of there) {
    const command = [data.task, join(folder, data.set), ...(data.options ?? [])];
    const evaluation = await evaluate(readOptions(command)!, signal);
    if ('done' in evaluation) return evaluation;
    const drawn = await chartsOf(data, evaluation);
    charts.push(...drawn);
    sections.push(section(data, evaluation, drawn));
  }
  const missing = DATA_SETS.filter((data) => !there.includes(data)).map(({ task, set }) => `${task} on ${set}`);
  await rm(CHARTS, { recursive: true, force: true });
  await mkdir(CHARTS, { recursive: true });
  for (const { name, svg } of charts) await writeFile(join(CHARTS, name), svg);
  await writeFile(DOCUMENT, [preface(missing), ...sections].join('\n\n').concat('\n'));
  return undefined;
}

async function chartsOf({ task, set, options = [] }: DataSet, { items }: Evaluation): Promise<Chart[]> {
  if (!(task in WORDS)) return [];
  const { axes, classes } = WORDS[task as keyof typeof WORDS];
  // The tasks that have words score.
  const scored = items as readonly (Evaluation['items'][number] & ScoredItem)[];
  const name = [task, set, ...options.filter((option) => !option.startsWith('--'))].join('-');
  const drawn = [
    await detChart(`${name}-det.svg`, scored, axes),
    await histogram(`${name}.svg`, scored, classes),
    await reliabilityChart(`${name}-reliability.svg`, scored),
  ];
  return drawn.filter((chart) => chart !== undefined);
}

function preface(missing: readonly string[]): string {
  const lines = [
    '# Accuracy',
    'Written by `npm run eval -- report <folder of data sets>`. Each section says which command prints the same table. Shares with their 95 % intervals; a ' +
      'picture without an answer counts as rejected. Pictures of one person, or frames of one clip, are not independent: with few of them, true intervals are wider. ' +
      'What the figures mean: `npm run eval -- --help`. What the networks were trained on: [MODEL_CARDS.md](../public/models/MODEL_CARDS.md).',
  ];
  return [...lines, ...(missing.length > 0 ? [`Not measured, for want of the data: ${missing.join(', ')}.`] : [])].join(
    '\n\n',
  );
}

function section(
  { task, set, options = [], about }: DataSet,
  { report }: Evaluation,
  charts: readonly Chart[],
): string {
  const command = ['npm run eval --', task, `<folder>/${set}`, ...options].join(' ');
  return [
    `## ${task} on ${set}${TOLD_APART_BY.filter((option) => options.includes(option))
      .map((option) => `, ${options[options.indexOf(option) + 1]}`)
      .join('')}`,
    about,
    `    ${command}`,
    `\`\`\`text\n${withoutTimes(toTable(report))}\n\`\`\``,
    ...charts.map(({ name, caption }) => `![${caption}](accuracy/${name})`),
  ].join('\n\n');
}

/** Times are the machine's, not the SDK's accuracy. */
function withoutTimes(table: string): string {
  return table
    .split('\n')
    .filter((line) => !line.startsWith('ms per item'))
    .join('\n');
}
