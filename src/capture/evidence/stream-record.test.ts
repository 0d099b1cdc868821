import { describe, expect, it } from 'vitest';
import { SignalList } from '../../checks/injection/signal-list.ts';
import { findStreamSignals } from '../../checks/injection/stream-signals.ts';
import { ordinaryCapture } from '../../testing/capture-evidence.ts';
import { frameTimes, gaussian, simulatedFrame } from '../../testing/simulated-frames.ts';
import type { FrameSample } from './frame-sample.ts';
import { StreamRecord } from './stream-record.ts';

const FRAMES = 90;

/** What is taken down of a film. */
function recorded(frame: (index: number) => FrameSample, { jitter = 1.5, step = 1 } = {}) {
  const record = new StreamRecord(900, true);
  const random = gaussian(99);
  for (let i = 0; i < FRAMES; i += step) record.add(frameTimes(i, jitter * random()), frame(i));
  return record.summary(frameTimes(FRAMES).presentedAt);
}

/** What is found in it. */
function signalsOf(stream: ReturnType<typeof recorded>) {
  const found = new SignalList();
  findStreamSignals({ ...ordinaryCapture(), stream }, found);
  return found.findings.map(({ signal }) => signal);
}

/** Of a face that moves a little. */
function camera(noise = 1.5): (index: number) => FrameSample {
  const random = gaussian(7);
  return (i) => simulatedFrame(random, noise, 3 * Math.sin(i / 9));
}

describe('a camera', () => {
  it('shows noise that moves, no frame twice, and times that jitter', () => {
    const stream = recorded(camera());
    expect(stream).toMatchObject({
      seen: FRAMES,
      presented: FRAMES,
      sizes: [{ width: 640, height: 480 }],
      interval: { mean: expect.closeTo(33.33, 0) },
      mediaInterval: { mean: expect.closeTo(33.33, 0) },
      repeatedFrames: 0,
      loopedFrames: 0,
      repeatedTimes: 0,
      backwardTimes: 0,
    });
    expect(stream).not.toHaveProperty('loopMs');
    expect(stream.noise.pairs).toBe(FRAMES - 1);
    expect(stream.noise.median).toBeGreaterThan(1);
    expect(stream.noise.still).toBeLessThan(0.5);
    expect(stream.signatures).toHaveLength(64);
    expect(signalsOf(stream)).toEqual([]);
  });

  it.each([1, 2, 3, 5])('is the same where one of %i frames is looked at', (step) => {
    const stream = recorded(camera(), { step });
    expect(stream.seen).toBe(Math.ceil(FRAMES / step));
    expect(stream.presented).toBeGreaterThan(FRAMES - step);
    expect(stream.mediaInterval.mean).toBeCloseTo(33.33, 0);
    expect(signalsOf(stream)).toEqual([]);
  });

  it.each([0.4, 1, 4])('may have noise of %d levels', (noise) => {
    expect(signalsOf(recorded(camera(noise)))).toEqual([]);
  });

  it('that films a still scene is not taken for a loop: its noise is always new', () => {
    const random = gaussian(3);
    const stream = recorded(() => simulatedFrame(random, 1.5));
    expect(stream).toMatchObject({ repeatedFrames: 0, loopedFrames: 0 });
    // But no face holds so still.
    expect(signalsOf(stream)).toEqual(['NOTHING_MOVES']);
  });

  it('may begin with black frames', () => {
    const live = camera();
    const black = { luma: new Float32Array(256).fill(2), colours: undefined, patches: new Uint8Array(5120).fill(2) };
    const stream = recorded((i) => (i < 15 ? black : live(i)));
    expect(stream.repeatedFrames).toBe(0);
    expect(signalsOf(stream)).toEqual([]);
  });
});

it('a camera that doubles each frame in the dark is not frozen', () => {
  const live = camera();
  const frames = Array.from({ length: FRAMES / 2 }, (_, i) => live(2 * i));
  expect(signalsOf(recorded((i) => frames[i >> 1]!))).toEqual(['FRAMES_REPEATED']);
});

describe('a frozen frame', () => {
  it('repeats bit for bit', () => {
    const still = simulatedFrame(gaussian(1), 1.5);
    const stream = recorded(() => still);
    expect(stream).toMatchObject({ repeatedFrames: FRAMES - 1, noise: { pairs: 0 } });
    expect(signalsOf(stream)).toEqual(['FROZEN', 'NOTHING_MOVES']);
  });

  it('in the middle of a film repeats too', () => {
    const live = camera();
    const before = Array.from({ length: 30 }, (_, i) => live(i));
    const stream = recorded((i) => before[i] ?? before[29]!);
    expect(signalsOf(stream)).toContain('FROZEN');
  });

  it('that jitters without noise has none', () => {
    const stream = recorded((i) => simulatedFrame(() => 0, 0, i % 2 === 0 ? 0 : 0.0001));
    expect(stream.noise).toMatchObject({ still: 1, median: 0 });
    expect(signalsOf(stream)).toContain('NO_NOISE');
  });
});

