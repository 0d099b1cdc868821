import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EkycError } from '../../contract/error.ts';
import { ASLEEP, CaptureStudio, GOOD, NOBODY } from '../../testing/capture-studio.ts';
import type { CaptureResult } from '../capture.ts';
import { deferred } from './deferred.ts';

let studio: CaptureStudio;

beforeEach(() => {
  studio = new CaptureStudio();
});

/** What a promise has come to, without waiting for it. */
function outcomeOf(promise: Promise<CaptureResult>) {
  const outcome: { result?: CaptureResult; error?: unknown } = {};
  promise.then(
    (result) => {
      outcome.result = result;
    },
    (error: unknown) => {
      outcome.error = error;
    },
  );
  return outcome;
}

const death = () => new EkycError('WORKER_DIED', 'died');

describe('auto-capture', () => {
  it('takes a picture of what is good, seals it with its evidence, and puts the camera off', async () => {
    studio.judgements = [NOBODY, ASLEEP, GOOD];
    const outcome = outcomeOf(studio.capture().start());
    await studio.film(3000);
    expect(outcome.result).toMatchObject({ statusCode: 'OK', source: 'auto' });
    expect(studio.states).toEqual(['starting', 'searching', 'guiding', 'holding', 'capturing', 'captured']);
    expect(studio.shown.at(-1)).toMatchObject({ result: outcome.result, camera: undefined, error: undefined });
    expect(studio.camera.isOn).toBe(false);
    expect(studio.asked).toEqual([
      expect.stringMatching(/^status of copy \d+$/),
      expect.stringMatching(/^evidence of front at \d+$/),
      expect.stringMatching(/^seal copy \d+ for session$/),
      'tracker closed',
    ]);
  });

  it('takes the best frame of the hold, and no frame stays open', async () => {
    const quality = [0.6, 0.9, 0.7];
    studio.judgements = [NOBODY, ...quality.map((one) => ({ ...GOOD, quality: one })), { ...GOOD, quality: 0.5 }];
    const copied: number[] = [];
    const { copyFrame } = studio.deps;
    studio.deps.copyFrame = async (frame) => {
      copied.push(frame.presentedAt);
      return copyFrame(frame);
    };
    const outcome = outcomeOf(studio.capture().start());
    await studio.film(4000);
    expect(await outcome.result?.photo.text()).toBe(`copy ${copied[2]}`);
    expect(studio.asked).toContain(`evidence of front at ${copied[2]}`);
    expect(studio.pictures.filter(({ isClosed }) => !isClosed)).toEqual([]);
  });

  it('reads one frame at a time, and four a second at the most', async () => {
    const judged: number[] = [];
    studio.judgements = [NOBODY];
    const { copyFrame } = studio.deps;
    studio.deps.copyFrame = async (frame) => {
      judged.push(frame.presentedAt);
      return copyFrame(frame);
    };
    const capture = studio.capture();
    const outcome = outcomeOf(capture.start());
    await studio.film(2000);
    expect(judged.length).toBeGreaterThan(4);
    for (const [i, at] of judged.slice(1).entries()) expect(at - judged[i]!).toBeGreaterThanOrEqual(250);
    studio.readingTakes = deferred();
    const before = judged.length;
    await studio.film(3000);
    expect(judged.length).toBe(before + 1);
    expect(studio.mostAtOnce).toBe(1);
    capture.stop();
    studio.readingTakes.resolve();
    await studio.settle();
    expect(outcome.error).toMatchObject({ code: 'CAPTURE_STOPPED' });
  });

  it('asks the face to reflect light before it is sealed, where the page has a surface for that', async () => {
    studio.judgements = [GOOD];
    const lightChallenge = { show: async () => {}, clear: () => {} };
    outcomeOf(studio.capture({ lightChallenge }).start());
    await studio.film(2000);
    expect(studio.asked.map((one) => one.split(' ')[0])).toEqual(['status', 'light', 'evidence', 'seal', 'tracker']);
  });

  it.each(['followed', 'only read'])('tells the recorder where a face is that is %s', async (how) => {
    if (how === 'only read') studio.trackerFault = new EkycError('ASSET_MISSING', 'no tracker');
    studio.tracked = [{ x: 205, y: 100, width: 240, height: 300 }];
    studio.judgements = [ASLEEP];
    const capture = studio.capture();
    outcomeOf(capture.start());
    await studio.film(1000);
    expect(studio.recordedFace).toEqual({ x: how === 'followed' ? 205 : 200, y: 100, width: 240, height: 300 });
    capture.stop();
  });

  it('goes on guiding where the photo, as a file, is refused', async () => {
    studio.judgements = [GOOD];
    studio.statusCode = 'FACE_TOO_SMALL';
    const outcome = outcomeOf(studio.capture().start());
    await studio.film(3000);
    expect(outcome).toEqual({});
    expect(studio.states.slice(0, 4)).toEqual(['starting', 'holding', 'capturing', 'guiding']);
    studio.statusCode = 'OK';
    await studio.film(3000);
    expect(outcome.result).toMatchObject({ statusCode: 'OK' });
  });

  it('gives up after a minute, with the camera off', async () => {
    const outcome = outcomeOf(studio.capture().start());
    await studio.film(14_000);
    expect(studio.shown.at(-1)?.manualOffered).toBe(false);
    await studio.film(2000);
    expect(studio.shown.at(-1)).toMatchObject({ state: 'searching', manualOffered: true });
    await studio.film(46_000);
    expect(outcome.error).toMatchObject({ code: 'CAPTURE_TIMED_OUT' });
    expect(studio.shown.at(-1)).toMatchObject({ state: 'failed', error: outcome.error, manualOffered: false });
    expect(studio.camera.isOn).toBe(false);
  });

  it('shows each change once, as an object of its own', async () => {
    studio.judgements = [ASLEEP];
    const capture = studio.capture();
    outcomeOf(capture.start());
    await studio.film(2000);
    const shown = studio.shown.length;
    await studio.film(5000);
    expect(studio.shown.length).toBe(shown);
    expect(capture.snapshot).toBe(studio.shown.at(-1));
    expect(new Set(studio.shown).size).toBe(shown);
    capture.stop();
  });
});

