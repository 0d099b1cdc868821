import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildModule } from '../scripts/build-module.ts';

/** The page's half of the face tracker, which the package has inside other modules, as one of its own. */
export interface TrackerModule {
  /** Holds `face-tracker.js`. */
  readonly folder: string;
  remove(): Promise<void>;
}

export async function buildTrackerModule(): Promise<TrackerModule> {
  const folder = await mkdtemp(join(tmpdir(), 'idem-tracker-'));
  await buildModule('src/capture/tracker/face-tracker.ts', join(folder, 'face-tracker.js'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
