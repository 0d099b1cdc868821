import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRepository } from '../scripts/repository.ts';
import { serve } from '../scripts/static-server.ts';
import type { EkycOptions, EngineOptions } from '../src/index.ts';
import { type CheckCall, type CheckOutcome, picturePath, requireSdk, startBrowserHost } from './browser-host.ts';
import { readArguments, readCount, runCommand, userPath } from './command-line.ts';
import { compareAnswers } from './compare-answers.ts';
import { callInPage, startInPage } from './page-functions.ts';
import { picturesIn } from './read-list.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: npm run --silent compare -- <folder> --browser FILE [--every N] [--documents]

Asks the built SDK (npm run build) about the faces in a folder of pictures, in Chromium and in a Firefox, and says how far the answers
are apart: log-odds, answers on another side of 0.5, and codes that differ.

Options
  --browser FILE   the Firefox, /usr/bin/firefox-esr say
  --every N        every Nth picture. All of them when left out
  --documents      ask the checks of documents instead, each picture being the document`;

const ENGINE: EngineOptions = { faceLimits: 'enrolment', documentRegion: 'whole' };
const EKYC: EkycOptions = { ...ENGINE, assetsBaseUrl: '/sdk/assets/' };
const PICTURES = '/pictures/';
const ANSWERS = '/answers/';
/** A browser that says nothing for so long has died. */
const SILENCE_MS = 120_000;

async function main(): Promise<number> {
  const { values, positionals } = readArguments(
    {
      browser: { type: 'string' },
      every: { type: 'string', default: '1' },
      documents: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
    true,
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new UsageError('Name one folder. --help says more.');
  if (values.browser === undefined || !existsSync(values.browser))
    throw new UsageError('--browser: name a Firefox of this machine.');
  const every = readCount('--every', values.every);
  const root = userPath(folder);
  const calls = picturesIn(root)
    .filter((_, i) => i % every === 0)
    .map((path): CheckCall => {
      const picture = picturePath(PICTURES, path);
      return values.documents
        ? { checkModel: { operations: ['DOC_CHECK'] }, doc: picture, encrypted: false }
        : { checkModel: { operations: ['FACE_CHECK'] }, face: picture, encrypted: false };
    });
  const sdk = inRepository('dist');
  requireSdk(sdk);
  console.log(compareAnswers(await askChromium(sdk, root, calls), await askFirefox(values.browser, sdk, root, calls)));
  return 0;
}

async function askChromium(sdk: string, root: string, calls: readonly CheckCall[]): Promise<CheckOutcome[]> {
  const host = await startBrowserHost({ sdk, pictures: { [PICTURES]: root }, engine: ENGINE });
  try {
    return await host.check(calls);
  } finally {
    await host.close();
  }
}

/** Playwright drives no Firefox but its own: this one opens a page that asks for paths which hold the answers. */
async function askFirefox(
  browser: string,
  sdk: string,
  root: string,
  calls: readonly CheckCall[],
): Promise<CheckOutcome[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'idem-firefox-'));
  const outcomes: CheckOutcome[] = [];
  let heard: (failure?: Error) => void = () => {};
  let watch: NodeJS.Timeout | undefined;
  const all = new Promise<void>((resolve, reject) => {
    heard = (failure) => {
      clearTimeout(watch);
      watch = setTimeout(() => reject(new Error(`${browser} says nothing`)), SILENCE_MS);
      if (failure) reject(failure);
      else if (outcomes.length === calls.length) resolve();
    };
  });
  const server = await serve({
    mounts: { '/': scratch, '/sdk/': sdk, [PICTURES]: root },
    isolated: true,
    onRequest(_method, path) {
      if (!path.startsWith(ANSWERS)) return;
      const answer: CheckOutcome | { readonly start: { readonly message: string } } = JSON.parse(
        path.slice(ANSWERS.length),
      );
      if ('start' in answer) return heard(new Error(`The SDK did not start: ${answer.start.message}`));
      outcomes.push(answer);
      heard();
    },
  });
  await writeFile(join(scratch, 'index.html'), page(calls));
  const firefox = spawn(browser, ['--headless', '--no-remote', '--profile', scratch, `${server.url}/`], {
    stdio: 'ignore',
  });
  firefox.once('error', heard);
  heard();
  try {
    await all;
    return outcomes;
  } finally {
    clearTimeout(watch);
    firefox.kill();
    await new Promise((resolve) =>
      firefox.exitCode === null && firefox.signalCode === null ? firefox.once('close', resolve) : resolve(undefined),
    );
    await server.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

function page(calls: readonly CheckCall[]): string {
  return `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module">
    globalThis.idemSdk = import('/sdk/index.js');
    globalThis.idemProgress = () => {};
    const say = (answer) => fetch('${ANSWERS}' + encodeURIComponent(JSON.stringify(answer)));
    const start = await (${startInPage})(${JSON.stringify({ engine: EKYC, preload: false })});
    if (start) await say({ start });
    else for (const call of ${JSON.stringify(calls)}) await say((await (${callInPage})([call]))[0]);
  </script>`;
}

await runCommand(main, 1);