describe('the tracker', () => {
  it('ends the hold between two readings when the face moves', async () => {
    studio.judgements = [GOOD];
    const capture = studio.capture();
    outcomeOf(capture.start());
    await studio.film(300);
    expect(capture.snapshot.state).toBe('holding');
    studio.readingTakes = deferred();
    studio.tracked = [{ x: 20, y: 100, width: 240, height: 300 }];
    await studio.film(200);
    expect(capture.snapshot).toMatchObject({ state: 'guiding', face: studio.tracked[0] });
    capture.stop();
  });

  it('that cannot start is told of, and the readings alone decide', async () => {
    studio.trackerFault = new EkycError('ASSET_MISSING', 'no tracker');
    studio.judgements = [NOBODY, GOOD];
    const outcome = outcomeOf(studio.capture().start());
    await studio.film(3000);
    expect(outcome.result).toMatchObject({ source: 'auto' });
    expect(studio.shown.at(-1)?.trackerError).toBe(studio.trackerFault);
  });

  it('that dies later is told of, and the readings alone decide', async () => {
    const capture = studio.capture();
    const outcome = outcomeOf(capture.start());
    await studio.film(1000);
    expect(capture.snapshot.trackerError).toBeUndefined();
    studio.trackerFault = death();
    await studio.film(300);
    expect(capture.snapshot.trackerError).toBe(studio.trackerFault);
    studio.judgements = [GOOD];
    await studio.film(3000);
    expect(outcome.result).toMatchObject({ source: 'auto' });
  });
});

describe('a photo that the user takes', () => {
  it('is sealed whatever is wrong with it, and says what is', async () => {
    studio.judgements = [ASLEEP];
    studio.statusCode = 'EYES_CLOSED';
    const capture = studio.capture({ autoCapture: false });
    const outcome = outcomeOf(capture.start());
    await studio.film(1000);
    expect(capture.snapshot).toMatchObject({ state: 'guiding', manualOffered: true, hint: 'EYES_CLOSED' });
    capture.takePhoto();
    capture.takePhoto();
    await studio.film(200);
    expect(outcome.result).toMatchObject({ statusCode: 'EYES_CLOSED', source: 'manual' });
    expect(studio.asked.filter((one) => one.startsWith('seal'))).toHaveLength(1);
    expect(studio.pictures.filter(({ isClosed }) => !isClosed)).toEqual([]);
  });

  it('waits for a reading that is under way', async () => {
    const capture = studio.capture({ autoCapture: false });
    const outcome = outcomeOf(capture.start());
    studio.readingTakes = deferred();
    await studio.film(500);
    capture.takePhoto();
    await studio.film(500);
    expect(studio.asked).toEqual([]);
    studio.readingTakes.resolve();
    await studio.film(200);
    expect(outcome.result).toMatchObject({ source: 'manual' });
    expect(studio.mostAtOnce).toBe(1);
  });

  it('is nothing where no camera films', async () => {
    const capture = studio.capture();
    capture.takePhoto();
    expect(capture.snapshot.state).toBe('idle');
    expect(studio.shown).toEqual([]);
  });
});

