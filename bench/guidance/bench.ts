import { cpus } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { spreadOf } from '../../eval/quantile.ts';
import { align } from '../../eval/table.ts';
import { buildModule } from '../../scripts/build-module.ts';
import { browserArgs, findBrowser } from '../../scripts/find-browser.ts';
import { inRepository } from '../../scripts/repository.ts';
import type { Bench, BenchOutcome } from '../bench.ts';
import type { BenchOptions } from '../bench-options.ts';
import { INPUTS, startBenchServer } from '../bench-server.ts';
import { SAMPLES } from '../product.ts';
import type { FilmOptions, FilmPart, FilmResult } from './page.ts';

const FOLDER = inRepository('.bench/guidance');
const MODULE = 'page.js';
const SAMPLE = 'selfie-marc.jpg';
const FILM = { width: 640, height: 480, framesPerSecond: 30, readingsPerSecond: 3 } as const;
const LEAST_FRAMES_PER_SECOND = 15;
/** Of one task of the main thread, in milliseconds. */
const LONGEST_TASK = 50;

/** The face tracker on a film, by itself and beside the readings that decide what a user is told. */
export const guidance: Bench = {
  description: `the face tracker at ${FILM.width} x ${FILM.height}, with ${FILM.readingsPerSecond} readings a second beside it; --runs are seconds`,
  samples: [SAMPLE],
  async run(options) {
    await buildModule('bench/guidance/page.ts', join(FOLDER, MODULE));
    const server = await startBenchServer(FOLDER, options.isolated);
    const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...browserArgs] });
    try {
      const page = await browser.newPage();
      await page.goto(`${server.url}/`);
      const film: FilmOptions = {
        ...FILM,
        assetsBaseUrl: '/sdk/assets/',
        picture: `${SAMPLES}${SAMPLE}`,
        seconds: options.runs,
        threads: options.threads,
      };
      const result = await page.evaluate<FilmResult>(
        `import('${INPUTS}${MODULE}').then(({ film }) => film(${JSON.stringify(film)}))`,
      );
      return report(result, options, `Chromium ${browser.version()}`);
    } finally {
      await browser.close();
      await server.close();
    }
  },
};

function report(result: FilmResult, { threads, isolated }: BenchOptions, browser: string): BenchOutcome {
  const machine = { cores: cpus().length, platform: process.platform, browser };
  const parts = { alone: summarise(result.alone), guided: summarise(result.guided) };
  const column = (read: (part: Summary) => string) => [parts.alone, parts.guided].map(read);
  const share = (value: number) => `${(100 * value).toFixed(0)} %`;
  const spread = (value: Summary['track'] | undefined) =>
    value ? `${value.median.toFixed(1)} (${value.p95.toFixed(1)})` : '';
  const { trackedPerSecond, longestTask } = parts.guided;
  const withinLimits = trackedPerSecond >= LEAST_FRAMES_PER_SECOND && longestTask <= LONGEST_TASK;
  const text = [
    `guidance: ${FILM.width} x ${FILM.height} at ${FILM.framesPerSecond} frames a second, ${result.guided.seconds.toFixed(0)} s each, ${threads} ${threads === 1 ? 'thread' : 'threads'}${isolated ? ', isolated' : ''}\n${browser}, ${machine.cores} cores, ${machine.platform}`,
    align([
      ['', 'tracker alone', 'with readings'],
      ['frames shown, a second', ...column((part) => part.presentedPerSecond.toFixed(1))],
      ['frames tracked, a second', ...column((part) => part.trackedPerSecond.toFixed(1))],
      ['  of those shown', ...column((part) => share(part.trackedShare))],
      ['  with the face found', ...column((part) => share(part.foundShare))],
      ['track(), ms, median (p95)', ...column((part) => spread(part.track))],
      ['readings a second', ...column((part) => part.readingsPerSecond.toFixed(1))],
      ['  with the code OK', ...column(({ goodShare }) => (goodShare === undefined ? '' : share(goodShare)))],
      ['readFace(), ms, median (p95)', ...column((part) => spread(part.read))],
      [
        'longest task of the main thread, ms',
        ...column(({ longestTask: longest }) => (longest === 0 ? 'under 50' : longest.toFixed(0))),
      ],
    ]),
    `with readings: ${withinLimits ? 'within' : 'OUTSIDE'} the limits of ${LEAST_FRAMES_PER_SECOND} frames a second and ${LONGEST_TASK} ms`,
  ].join('\n\n');
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value);
  return {
    text,
    json: JSON.stringify({ task: 'guidance', machine, threads, isolated, ...parts, withinLimits }, rounded),
  };
}

type Summary = ReturnType<typeof summarise>;

function summarise({ seconds, presented, trackMs, found, readMs, good, longTasks }: FilmPart) {
  return {
    presentedPerSecond: presented / seconds,
    trackedPerSecond: trackMs.length / seconds,
    trackedShare: trackMs.length / presented,
    foundShare: found / trackMs.length,
    track: spreadOf(trackMs),
    readingsPerSecond: readMs.length / seconds,
    ...(readMs.length > 0 && { read: spreadOf(readMs), goodShare: good / readMs.length }),
    longestTask: Math.max(0, ...longTasks),
  };
}
