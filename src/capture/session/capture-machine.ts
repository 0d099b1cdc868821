import { EkycError } from '../../contract/error.ts';
import type { Point } from '../../readings/geometry.ts';
import type { CaptureHint, CaptureState } from '../capture.ts';
import { type HintTrail, NO_HINTS, praise, say, settle } from '../guidance/hint-stabiliser.ts';
import type { Judgement } from '../guidance/judgement.ts';
import { staysInPlace } from '../guidance/outline.ts';

/** How long a good picture has to stay good. Long enough for a better frame than the first, too short to grow unsteady. */
export const HOLD_MS = 800;
/** A good reading alone may be of a moment: another one has to agree. */
const HOLD_READINGS = 2;
/** After so much filming the user may take the picture. */
export const MANUAL_AFTER_MS = 15_000;
/** After so much filming auto-capture gives up. */
export const GIVE_UP_AFTER_MS = 60_000;
/** A camera that gives no frame for so long after the user took the picture gives none any more. */
export const FRAME_WITHIN_MS = 10_000;
/** No more than this counts between two events: a computer that slept has not filmed meanwhile. */
const LONGEST_STEP_MS = 1000;
/** Frames in a row without a face before the tracker is believed: it misses one now and then. */
const MISSED_FRAMES = 3;

/** What happens to a capture. `at` is in milliseconds of one clock that only goes forward. */
export type CaptureEvent = { readonly at: number } & (
  | { readonly type: 'opened' }
  /** The tracker looked at a frame, and saw this, or nothing. */
  | { readonly type: 'tracked'; readonly outline: readonly Point[] | undefined }
  /** The engine read a frame that was taken in the given view. */
  | { readonly type: 'read'; readonly reading: number; readonly view: number; readonly judgement: Judgement }
  | { readonly type: 'tick' }
  /** The page is hidden or the camera muted: no frames are to be had. */
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  /** Another camera, or the device was turned: what was seen before is elsewhere now. */
  | { readonly type: 'view-changed' }
  /** The user takes the picture. */
  | { readonly type: 'asked' }
  /** The frame that the user asked for is there. */
  | { readonly type: 'taken' }
  /** The picture as a file is not as good as the frame was. */
  | { readonly type: 'refused'; readonly hint: CaptureHint }
  | { readonly type: 'captured' }
  | { readonly type: 'failed'; readonly error: EkycError }
);

/** A moment of holding still. */
interface Hold {
  readonly since: number;
  readonly readings: number;
  /** The reading of the best frame so far. */
  readonly best: { readonly reading: number; readonly quality: number };
  /** Where the engine read it last. */
  readonly outline: readonly Point[] | undefined;
  /** Where the tracker saw it first. */
  readonly anchor: readonly Point[] | undefined;
}

/** The picture that is being taken. */
export type Shot =
  | { readonly source: 'auto'; readonly reading: number }
  | { readonly source: 'manual'; readonly taken: boolean; readonly askedAt: number };

/** All that a capture with a camera knows of itself. A value: {@link step} makes the next one. */
export interface Machine {
  readonly state: CaptureState;
  readonly autoCapture: boolean;
  /** When the last event was. */
  readonly at: number;
  /** Milliseconds in which the user could have been filmed and guided. */
  readonly filmedMs: number;
  readonly opened: boolean;
  readonly paused: boolean;
  /** Counts the views: what was read in one before says nothing of this. */
  readonly view: number;
  readonly hints: HintTrail;
  readonly hold: Hold | undefined;
  /** Where the engine read it last. */
  readonly read: readonly Point[] | undefined;
  /** Where the tracker sees it. */
  readonly tracked: readonly Point[] | undefined;
  /** Frames since the tracker saw it. */
  readonly missed: number;
  /** Of the state `capturing`. */
  readonly shot: Shot | undefined;
  /** Of the state `failed`. */
  readonly error: EkycError | undefined;
}