describe('a file', () => {
  const jpeg = new Blob(['a photo'], { type: 'image/jpeg' });

  it('is read, and sealed with the evidence that it is one', async () => {
    studio.statusCode = 'FACE_TOO_SMALL';
    const result = await studio.capture().useFile(jpeg);
    expect(result).toMatchObject({ photo: jpeg, statusCode: 'FACE_TOO_SMALL', source: 'file' });
    expect(studio.states).toEqual(['capturing', 'captured']);
    expect(studio.asked).toEqual(['status of a photo', 'evidence of file', 'seal a photo for session']);
  });

  it('of another format is made a JPEG, which is what is read, shown and sealed', async () => {
    const { photo } = await studio.capture().useFile(new Blob(['a drawing'], { type: 'image/png' }));
    expect(await photo.text()).toBe('as JPEG');
    expect(studio.asked).toEqual([
      'status of a drawing',
      'status of as JPEG',
      'evidence of file',
      'seal as JPEG for session',
    ]);
  });

  it('ends a capture that runs, and its camera', async () => {
    const capture = studio.capture();
    const outcome = outcomeOf(capture.start());
    await studio.film(500);
    const result = await capture.useFile(jpeg);
    expect(result.source).toBe('file');
    expect(outcome.error).toMatchObject({ code: 'CAPTURE_STOPPED' });
    expect(studio.camera.isOn).toBe(false);
    expect(capture.snapshot).toMatchObject({ state: 'captured', result });
  });

  it('that is no picture fails with the engine’s reason', async () => {
    studio.statusCode = new EkycError('IMAGE_FORMAT_UNSUPPORTED', 'no picture');
    const capture = studio.capture();
    await expect(capture.useFile(jpeg)).rejects.toBe(studio.statusCode);
    expect(capture.snapshot).toMatchObject({ state: 'failed', error: studio.statusCode });
  });

  it('is given up by stop()', async () => {
    const capture = studio.capture();
    studio.sealingTakes = deferred();
    const outcome = outcomeOf(capture.useFile(jpeg));
    await studio.settle();
    capture.stop();
    studio.sealingTakes.resolve();
    await studio.settle();
    expect(outcome.error).toMatchObject({ code: 'CAPTURE_STOPPED' });
    expect(studio.states).toEqual(['capturing', 'idle']);
  });
});

