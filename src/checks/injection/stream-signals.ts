import type { CameraEvidence } from '../../evidence/capture-evidence.ts';
import type { SignalList } from './signal-list.ts';

/** With fewer frames the rest is chance. */
const FEWEST_FRAMES = 8;
/** Of all pairs of frames: beyond a camera that doubles every frame in the dark, of whose pairs one more than half may repeat. */
const FROZEN_SHARE = 0.6;
/** Of all pairs of frames: a camera may repeat one now and then when the machine is busy. */
const REPEATED_SHARE = 0.1;
/** No sensor shows the same frame twice; a few may be an accident of hashing flat pictures. */
const FEWEST_LOOPED = 3;
/** Share of pixels that are exactly as in the frame before. Cameras that smooth most leave some flicker. */
const STILL_SHARE = 0.97;
/** Where pixels do change, and what is left of that without its smooth part is no more than rounding: a picture that is moved about. */
const MOVED_SHARE = 0.7;
const ROUNDING = 0.25;
const FEWEST_NOISE_PAIRS = 5;
/** A camera that starts its clock anew, after another app had it, makes one. */
const FEWEST_WRONG_TIMES = 2;
/** Times are told in microseconds: what deviates by less than two was calculated. */
const CALCULATED_MS = 0.002;
/** Levels of 255 within a second, in the cells that change most. Noise alone makes some 0.4, a face that holds still 1 and more. */
const MOTION_OF_NOISE = 0.6;
const LONG_ENOUGH_MS = 1500;

/** What the frames tell: their times, their noise, whether they come again. */
export function findStreamSignals({ stream, camera, subject }: CameraEvidence, found: SignalList): void {
  const { seen, repeatedFrames, loopedFrames, loopMs, noise, repeatedTimes, backwardTimes, mediaInterval } = stream;
  const share = repeatedFrames / Math.max(1, seen - 1);
  const repeats = `${repeatedFrames} of ${seen}`;
  if (share >= FROZEN_SHARE) found.add('FROZEN', repeats);
  else if (share >= REPEATED_SHARE) found.add('FRAMES_REPEATED', repeats);
  if (loopedFrames >= FEWEST_LOOPED)
    found.add('LOOPED', `${loopedFrames} of ${seen}, after ${Math.round(loopMs ?? 0)} ms`);
  const wrongTimes = repeatedTimes + backwardTimes;
  if (wrongTimes >= FEWEST_WRONG_TIMES) found.add('TIMES_REPEATED', `${wrongTimes} of ${seen}`);
  if (seen < FEWEST_FRAMES) {
    found.add('TOO_FEW_FRAMES', `${seen}`);
    return;
  }
  if (isNoiseless(noise)) found.add('NO_NOISE');
  if (mediaInterval.mean > 0) {
    const rate = 1000 / mediaInterval.mean;
    const { frameRate } = camera.settings;
    // Slower is any camera in the dark.
    if (frameRate && rate > frameRate * 1.15 + 1) found.add('TOO_FAST', `${rate.toFixed(1)} a second of ${frameRate}`);
    if (mediaInterval.deviation < CALCULATED_MS) found.add('TIMES_TOO_REGULAR');
  }
  // A document lies on its table; a face breathes.
  if (subject === 'face' && stream.durationMs >= LONG_ENOUGH_MS && stream.motion < MOTION_OF_NOISE) {
    found.add('NOTHING_MOVES');
  }
}

function isNoiseless({ pairs, still, median }: CameraEvidence['stream']['noise']): boolean {
  if (pairs < FEWEST_NOISE_PAIRS) return false;
  return still >= STILL_SHARE || (still < MOVED_SHARE && median <= ROUNDING);
}