/** A capture whose camera is being opened. */
export function startMachine(autoCapture: boolean, at: number): Machine {
  return {
    ...UNSEEN,
    state: 'starting',
    autoCapture,
    at,
    filmedMs: 0,
    opened: false,
    paused: false,
    view: 0,
    error: undefined,
  };
}

/** Nothing has been seen yet, or what was seen is no longer true. */
const UNSEEN = {
  hints: NO_HINTS,
  hold: undefined,
  read: undefined,
  tracked: undefined,
  missed: 0,
  shot: undefined,
} as const satisfies Partial<Machine>;

/** What becomes of a capture by what happens to it. It is over when `captured` or `failed`: nothing changes it any more. */
export function step(before: Machine, event: CaptureEvent): Machine {
  if (before.state === 'captured' || before.state === 'failed') return before;
  return fire(happen(timePasses(before, event.at), event));
}

/** Whether the user is filmed and guided. */
export function isGuiding({ state, paused }: Machine): boolean {
  return !paused && (state === 'searching' || state === 'guiding' || state === 'holding');
}

/** What the user is told. */
export function hintOf({ hints }: Machine): CaptureHint | undefined {
  return hints.shown;
}

/** How much of the moment of holding still is over, 0 to 1. */
export function holdProgress({ state, hold, at }: Machine): number {
  if (state === 'capturing') return 1;
  return hold ? Math.min(1, (at - hold.since) / HOLD_MS) : 0;
}

/** Whether the user may take the picture. */
export function manualOffered(machine: Machine): boolean {
  return isOpen(machine) && (!machine.autoCapture || machine.filmedMs >= MANUAL_AFTER_MS);
}

function isOpen({ opened, state }: Machine): boolean {
  return opened && state !== 'captured' && state !== 'failed';
}

function timePasses(machine: Machine, at: number): Machine {
  const counted = isGuiding(machine) ? Math.min(LONGEST_STEP_MS, at - machine.at) : 0;
  return { ...machine, at, filmedMs: machine.filmedMs + counted, hints: settle(machine.hints, at) };
}

function happen(machine: Machine, event: CaptureEvent): Machine {
  switch (event.type) {
    case 'opened':
      return { ...machine, opened: true };
    case 'tracked':
      if (machine.state === 'capturing') return { ...machine, tracked: event.outline ?? machine.tracked };
      return isGuiding(machine) ? track(machine, event.outline) : machine;
    case 'read':
      return read(machine, event);
    case 'tick':
      return machine;
    case 'paused':
      return { ...unsee(machine), paused: true };
    case 'resumed':
      return { ...machine, paused: false };
    case 'view-changed':
      return unsee(machine);
    case 'asked':
      return ask(machine);
    case 'taken':
      return machine.shot?.source === 'manual' ? { ...machine, shot: { ...machine.shot, taken: true } } : machine;
    case 'refused':
      return refuse(machine, event.hint);
    case 'captured':
      return { ...machine, state: 'captured', hints: NO_HINTS };
    case 'failed':
      return fail(machine, event.error);
  }
}

/** Takes the picture, or gives up, where it is time to. */
function fire(machine: Machine): Machine {
  const { autoCapture, filmedMs, hold, shot, at } = machine;
  if (shot?.source === 'manual' && !shot.taken && at - shot.askedAt >= FRAME_WITHIN_MS) {
    const message = `The camera has given no frame for ${FRAME_WITHIN_MS / 1000} s. Ask the user to close other programs that use it, and call start() again.`;
    return fail(machine, new EkycError('CAMERA_LOST', message));
  }
  if (!autoCapture || !isGuiding(machine)) return machine;
  if (hold) return isLongEnough(hold, at) ? { ...machine, state: 'capturing', shot: shotOf(hold) } : machine;
  if (filmedMs < GIVE_UP_AFTER_MS) return machine;
  const message = `No picture took itself within ${GIVE_UP_AFTER_MS / 1000} s of filming. Call start() again, or let the user take it with takePhoto() or choose a file.`;
  return fail(machine, new EkycError('CAPTURE_TIMED_OUT', message));
}