it('a still that is moved about has no noise', () => {
  const stream = recorded((i) => simulatedFrame(() => 0, 0, 3 * Math.sin(i / 9 + i / 1000)));
  expect(stream.noise.still).toBeLessThan(0.7);
  expect(signalsOf(stream)).toEqual(['NO_NOISE']);
});

describe('a clip in a loop', () => {
  const live = camera();
  const clip = Array.from({ length: 24 }, (_, i) => live(i));

  it('comes again bit for bit', () => {
    const stream = recorded((i) => clip[i % 24]!);
    expect(stream).toMatchObject({ repeatedFrames: 0, loopedFrames: FRAMES - 24, loopMs: expect.closeTo(800, -1) });
    expect(signalsOf(stream)).toEqual(['LOOPED']);
  });

  it.each([2, 3])('is found where one of %i frames is looked at', (step) => {
    expect(signalsOf(recorded((i) => clip[i % 24]!, { step }))).toEqual(['LOOPED']);
  });

  it('is found by its noise where it was coded anew', () => {
    const random = gaussian(5);
    const recoded = ({ luma, patches }: FrameSample): FrameSample => ({
      luma: luma.map((grey) => grey + 0.02 * random()),
      colours: undefined,
      patches: patches.map((grey) => Math.round(grey + 0.35 * random())),
    });
    const stream = recorded((i) => recoded(clip[i % 24]!));
    expect(stream.loopedFrames).toBeGreaterThan(30);
    expect(signalsOf(stream)).toEqual(['LOOPED']);
  });
});

describe('times', () => {
  it('that stand still or run backwards are counted', () => {
    const record = new StreamRecord(0, true);
    const film = camera();
    [0, 1, 1, 3, 2, 5].forEach((time, i) => {
      record.add({ ...frameTimes(i), mediaTime: time / 30 }, film(i));
    });
    expect(record.summary(0)).toMatchObject({ repeatedTimes: 1, backwardTimes: 1 });
  });

  it('that were calculated have no jitter', () => {
    expect(signalsOf(recorded(camera(), { jitter: 0 }))).toEqual(['TIMES_TOO_REGULAR']);
  });

  it('tell a frame that is looked at again from a new one', () => {
    const record = new StreamRecord(0, true);
    expect(record.isNew(frameTimes(0))).toBe(true);
    record.add(frameTimes(0), camera()(0));
    expect(record.isNew(frameTimes(0))).toBe(false);
    expect(record.isNew(frameTimes(1))).toBe(true);
  });
});

describe('where the browser does not tell frames, the screen shows each several times', () => {
  /** What a screen of 60 Hz shows, whose page counts each of its pictures as a frame. */
  function shown(frame: (index: number) => FrameSample, rate: number) {
    const record = new StreamRecord(900, false);
    let last: { index: number; sample: FrameSample } | undefined;
    for (let i = 0; i < 240; i++) {
      const index = Math.floor((i * rate) / 60);
      if (index !== last?.index) last = { index, sample: frame(index) };
      const jitter = Math.sin(i) / 1000;
      record.add(
        {
          presentedAt: 1000 + (i * 1000) / 60,
          mediaTime: i / 60 + jitter,
          presentedFrames: i + 1,
          width: 640,
          height: 480,
        },
        last.sample,
      );
    }
    return record.summary(5000);
  }

  it.each([10, 15, 30, 60])('a camera of %i frames a second is an ordinary one', (rate) => {
    const stream = shown(camera(), rate);
    expect(stream).toMatchObject({ seen: 4 * rate, presented: 4 * rate, repeatedFrames: 0 });
    const found = new SignalList();
    const { camera: of, ...ordinary } = ordinaryCapture();
    findStreamSignals({ ...ordinary, camera: { ...of, settings: { ...of.settings, frameRate: 60 } }, stream }, found);
    expect(found.findings).toEqual([]);
  });

  it('a frozen frame still is one', () => {
    const still = simulatedFrame(gaussian(1), 1.5);
    expect(signalsOf(shown(() => still, 30))).toContain('FROZEN');
  });
});

it('tells the signatures of the frames about the photo, also when the camera films on', () => {
  const record = new StreamRecord(1000, true);
  const film = camera();
  for (let i = 0; i < 200; i++) record.add(frameTimes(i), film(i));
  const { signatures } = record.summary(frameTimes(60).presentedAt);
  expect(signatures).toHaveLength(64);
  expect(signatures[0]!.at).toBeCloseTo((28 * 1000) / 30, -2);
  expect(signatures.at(-1)!.at).toBeCloseTo((92 * 1000) / 30, -2);
  expect(signatures.map(({ at }) => at)).toEqual(signatures.map(({ at }) => at).sort((a, b) => a - b));
});

it('has nothing to tell of no frames', () => {
  expect(new StreamRecord(0, true).summary(0)).toMatchObject({
    seen: 0,
    presented: 0,
    durationMs: 0,
    sizes: [],
    signatures: [],
  });
});