describe('what comes between', () => {
  it.each([
    ['hidden', 'visible'],
    ['muted', 'unmuted'],
  ] as const)('%s: the hold is lost, and filming goes on when it is %s', async (begin, end) => {
    studio.judgements = [GOOD];
    const capture = studio.capture();
    const outcome = outcomeOf(capture.start());
    await studio.film(300);
    expect(capture.snapshot.state).toBe('holding');
    studio.camera.befall(begin);
    expect(capture.snapshot).toMatchObject({ state: 'searching', hint: undefined, holdProgress: 0 });
    await studio.film(100_000);
    expect(outcome).toEqual({});
    studio.camera.befall(end);
    await studio.film(3000);
    expect(outcome.result).toMatchObject({ source: 'auto' });
  });

  it('hidden and muted: both have to end', async () => {
    studio.judgements = [GOOD];
    const capture = studio.capture();
    outcomeOf(capture.start());
    await studio.film(300);
    for (const one of ['hidden', 'muted', 'visible'] as const) studio.camera.befall(one);
    await studio.film(1000);
    expect(capture.snapshot.state).toBe('searching');
    studio.camera.befall('unmuted');
    await studio.film(500);
    expect(capture.snapshot.state).toBe('holding');
    capture.stop();
  });

  it('a page that is hidden from the first has nothing read', async () => {
    studio.isHidden = true;
    const capture = studio.capture();
    outcomeOf(capture.start());
    await studio.film(2000);
    expect(capture.snapshot.state).toBe('starting');
    studio.camera.befall('visible');
    await studio.film(500);
    expect(capture.snapshot.state).toBe('searching');
    capture.stop();
  });

  it('a camera that is lost is an error', async () => {
    const outcome = outcomeOf(studio.capture().start());
    await studio.film(300);
    studio.camera.befall('ended');
    await studio.settle();
    expect(outcome.error).toMatchObject({ code: 'CAMERA_LOST' });
    expect(studio.camera.isOn).toBe(false);
  });

  it('one death of the engine’s worker is no error, another is', async () => {
    studio.judgements = [NOBODY, death(), NOBODY, death(), GOOD];
    const first = outcomeOf(studio.capture().start());
    await studio.film(4000);
    expect(first.result).toMatchObject({ source: 'auto' });
    const [one, two] = [death(), death()];
    studio.judgements = [one, two];
    const second = outcomeOf(studio.capture().start());
    await studio.film(2000);
    expect(second.error).toBe(two);
    expect(studio.pictures.filter(({ isClosed }) => !isClosed)).toEqual([]);
  });

  it('what the engine throws is what start() throws', async () => {
    const fault = new EkycError('ASSET_MISSING', 'no network');
    studio.judgements = [fault];
    const capture = studio.capture();
    const outcome = outcomeOf(capture.start());
    await studio.film(500);
    expect(outcome.error).toBe(fault);
    expect(capture.snapshot).toMatchObject({ state: 'failed', error: fault });
  });

  it('what a listener throws is reported, and harms nothing', async () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const fault = new Error('the page’s own');
    studio.judgements = [GOOD];
    const capture = studio.capture();
    const end = capture.subscribe(() => {
      throw fault;
    });
    const outcome = outcomeOf(capture.start());
    await studio.film(200);
    expect(reported).toHaveBeenCalledWith(fault);
    end();
    reported.mockClear();
    await studio.film(3000);
    expect(reported).not.toHaveBeenCalled();
    expect(outcome.result).toMatchObject({ source: 'auto' });
    vi.unstubAllGlobals();
  });
});