function isLongEnough({ since, readings }: Hold, at: number): boolean {
  return readings >= HOLD_READINGS && at - since >= HOLD_MS;
}

function shotOf({ best }: Hold): Shot {
  return { source: 'auto', reading: best.reading };
}

/** The engine decides what is shown, and whether the picture is good. */
function read(machine: Machine, { view, reading, judgement }: CaptureEvent & { readonly type: 'read' }): Machine {
  const started: Machine = machine.state === 'starting' ? { ...machine, state: 'searching' } : machine;
  if (!isGuiding(started) || view !== started.view) return started;
  return judgement.hint === undefined ? good(started, reading, judgement) : bad(started, judgement, judgement.hint);
}

function good(machine: Machine, reading: number, { outline, quality }: Judgement): Machine {
  const { hold: before, at, tracked } = machine;
  const goesOn = before !== undefined && stays(before.outline, outline);
  const best = goesOn && before.best.quality >= quality ? before.best : { reading, quality };
  const hold: Hold = {
    since: goesOn ? before.since : at,
    readings: goesOn ? before.readings + 1 : 1,
    best,
    outline,
    anchor: (goesOn ? before.anchor : undefined) ?? tracked,
  };
  return { ...machine, state: 'holding', hold, read: outline, hints: praise(machine.hints, at) };
}

function bad(machine: Machine, { inView, outline }: Judgement, hint: CaptureHint): Machine {
  const state = inView ? 'guiding' : 'searching';
  return { ...machine, state, hold: undefined, read: outline, hints: say(machine.hints, hint, machine.at) };
}

/** The tracker only notices sooner that what was good is so no longer. */
function track(machine: Machine, outline: readonly Point[] | undefined): Machine {
  if (!outline) return miss(machine);
  const seen: Machine = { ...machine, tracked: outline, missed: 0 };
  const { hold } = seen;
  if (!hold) return seen;
  if (!stays(hold.anchor, outline)) return { ...seen, state: 'guiding', hold: undefined };
  return { ...seen, hold: { ...hold, anchor: hold.anchor ?? outline } };
}

function miss(machine: Machine): Machine {
  const missed = machine.missed + 1;
  // What it never saw it cannot lose: where the engine sees a face that the tracker does not, the engine is right.
  if (!machine.tracked || missed < MISSED_FRAMES) return { ...machine, missed };
  return { ...machine, missed, state: 'searching', hold: undefined, tracked: undefined, read: undefined };
}

/** What is not known cannot have moved. */
function stays(before: readonly Point[] | undefined, after: readonly Point[] | undefined): boolean {
  return before === undefined || after === undefined || staysInPlace(before, after);
}

/** A picture that is already taken is not lost with the view. */
function unsee(machine: Machine): Machine {
  const { shot, state } = machine;
  if (shot && !(shot.source === 'manual' && !shot.taken))
    return { ...machine, ...UNSEEN, shot, view: machine.view + 1 };
  return { ...machine, ...UNSEEN, state: state === 'starting' ? state : 'searching', view: machine.view + 1 };
}

function ask(machine: Machine): Machine {
  if (!isOpen(machine) || machine.paused || machine.state === 'capturing') return machine;
  return {
    ...machine,
    state: 'capturing',
    hold: undefined,
    shot: { source: 'manual', taken: false, askedAt: machine.at },
  };
}

function refuse(machine: Machine, hint: CaptureHint): Machine {
  const { at, hints } = machine;
  return { ...machine, state: 'guiding', shot: undefined, hold: undefined, hints: say(hints, hint, at) };
}

function fail(machine: Machine, error: EkycError): Machine {
  return { ...machine, ...UNSEEN, state: 'failed', error };
}
