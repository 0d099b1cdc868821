import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { inRepository } from '../scripts/repository.ts';

/** The page's half of the face tracker, which the package has inside other modules, as one of its own. */
export interface TrackerModule {
  /** Holds `face-tracker.js`. */
  readonly folder: string;
  remove(): Promise<void>;
}

export async function buildTrackerModule(): Promise<TrackerModule> {
  const folder = await mkdtemp(join(tmpdir(), 'idem-tracker-'));
  await build({
    configFile: false,
    root: inRepository('.'),
    publicDir: false,
    logLevel: 'error',
    build: {
      target: 'es2022',
      outDir: folder,
      lib: {
        formats: ['es'],
        entry: inRepository('src/capture/tracker/face-tracker.ts'),
        fileName: () => 'face-tracker.js',
      },
    },
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
