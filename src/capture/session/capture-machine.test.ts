import { describe, expect, it } from 'vitest';
import { EkycError } from '../../contract/error.ts';
import type { CaptureHint } from '../capture.ts';
import type { Judgement } from '../guidance/judgement.ts';
import { outlineOf } from '../guidance/outline.ts';
import {
  type CaptureEvent,
  FRAME_WITHIN_MS,
  GIVE_UP_AFTER_MS,
  HOLD_MS,
  hintOf,
  holdProgress,
  MANUAL_AFTER_MS,
  type Machine,
  manualOffered,
  startMachine,
  step,
} from './capture-machine.ts';

const BOX = { x: 200, y: 100, width: 240, height: 300 };
const HERE = outlineOf(BOX);
const THERE = outlineOf({ ...BOX, x: 320 });

const good = (quality = 0.8, outline = HERE): Judgement => ({ inView: true, hint: undefined, outline, quality });
const bad = (hint: CaptureHint = 'FACE_TOO_SMALL'): Judgement => ({ inView: true, hint, outline: HERE, quality: 0 });
const nothing: Judgement = { inView: false, hint: 'FACE_NOT_FOUND', outline: undefined, quality: 0 };

type Step = CaptureEvent extends infer E ? (E extends CaptureEvent ? Omit<E, 'at'> : never) : never;

/** A machine in a film: each call is an event so many milliseconds after the one before. */
class Film {
  machine: Machine;
  #at = 0;
  #readings = 0;

  constructor(autoCapture = true) {
    this.machine = startMachine(autoCapture, 0);
    this.happens(0, { type: 'opened' });
  }

