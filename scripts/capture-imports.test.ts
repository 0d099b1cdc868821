import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inRepository } from './repository.ts';

// biome.json cannot tell types from code, and src/capture/ may know many a type that a page must not load the code of.

const SRC = inRepository('src');
/** An import or export that is left when the types are gone, and where it is from. */
const AT_RUN_TIME = /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm;

/** What a page may load: no zod, no network, nothing of the engine's inside. */
const PAGE = /^(capture|client|serving)\/|^contract\/error\.ts$|^evidence\/(names|luma-signature)\.ts$/;
/** The tracker's worker is no page. */
const WORKER = /^models\/|^engine\/(outcome|living-worker)\.ts$|^readings\/geometry\.ts$/;
const WORKER_FILES = ['capture/tracker/worker.ts', 'capture/tracker/face-detection.ts'];

/** Files of src/ that a source imports at run time. */
function importsOf(source: string, file: string): string[] {
  return [...source.matchAll(AT_RUN_TIME)]
    .map(([, from, lazily]) => from ?? lazily ?? '')
    .filter((from) => from.startsWith('.'))
    .map((from) => relative(SRC, join(SRC, dirname(file), from)))
    .filter((from) => !from.startsWith('..'));
}

const files = readdirSync(join(SRC, 'capture'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => `capture/${file}`);

describe('what is loaded with an import', () => {
  it.each([
    ["import { judge } from '../engine/engine.ts';", ['engine/engine.ts']],
    ["import type { Box } from '../readings/geometry.ts';", []],
    ["import { type Box, sizeOf } from '../readings/geometry.ts';", ['readings/geometry.ts']],
    ["import {\n  judge,\n} from '../checks/judge.ts';", ['checks/judge.ts']],
    ["import '../engine/no-eval.ts';", ['engine/no-eval.ts']],
    ["export { judge } from '../checks/judge.ts';", ['checks/judge.ts']],
    ["export type { Box } from '../readings/geometry.ts';", []],
    ["const judge = await import('../checks/judge.ts');", ['checks/judge.ts']],
    ["import { z } from 'zod';", []],
  ])('%s', (source, loaded) => expect(importsOf(source, 'capture/capture.ts')).toEqual(loaded));
});

it('there are sources to look at', () => expect(files.length).toBeGreaterThan(50));

it.each(files)('%s loads nothing that a page must not', (file) => {
  const may = (loaded: string) => PAGE.test(loaded) || (WORKER_FILES.includes(file) && WORKER.test(loaded));
  const loaded = importsOf(readFileSync(join(SRC, file), 'utf8'), file);
  expect(loaded.filter((one) => !may(one))).toEqual([]);
  // The page's half of the tracker may not load the worker's.
  if (!WORKER_FILES.includes(file)) expect(loaded.filter((one) => WORKER_FILES.includes(one))).toEqual([]);
});
