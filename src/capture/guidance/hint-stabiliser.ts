import type { CaptureHint } from '../capture.ts';

/** Milliseconds that a hint stays, so that a few words can be read, or spoken. */
export const MIN_SHOWN_MS = 1000;

/** As many readings are asked whether a hint is to change. */
const READINGS = 3;

/** Readings that are older than this, in milliseconds, are asked no more: where readings are slow, the last one decides. */
const RECENT_MS = 1000;

interface Said {
  readonly hint: CaptureHint;
  readonly at: number;
}

/** What is shown, since when, and what readings said of late. Times in milliseconds of one clock. */
export interface HintTrail {
  readonly shown: CaptureHint | undefined;
  readonly shownAt: number;
  readonly said: readonly Said[];
}

/** Nothing was said yet. */
export const NO_HINTS: HintTrail = { shown: undefined, shownAt: Number.NEGATIVE_INFINITY, said: [] };

/** A reading says what is to be mended. It is shown once most of the last readings say so, and the hint before was there long enough. */
export function say(trail: HintTrail, hint: CaptureHint, at: number): HintTrail {
  const recent = trail.said.filter((one) => at - one.at < RECENT_MS);
  return settle({ ...trail, said: [...recent, { hint, at }].slice(-READINGS) }, at);
}

/** Time passes: a hint that waited for the one before may be due. */
export function settle(trail: HintTrail, at: number): HintTrail {
  const next = mostSaid(trail.said);
  const due = trail.shown === undefined || at - trail.shownAt >= MIN_SHOWN_MS;
  return due && next !== undefined && next !== trail.shown ? { ...trail, shown: next, shownAt: at } : trail;
}

/** Shows at once that all is well: what was said before has been mended, and is forgotten. */
export function praise(trail: HintTrail, at: number): HintTrail {
  if (trail.shown === 'HOLD_STILL') return { ...trail, said: [] };
  return { shown: 'HOLD_STILL', shownAt: at, said: [] };
}

/** What more than half of the readings say; nothing where they disagree. */
function mostSaid(said: readonly Said[]): CaptureHint | undefined {
  return said.find(({ hint }) => 2 * said.filter((one) => one.hint === hint).length > said.length)?.hint;
}