describe('start and stop', () => {
  it('start() twice is once', async () => {
    const capture = studio.capture();
    const first = capture.start();
    expect(capture.start()).toBe(first);
    outcomeOf(first);
    await studio.film(500);
    expect(capture.start()).toBe(first);
    expect(studio.cameras).toHaveLength(1);
    capture.stop();
    capture.stop();
    expect(capture.snapshot.state).toBe('idle');
    expect(studio.camera.isOn).toBe(false);
  });

  it('start() after the end takes another picture, also from within a listener', async () => {
    studio.judgements = [GOOD];
    const capture = studio.capture();
    const first = outcomeOf(capture.start());
    const again: { second?: ReturnType<typeof outcomeOf> } = {};
    capture.subscribe(({ state }) => {
      if (state === 'captured') again.second ??= outcomeOf(capture.start());
    });
    await studio.film(2000);
    expect(first.result).toBeDefined();
    await studio.film(2000);
    expect(again.second?.result).toBeDefined();
    expect(again.second?.result).not.toBe(first.result);
    expect(studio.cameras.map(({ isOn }) => isOn)).toEqual([false, false]);
  });

  it.each(['start', 'stop'] as const)('%s() from within a listener that is told of the start', async (method) => {
    const capture = studio.capture();
    const inner: Promise<unknown>[] = [];
    const end = capture.subscribe(({ state }) => {
      if (state === 'starting') inner.push(Promise.resolve(capture[method]()));
    });
    const outer = capture.start();
    const outcome = outcomeOf(outer);
    await studio.film(300);
    end();
    if (method === 'start') {
      expect(await Promise.race([inner[0], 'still running'])).toBe('still running');
      capture.stop();
      await expect(inner[0]).rejects.toMatchObject({ code: 'CAPTURE_STOPPED' });
    }
    await studio.settle();
    expect(outcome.error).toMatchObject({ code: 'CAPTURE_STOPPED' });
    expect(studio.cameras.length).toBeLessThanOrEqual(1);
    expect(studio.cameras.filter(({ isOn }) => isOn)).toEqual([]);
    expect(capture.snapshot.state).toBe('idle');
  });

  it('a listener is told of nothing after a later change, nor after its end', async () => {
    const capture = studio.capture();
    const told: string[] = [];
    capture.subscribe(({ state }) => state === 'starting' && capture.stop());
    capture.subscribe(({ state }) => told.push(state));
    outcomeOf(capture.start());
    await studio.settle();
    expect(told).toEqual(['idle']);

    const other = studio.capture();
    const toldLate: string[] = [];
    let end = () => {};
    other.subscribe(() => end());
    end = other.subscribe(({ state }) => toldLate.push(state));
    outcomeOf(other.start());
    other.stop();
    await studio.settle();
    expect(toldLate).toEqual([]);
  });

  it('stop() from within a listener does not take back what was captured', async () => {
    studio.judgements = [GOOD];
    const capture = studio.capture();
    capture.subscribe(({ state }) => {
      if (state === 'captured') capture.stop();
    });
    const outcome = outcomeOf(capture.start());
    await studio.film(2000);
    expect(outcome.result).toMatchObject({ source: 'auto' });
    expect(capture.snapshot.state).toBe('captured');
  });

  it('stop() while the camera opens puts it off when it comes', async () => {
    studio.opening = deferred();
    const capture = studio.capture();
    const outcome = outcomeOf(capture.start());
    await studio.settle();
    capture.stop();
    await studio.settle();
    expect(outcome.error).toMatchObject({ code: 'CAPTURE_STOPPED' });
    studio.opening.resolve();
    await studio.settle();
    expect(studio.cameras.map(({ isOn }) => isOn)).toEqual([false]);
    expect(studio.states).toEqual(['starting', 'idle']);
  });

  it.each(['readingTakes', 'sealingTakes'] as const)(
    'stop() while something is under way (%s): no late change',
    async (what) => {
      studio.judgements = [GOOD];
      const capture = studio.capture();
      const outcome = outcomeOf(capture.start());
      const slow = deferred<void>();
      studio[what] = slow;
      await studio.film(3000);
      capture.stop();
      await studio.settle();
      expect(outcome.error).toMatchObject({ code: 'CAPTURE_STOPPED' });
      const shown = studio.shown.length;
      slow.resolve();
      await studio.film(1000);
      expect(studio.shown.length).toBe(shown);
      expect(capture.snapshot.state).toBe('idle');
      expect(studio.pictures.filter(({ isClosed }) => !isClosed)).toEqual([]);
    },
  );

  it('an abort ends it with the signal’s reason, and keeps it from starting again', async () => {
    const controller = new AbortController();
    const capture = studio.capture({ signal: controller.signal });
    const outcome = outcomeOf(capture.start());
    await studio.film(500);
    const reason = new Error('enough');
    controller.abort(reason);
    await studio.settle();
    expect(outcome.error).toBe(reason);
    expect(studio.camera.isOn).toBe(false);
    expect(capture.snapshot.state).toBe('idle');
    await expect(capture.start()).rejects.toBe(reason);
    await expect(capture.useFile(new Blob())).rejects.toBe(reason);
  });

  it('a camera that is refused is what start() throws', async () => {
    const refusal = new EkycError('CAMERA_PERMISSION_DENIED', 'no');
    studio.refusals.push(refusal);
    const capture = studio.capture();
    await expect(capture.start()).rejects.toBe(refusal);
    expect(capture.snapshot).toMatchObject({ state: 'failed', error: refusal });
  });
});

