import { describe, expect, it } from 'vitest';
import type { CaptureHint } from '../capture.ts';
import { type HintTrail, MIN_SHOWN_MS, NO_HINTS, praise, say, settle } from './hint-stabiliser.ts';

const saying = (trail: HintTrail, ...said: readonly (readonly [at: number, hint: CaptureHint])[]) =>
  said.reduce((before, [at, hint]) => say(before, hint, at), trail);

describe('hints', () => {
  it('show the first reading at once', () => {
    expect(say(NO_HINTS, 'FACE_NOT_FOUND', 0).shown).toBe('FACE_NOT_FOUND');
  });

  it('do not follow one reading among others', () => {
    const trail = saying(NO_HINTS, [0, 'FACE_TOO_SMALL'], [1800, 'FACE_TOO_SMALL'], [2000, 'EYES_CLOSED']);
    expect(trail.shown).toBe('FACE_TOO_SMALL');
    expect(say(trail, 'FACE_TOO_SMALL', 2250).shown).toBe('FACE_TOO_SMALL');
  });

  it('follow most of the last readings', () => {
    const trail = saying(NO_HINTS, [0, 'FACE_TOO_SMALL'], [1800, 'FACE_TOO_SMALL'], [2000, 'EYES_CLOSED']);
    expect(say(trail, 'EYES_CLOSED', 2250).shown).toBe('EYES_CLOSED');
  });

  it('stay long enough to be read, though all readings say something else', () => {
    const trail = saying(NO_HINTS, [0, 'FACE_TOO_SMALL'], [250, 'EYES_CLOSED'], [500, 'EYES_CLOSED']);
    expect(trail.shown).toBe('FACE_TOO_SMALL');
    expect(settle(trail, MIN_SHOWN_MS - 1).shown).toBe('FACE_TOO_SMALL');
    expect(settle(trail, MIN_SHOWN_MS)).toMatchObject({ shown: 'EYES_CLOSED', shownAt: MIN_SHOWN_MS });
  });

  it('follow the last reading alone where readings are slow', () => {
    const trail = saying(NO_HINTS, [0, 'FACE_TOO_SMALL'], [1500, 'FACE_TOO_SMALL'], [3000, 'EYES_CLOSED']);
    expect(trail.shown).toBe('EYES_CLOSED');
  });

  it('stay where readings disagree', () => {
    const shown = saying(NO_HINTS, [0, 'FACE_TOO_SMALL'], [1700, 'FACE_TOO_SMALL']);
    const trail = saying(shown, [1900, 'EYES_CLOSED'], [2100, 'FACE_TOO_CLOSE'], [2300, 'FACE_CROPPED']);
    expect(trail.shown).toBe('FACE_TOO_SMALL');
  });

  it('never change twice within a second, whatever readings say', () => {
    const codes: CaptureHint[] = ['FACE_TOO_SMALL', 'EYES_CLOSED', 'FACE_TOO_CLOSE'];
    let trail = NO_HINTS;
    const changes: number[] = [];
    for (let i = 0; i < 200; i++) {
      const before = trail.shown;
      trail = say(trail, codes[Math.floor((i * 7919) / 13) % 3] ?? 'EYES_CLOSED', i * 100);
      if (trail.shown !== before) changes.push(i * 100);
    }
    expect(changes.length).toBeGreaterThan(3);
    for (const [i, at] of changes.slice(1).entries()) expect(at - (changes[i] ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  it('say at once that all is well, forget what was mended, and stay at that long enough', () => {
    const praised = praise(saying(NO_HINTS, [0, 'FACE_TOO_SMALL'], [200, 'FACE_TOO_SMALL']), 400);
    expect(praised.shown).toBe('HOLD_STILL');
    const lost = say(praised, 'EYES_CLOSED', 600);
    expect(lost.shown).toBe('HOLD_STILL');
    expect(settle(lost, 1400).shown).toBe('EYES_CLOSED');
    expect(settle(praised, 10_000).shown).toBe('HOLD_STILL');
  });

  it('do not begin anew with each good reading', () => {
    const praised = praise(praise(NO_HINTS, 0), 900);
    expect(say(praised, 'EYES_CLOSED', 1000).shown).toBe('EYES_CLOSED');
  });
});
