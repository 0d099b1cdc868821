import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { inRepository } from '../scripts/repository.ts';
import type { CheckModelInput, Progress } from '../src/index.ts';
import { type CheckOutcome, picturePath, StartError, startBrowserHost } from './browser-host.ts';
import { readArguments, runCommand, userPath } from './command-line.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: npm run --silent check -- --face FILE [--doc FILE] [options]

One /check of the built SDK (npm run build) in a headless browser. The answer is JSON on stdout and nothing else is, as long as
npm itself is --silent.

Options
  --face FILE   the selfie
  --doc FILE    the photo of the identity document
  --model FILE  the checkModel, JSON. Without it: FACE_CHECK of a face, DOC_CHECK of a document, and for both
                FACE_MATCH_VALIDATION, too
  --plain       the files are pictures as they are; without it they are taken for sealed payloads
  --details     add geometry, models and timings

Exit status: 0 answered; 1 refused, with { status, message, code } on stdout; 2 wrong usage; 3 could not run.`;

async function main(): Promise<number> {
  const { values } = readArguments(
    {
      face: { type: 'string' },
      doc: { type: 'string' },
      model: { type: 'string' },
      plain: { type: 'boolean', default: false },
      details: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
    false,
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const face = values.face === undefined ? undefined : existing('--face', values.face);
  const doc = values.doc === undefined ? undefined : existing('--doc', values.doc);
  const checkModel =
    values.model === undefined ? defaultModel(face, doc) : readModel(existing('--model', values.model));
  const outcome = await check({ face, doc, checkModel, encrypted: !values.plain, details: values.details });
  if ('result' in outcome) {
    console.log(JSON.stringify(outcome.result, null, 2));
    return 0;
  }
  const { name, status, message, code } = outcome.fault;
  if (status === undefined) throw new Error(`${name}: ${message}`);
  console.log(JSON.stringify({ status, message, code }, null, 2));
  return 1;
}

interface Check {
  readonly face: string | undefined;
  readonly doc: string | undefined;
  readonly checkModel: CheckModelInput;
  readonly encrypted: boolean;
  readonly details: boolean;
}

async function check({ face, doc, ...call }: Check): Promise<CheckOutcome> {
  const pictures = [
    { name: 'face', file: face },
    { name: 'doc', file: doc },
  ].flatMap(({ name, file }) => (file === undefined ? [] : [{ name, mount: `/${name}/`, file }]));
  try {
    const host = await startBrowserHost({
      sdk: inRepository('dist'),
      pictures: Object.fromEntries(pictures.map(({ mount, file }) => [mount, dirname(file)])),
      onProgress: reportFetched,
    });
    try {
      const paths = pictures.map(({ name, mount, file }) => [name, picturePath(mount, basename(file))]);
      const [outcome] = await host.check([{ ...call, ...Object.fromEntries(paths) }]);
      if (!outcome) throw new Error('The page gave no answer.');
      return outcome;
    } finally {
      await host.close();
    }
  } catch (error) {
    if (error instanceof StartError) return { fault: error.fault, ms: 0 };
    throw error;
  }
}

function reportFetched({ asset, assetLoadedBytes, assetTotalBytes }: Progress): void {
  if (assetLoadedBytes >= assetTotalBytes) console.error(`fetched ${asset}, ${assetTotalBytes} bytes`);
}

function defaultModel(face: string | undefined, doc: string | undefined): CheckModelInput {
  if (face !== undefined && doc !== undefined) {
    return { operations: ['FACE_CHECK', 'DOC_CHECK', 'FACE_MATCH_VALIDATION'] };
  }
  if (face !== undefined) return { operations: ['FACE_CHECK'] };
  if (doc !== undefined) return { operations: ['DOC_CHECK'] };
  throw new UsageError('Give --face, --doc or both; --help shows how.');
}

function existing(option: string, path: string): string {
  const absolute = userPath(path);
  if (existsSync(absolute)) return absolute;
  throw new UsageError(`${option}: there is no ${absolute}.`);
}

/** Any JSON goes: what is in it is for the SDK to judge, with the answer a caller of the SDK would get. */
function readModel(path: string): CheckModelInput {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`--model: ${path} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

await runCommand(main, 3);