describe('another camera', () => {
  it('films from then on, in this capture and the next, and the one before is off', async () => {
    studio.judgements = [NOBODY];
    const capture = studio.capture();
    const outcome = outcomeOf(capture.start());
    await studio.film(500);
    await capture.switchCamera('back');
    expect(capture.snapshot.camera).toMatchObject({ deviceId: 'back', mirrored: false });
    expect(studio.cameras.map(({ isOn }) => isOn)).toEqual([false, true]);
    studio.judgements = [GOOD];
    await studio.film(3000);
    expect(outcome.result).toBeDefined();
    expect(studio.asked).toContainEqual(expect.stringMatching(/^evidence of back/));
    outcomeOf(capture.start());
    await studio.film(200);
    expect(capture.snapshot.camera?.deviceId).toBe('back');
    capture.stop();
  });

  it.each(['CAMERA_LOST', 'CAMERA_NOT_FOUND'] as const)('that is gone is not asked for again: %s', async (code) => {
    const capture = studio.capture();
    await capture.switchCamera('back');
    const outcome = outcomeOf(capture.start());
    if (code === 'CAMERA_NOT_FOUND') studio.refusals.push(new EkycError(code, 'no'));
    await studio.film(300);
    if (code === 'CAMERA_LOST') {
      expect(capture.snapshot.camera?.deviceId).toBe('back');
      studio.camera.befall('ended');
      await studio.settle();
    }
    expect(outcome.error).toMatchObject({ code });
    outcomeOf(capture.start());
    await studio.film(300);
    expect(capture.snapshot.camera?.deviceId).toBe('front');
    capture.stop();
  });

  it('that cannot be had leaves the one before filming', async () => {
    studio.judgements = [NOBODY];
    const capture = studio.capture();
    const outcome = outcomeOf(capture.start());
    await studio.film(500);
    const refusal = new EkycError('CAMERA_NOT_FOUND', 'no');
    studio.refusals.push(refusal);
    await expect(capture.switchCamera('back')).rejects.toBe(refusal);
    expect(studio.cameras.map(({ isOn }) => isOn)).toEqual([true]);
    studio.judgements = [GOOD];
    await studio.film(3000);
    expect(outcome.result).toBeDefined();
  });

  it('that cannot be had is told of, where the one before cannot be shown again either, and neither is on', async () => {
    const capture = studio.capture();
    const outcome = outcomeOf(capture.start());
    await studio.film(500);
    studio.refusals.push(new EkycError('CAMERA_NOT_FOUND', 'no'));
    studio.playFault = new DOMException('no', 'NotAllowedError');
    await expect(capture.switchCamera('back')).rejects.toMatchObject({ code: 'CAMERA_LOST' });
    await studio.settle();
    expect(outcome.error).toMatchObject({ code: 'CAMERA_LOST', cause: studio.playFault });
    expect(capture.snapshot.state).toBe('failed');
    expect(studio.cameras.map(({ isOn }) => isOn)).toEqual([false]);
  });

  it('is made room for where only one can be on, and the one before comes back where that was in vain', async () => {
    const capture = studio.capture();
    outcomeOf(capture.start());
    await studio.film(500);
    const busy = () => new EkycError('CAMERA_BUSY', 'busy');
    studio.refusals.push(busy());
    await capture.switchCamera('back');
    expect(studio.cameras.map(({ isOn }) => isOn)).toEqual([false, true]);
    studio.refusals.push(busy(), busy());
    await expect(capture.switchCamera('front')).rejects.toMatchObject({ code: 'CAMERA_BUSY' });
    expect(studio.cameras.map(({ isOn }) => isOn)).toEqual([false, false, true]);
    expect(capture.snapshot.camera?.deviceId).toBe('back');
    capture.stop();
    expect(studio.camera.isOn).toBe(false);
  });

  it('that is on its way when the capture is stopped is put off when it comes, and so is the one before', async () => {
    const capture = studio.capture();
    outcomeOf(capture.start());
    await studio.film(500);
    studio.opening = deferred();
    const switched = capture.switchCamera('back').catch((error: unknown) => error);
    await studio.settle();
    capture.stop();
    expect(studio.camera.isOn).toBe(false);
    studio.opening.resolve();
    expect(await switched).toMatchObject({ code: 'CAPTURE_STOPPED' });
    expect(studio.cameras.map(({ isOn }) => isOn)).toEqual([false, false]);
  });

  it('that is plugged in meanwhile is among those that the page shows', async () => {
    const capture = studio.capture();
    outcomeOf(capture.start());
    await studio.film(500);
    const third = { deviceId: 'third', label: 'third' };
    studio.camera.devices.push(third);
    studio.camera.befall('devices-changed');
    expect(capture.snapshot.camera?.devices).toEqual([
      ...['front', 'back'].map((id) => ({ deviceId: id, label: id })),
      third,
    ]);
    capture.stop();
  });

  it('that is asked for before anything films is the one that start() opens', async () => {
    const capture = studio.capture();
    await capture.switchCamera('back');
    outcomeOf(capture.start());
    await studio.film(200);
    expect(capture.snapshot.camera?.deviceId).toBe('back');
    await expect(capture.setTorch(true)).resolves.toBeUndefined();
    capture.stop();
    await expect(capture.setTorch(true)).rejects.toMatchObject({ code: 'CAMERA_UNSUPPORTED' });
  });
});