  happens(after: number, event: Step): this {
    this.#at += after;
    this.machine = step(this.machine, { ...event, at: this.#at });
    return this;
  }

  reads(after: number, judgement: Judgement, view = this.machine.view): this {
    return this.happens(after, { type: 'read', reading: ++this.#readings, view, judgement });
  }

  tracks(after: number, outline: Machine['tracked']): this {
    return this.happens(after, { type: 'tracked', outline });
  }

  /** Nothing but time, tick by tick. */
  waits(milliseconds: number): this {
    for (let left = milliseconds; left > 0; left -= 250) this.happens(Math.min(250, left), { type: 'tick' });
    return this;
  }

  get state() {
    return this.machine.state;
  }
}

describe('a capture', () => {
  it('starts until the first reading, whatever the tracker sees', () => {
    const film = new Film().tracks(100, HERE).waits(30_000);
    expect(film.state).toBe('starting');
    expect(film.machine.filmedMs).toBe(0);
    expect(film.reads(100, nothing).state).toBe('searching');
  });

  it('searches, guides, holds, and captures', () => {
    const film = new Film().reads(100, nothing);
    expect([film.state, hintOf(film.machine)]).toEqual(['searching', 'FACE_NOT_FOUND']);
    film.reads(1000, bad());
    expect([film.state, hintOf(film.machine)]).toEqual(['guiding', 'FACE_TOO_SMALL']);
    film.reads(250, good());
    expect([film.state, hintOf(film.machine)]).toEqual(['holding', 'HOLD_STILL']);
    film.reads(HOLD_MS / 2, good());
    expect(holdProgress(film.machine)).toBeCloseTo(0.5);
    film.waits(HOLD_MS / 2);
    expect([film.state, holdProgress(film.machine)]).toEqual(['capturing', 1]);
    expect(film.happens(200, { type: 'captured' }).state).toBe('captured');
  });

  it('takes the best reading of the hold, the earlier of equals', () => {
    const film = new Film()
      .reads(0, good(0.7))
      .reads(250, good(0.9))
      .reads(250, good(0.8))
      .reads(250, good(0.9))
      .waits(250);
    expect(film.machine.shot).toEqual({ source: 'auto', reading: 2 });
  });

  it('does not capture by one good reading, however long ago', () => {
    const film = new Film().reads(0, good()).waits(3000);
    expect(film.state).toBe('holding');
    expect(film.reads(0, good()).state).toBe('capturing');
  });

  it('falls back to guiding by a bad reading, and begins the hold anew', () => {
    const film = new Film().reads(0, good()).reads(250, good()).reads(250, bad('EYES_CLOSED'));
    expect([film.state, film.machine.hold]).toEqual(['guiding', undefined]);
    film
      .reads(250, good())
      .reads(250, good())
      .waits(HOLD_MS - 300);
    expect(film.state).toBe('holding');
    expect(film.waits(100).state).toBe('capturing');
  });

  it('falls back to guiding when the face that is followed moves away', () => {
    const film = new Film()
      .reads(0, good())
      .tracks(30, HERE)
      .tracks(30, outlineOf({ ...BOX, x: 205 }));
    expect(film.state).toBe('holding');
    expect(film.tracks(30, THERE).state).toBe('guiding');
    expect(film.machine.hold).toBeUndefined();
  });

  it('notices a face that creeps away, frame by frame', () => {
    const film = new Film().reads(0, good());
    for (let x = BOX.x; x < BOX.x + 60; x += 3) film.tracks(10, outlineOf({ ...BOX, x }));
    expect(film.state).toBe('guiding');
  });

  it('begins the hold anew where two good readings are of different places', () => {
    const film = new Film().reads(0, good()).reads(600, good(0.5, THERE)).waits(400);
    expect(film.state).toBe('holding');
    film.reads(0, good(0.4, THERE)).waits(HOLD_MS);
    expect(film.machine.shot).toEqual({ source: 'auto', reading: 2 });
  });

  it('searches again when the tracker loses the face, not by a single frame', () => {
    const film = new Film().reads(0, good()).tracks(30, HERE).tracks(30, undefined).tracks(30, undefined);
    expect(film.state).toBe('holding');
    expect(film.tracks(30, undefined).state).toBe('searching');
  });

  it('believes the engine where the tracker never saw a face', () => {
    const film = new Film().reads(0, good());
    for (let i = 0; i < 20; i++) film.tracks(10, undefined);
    expect(film.state).toBe('holding');
  });

  it('guides on by another hint when the photo is refused as a file', () => {
    const film = new Film().reads(0, good()).reads(400, good()).waits(400);
    film.happens(100, { type: 'refused', hint: 'EYES_CLOSED' });
    expect([film.state, film.machine.shot]).toEqual(['guiding', undefined]);
    expect(hintOf(film.waits(1000).machine)).toBe('EYES_CLOSED');
  });
});

describe('a view that ends', () => {
  it.each(['paused', 'view-changed'] as const)('%s: the hold is lost, and readings of before say nothing', (type) => {
    const film = new Film().reads(0, good()).reads(300, good());
    const { view } = film.machine;
    film.happens(100, { type }).happens(100, { type: 'resumed' });
    expect([film.state, hintOf(film.machine), film.machine.read]).toEqual(['searching', undefined, undefined]);
    expect(film.reads(100, good(), view).state).toBe('searching');
    expect(film.reads(100, good()).state).toBe('holding');
  });

  it('counts no time while it is paused, nor while the computer slept', () => {
    const film = new Film().reads(0, nothing).waits(1000).happens(0, { type: 'paused' }).waits(100_000);
    expect(film.machine.filmedMs).toBe(1000);
    film.happens(0, { type: 'resumed' }).waits(1000).happens(3_600_000, { type: 'tick' });
    expect(film.machine.filmedMs).toBe(3000);
    expect(film.state).toBe('searching');
  });

  it('drops a photo that was asked for, and keeps one that is taken', () => {
    const asked = new Film().reads(0, bad()).happens(0, { type: 'asked' }).happens(10, { type: 'paused' });
    expect([asked.state, asked.machine.shot]).toEqual(['searching', undefined]);
    const taken = new Film().reads(0, bad()).happens(0, { type: 'asked' }).happens(10, { type: 'taken' });
    expect(taken.happens(10, { type: 'paused' }).state).toBe('capturing');
    const auto = new Film().reads(0, good()).reads(800, good()).happens(10, { type: 'paused' });
    expect(auto.machine.shot).toEqual({ source: 'auto', reading: 1 });
  });
});

describe('the user’s own shot', () => {
  it('is offered after fifteen seconds of filming', () => {
    const film = new Film().reads(0, nothing).waits(MANUAL_AFTER_MS - 250);
    expect(manualOffered(film.machine)).toBe(false);
    expect(manualOffered(film.waits(250).machine)).toBe(true);
  });

  it('is offered at once where pictures do not take themselves, and then none does', () => {
    const film = new Film(false);
    expect(manualOffered(film.machine)).toBe(true);
    film.reads(0, good()).reads(400, good()).waits(5000);
    expect(film.state).toBe('holding');
    expect(film.waits(2 * GIVE_UP_AFTER_MS).state).toBe('holding');
  });

  it('is taken whatever is wrong, and while the networks are loaded', () => {
    for (const film of [new Film(), new Film().reads(0, bad()), new Film().reads(0, good())]) {
      expect(film.happens(10, { type: 'asked' }).machine).toMatchObject({
        state: 'capturing',
        shot: { source: 'manual', taken: false },
      });
    }
  });

  it('fails where the camera gives no frame for it', () => {
    const film = new Film()
      .reads(0, bad())
      .happens(0, { type: 'asked' })
      .waits(FRAME_WITHIN_MS - 250);
    expect(film.state).toBe('capturing');
    expect(film.waits(250).machine).toMatchObject({ state: 'failed', error: { code: 'CAMERA_LOST' } });
    const taken = new Film().reads(0, bad()).happens(0, { type: 'asked' }).happens(10, { type: 'taken' });
    expect(taken.waits(2 * FRAME_WITHIN_MS).state).toBe('capturing');
  });

  it('is not taken where no camera films', () => {
    const unopened = step(startMachine(true, 0), { type: 'asked', at: 10 });
    expect(unopened.state).toBe('starting');
    const paused = new Film().reads(0, bad()).happens(0, { type: 'paused' }).happens(0, { type: 'asked' });
    expect(paused.state).toBe('searching');
  });
});

describe('the end', () => {
  it('comes after a minute of filming, with its reason', () => {
    const film = new Film().reads(0, bad()).waits(GIVE_UP_AFTER_MS - 250);
    expect(film.state).toBe('guiding');
    expect(film.waits(250).machine).toMatchObject({ state: 'failed', error: { code: 'CAPTURE_TIMED_OUT' } });
  });

  it('does not come while the face is held still', () => {
    const film = new Film()
      .reads(0, bad())
      .waits(GIVE_UP_AFTER_MS - 500)
      .reads(250, good())
      .reads(500, good());
    expect(film.state).toBe('holding');
    expect(film.waits(300).state).toBe('capturing');
  });

  it.each(['captured', 'failed'] as const)('is the end: nothing happens after %s', (type) => {
    const error = new EkycError('CAMERA_LOST', 'gone');
    const film = new Film().happens(0, type === 'failed' ? { type, error } : { type });
    const over = film.machine;
    film.reads(100, good()).waits(100_000).happens(0, { type: 'asked' });
    expect(film.machine).toBe(over);
  });
});
