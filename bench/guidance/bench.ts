import { cpus } from 'node:os';
import { join } from 'node:path';
import { launchWithCamera } from '../../e2e/fake-camera.ts';
import { spreadOf } from '../../eval/quantile.ts';
import { align } from '../../eval/table.ts';
import { buildModule } from '../../scripts/build-module.ts';
import { inRepository } from '../../scripts/repository.ts';
import type { Bench, BenchOutcome } from '../bench.ts';
import type { BenchOptions } from '../bench-options.ts';
import { INPUTS, startBenchServer } from '../bench-server.ts';
import { longestTaskOfItsOwn } from './main-thread.ts';
import type { FilmOptions, FilmResult } from './page.ts';

const FOLDER = inRepository('.bench/guidance');
const MODULE = 'page.js';
const LEAST_FRAMES_PER_SECOND = 15;
/** Of one task of the main thread, in milliseconds. */
const LONGEST_TASK = 50;

/** A whole capture of a face, but for the picture: tracker, readings, guidance, evidence. */
export const guidance: Bench = {
  description: 'the capture of a face at 640 x 480, guided by tracker and readings; --runs are seconds',
  samples: ['selfie-marc.jpg'],
  async run(options) {
    await buildModule('bench/guidance/page.ts', join(FOLDER, MODULE));
    const server = await startBenchServer(FOLDER, options.isolated);
    const browser = await launchWithCamera('good-face');
    try {
      const page = await browser.newPage();
      await page.goto(`${server.url}/`);
      const film: FilmOptions = {
        assetsBaseUrl: '/sdk/assets/',
        sdk: '/sdk/index.js',
        capture: '/sdk/capture.js',
        seconds: options.runs,
        threads: options.threads,
      };
      const { result, longest } = await longestTaskOfItsOwn(browser, page, () =>
        page.evaluate<FilmResult>(`import('${INPUTS}${MODULE}').then(({ film }) => film(${JSON.stringify(film)}))`),
      );
      return report(result, longest, options, `Chromium ${browser.version()}`);
    } finally {
      await browser.close();
      await server.close();
    }
  },
};

/** @param longestOfItsOwn milliseconds that the main thread computed in its longest task. */
function report(
  result: FilmResult,
  longestOfItsOwn: number,
  { threads, isolated }: BenchOptions,
  browser: string,
): BenchOutcome {
  const { seconds, presented, followed, readMs, good, longTasks } = result;
  const machine = { cores: cpus().length, platform: process.platform, browser };
  const read = spreadOf(readMs);
  const longestTask = Math.max(0, ...longTasks);
  const followedPerSecond = followed / seconds;
  const withinLimits = followedPerSecond >= LEAST_FRAMES_PER_SECOND && longestTask <= LONGEST_TASK;
  const text = [
    `guidance: a face at 640 x 480, ${seconds.toFixed(0)} s, ${threads} ${threads === 1 ? 'thread' : 'threads'}${isolated ? ', isolated' : ''}\n${browser}, ${machine.cores} cores, ${machine.platform}`,
    align([
      ['frames shown, a second', (presented / seconds).toFixed(1)],
      ['frames in which the face was followed, a second', followedPerSecond.toFixed(1)],
      ['readings a second', (readMs.length / seconds).toFixed(1)],
      ['  with the code OK', `${((100 * good) / readMs.length).toFixed(0)} %`],
      ['  ms, median (p95)', `${read.median.toFixed(1)} (${read.p95.toFixed(1)})`],
      ['longest task of the main thread, ms', longestTask === 0 ? 'under 50' : longestTask.toFixed(0)],
      ['  without its waiting for a core, ms', longestOfItsOwn.toFixed(1)],
    ]),
    `${withinLimits ? 'within' : 'OUTSIDE'} the limits of ${LEAST_FRAMES_PER_SECOND} frames a second and ${LONGEST_TASK} ms`,
  ].join('\n\n');
  const measured = {
    presentedPerSecond: presented / seconds,
    followedPerSecond,
    readingsPerSecond: readMs.length / seconds,
    read,
    goodShare: good / readMs.length,
    longestTask,
    longestOfItsOwn,
  };
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value);
  return {
    text,
    json: JSON.stringify({ task: 'guidance', machine, threads, isolated, ...measured, withinLimits }, rounded),
  };
}
