import { afterEach, describe, expect, it, vi } from 'vitest';
import { seededRandom } from '../../scripts/random.ts';
import type { CheckRequest, Progress } from '../engine/api.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { faultyAssets, sample, withEkyc } from '../testing/fixtures.ts';
import { usual } from '../testing/usual-models.ts';
import { spyOnWorkers } from '../testing/workers.ts';
import { createEkyc } from './create-ekyc.ts';
import type { Ekyc } from './ekyc.ts';

afterEach(() => vi.unstubAllGlobals());

const enough = new Error('enough');

/** A check of a face: the networks for documents would take seconds to start, for each engine here. */
async function request() {
  return {
    checkModel: {
      operations: ['FACE_CHECK'],
      face_check_parameters: { pipelines: [{ type: 'PRESENTATION_ATTACK' }] },
    },
    face: await sample('selfie-marc.jpg'),
    encrypted: false,
  } as const;
}

/** A check that keeps the worker busy for long enough to be interrupted, on any machine. */
async function longRequest() {
  const pipelines = Array.from({ length: 12 }, () => ({ type: 'PRESENTATION_ATTACK' as const }));
  return {
    ...(await request()),
    checkModel: { operations: ['FACE_CHECK'], face_check_parameters: { pipelines } },
  } as const;
}

const matching = {
  operations: ['FACE_CHECK', 'FACE_MATCH_VALIDATION'],
  face_check_parameters: { pipelines: [{ type: 'PRESENTATION_ATTACK' }] },
} as const;

/** The same, and a match with a document. */
async function matchRequest() {
  return { ...(await request()), checkModel: matching, doc: await sample('id-marc.jpg') };
}

async function timeOf(work: Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work;
  return performance.now() - started;
}

/** A check that is soon answered: of a picture of nothing. */
const briefRequest: CheckRequest = {
  checkModel: { operations: ['FACE_CHECK'] },
  face: new ImageData(64, 64),
  encrypted: false,
};

/** One long check that runs, and as many more as may wait. Each is told of by its place when it is answered. */
async function fillQueue(ekyc: Ekyc, onAnswer: (place: number) => void) {
  const requests = [await longRequest(), ...Array<CheckRequest>(16).fill(briefRequest)];
  const controllers = requests.map(() => new AbortController());
  const calls = requests.map(async (one, place) => {
    await ekyc.check(one, { signal: controllers[place]!.signal });
    onAnswer(place);
  });
  return { calls: calls as Promise<unknown>[], controllers };
}

async function expectAnswer(ekyc: Ekyc): Promise<void> {
  const { face_result } = await ekyc.check(await request());
  expect(face_result?.results[0]?.status_code).toBe('OK');
}

describe('close()', () => {
  it('makes running and later calls reject with ENGINE_CLOSED, and may be called twice', async () => {
    const ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
    const running = ekycErrorOf(ekyc.check(await request()));
    await Promise.all([ekyc.close(), ekyc.close()]);
    const later = [ekyc.check(await request()), ekyc.preload(), ekyc.diagnostics()].map(ekycErrorOf);
    for (const error of await Promise.all([running, ...later])) {
      expect(error).toMatchObject({
        code: 'ENGINE_CLOSED',
        status: 503,
        message: expect.stringContaining('createEkyc'),
      });
    }
  });

  it('ends the worker', async () => {
    const workers = spyOnWorkers();
    const ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
    const terminate = vi.spyOn(workers[0]!, 'terminate');
    await ekyc.close();
    await vi.waitFor(() => expect(terminate).toHaveBeenCalled());
  });
});

describe('abort', () => {
  it('before the call rejects with the reason of the signal', async () => {
    await withEkyc({}, async (ekyc) => {
      await expect(ekyc.check(await request(), { signal: AbortSignal.abort(enough) })).rejects.toBe(enough);
      await expect(ekyc.preload({ signal: AbortSignal.abort(enough) })).rejects.toBe(enough);
    });
  });

  it('during the start rejects with the reason of the signal', async () => {
    const controller = new AbortController();
    const start = createEkyc({ assetsBaseUrl: '/idem/', signal: controller.signal });
    controller.abort(enough);
    await expect(start).rejects.toBe(enough);
  });

  it('during a start that hangs rejects at once and ends the worker', async () => {
    const workers = spyOnWorkers();
    const controller = new AbortController();
    const start = createEkyc({ assetsBaseUrl: faultyAssets('hanging-worker').url, signal: controller.signal });
    const terminate = vi.spyOn(workers[0]!, 'terminate');
    setTimeout(() => controller.abort(enough), 50);
    await expect(start).rejects.toBe(enough);
    expect(terminate).toHaveBeenCalled();
  });

  it('during a download stops the download, and a later preload() succeeds', async () => {
    const { url, requests } = faultyAssets('slow-models');
    const controller = new AbortController();
    let share = 0;
    const onProgress = ({ asset, assetLoadedBytes, assetTotalBytes }: Progress) => {
      if (asset !== 'face-embed-mobilefacenet' || assetLoadedBytes === 0) return;
      share = assetLoadedBytes / assetTotalBytes;
      controller.abort(enough);
    };
    await withEkyc({ assetsBaseUrl: url, onProgress }, async (ekyc) => {
      await expect(ekyc.preload({ checkModel: matching, signal: controller.signal })).rejects.toBe(enough);
      // By then the rest of it would have come, too.
      await new Promise((resolve) => setTimeout(resolve, 3000));
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(1);
      await ekyc.preload({ checkModel: matching });
      expect((await requests())['models/face-embed-mobilefacenet.onnx']).toBe(2);
    });
  });

  it('of one of two calls leaves the other its download', async () => {
    const { url, requests } = faultyAssets('slow-models');
    await withEkyc({ assetsBaseUrl: url }, async (ekyc) => {
      const controller = new AbortController();
      const { signal } = controller;
      const [aborted, other] = [{ signal }, {}].map((more) => ekyc.preload({ checkModel: matching, ...more }));
      setTimeout(() => controller.abort(enough), 300);
      await expect(aborted).rejects.toBe(enough);
      await other;
      expect((await requests())['models/face-embed-mobilefacenet.onnx']).toBe(1);
    });
  });

  it('during a check rejects at once, and the next check is answered', async () => {
    await withEkyc({}, async (ekyc) => {
      await expectAnswer(ekyc);
      for (const delay of [0, 5, 20, 60]) {
        const controller = new AbortController();
        const check = ekyc.check(await longRequest(), { signal: controller.signal });
        setTimeout(() => controller.abort(enough), delay);
        await expect(check).rejects.toBe(enough);
      }
      await expectAnswer(ekyc);
    });
  });

  it('stops a check that runs: the next one is answered long before that would have ended', async () => {
    await withEkyc({}, async (ekyc) => {
      await expectAnswer(ekyc);
      const one = await longRequest();
      const whole = await timeOf(ekyc.check(one));
      const waits: number[] = [];
      // What else the machine does makes single ones longer, and none shorter.
      for (let round = 0; round < 4; round++) {
        const controller = new AbortController();
        const aborted = ekyc.check(one, { signal: controller.signal });
        setTimeout(() => controller.abort(enough), whole / 10);
        await expect(aborted).rejects.toBe(enough);
        waits.push(await timeOf(expectAnswer(ekyc)));
      }
      expect(Math.min(...waits)).toBeLessThan(whole / 2);
    });
  });

  it('at any moment of 30 checks rejects or comes too late, and the next check is answered', async () => {
    const random = seededRandom(2024);
    await withEkyc({}, async (ekyc) => {
      await expectAnswer(ekyc);
      const one = await matchRequest();
      const took = await timeOf(ekyc.check(one));
      const outcomes: unknown[] = [];
      for (let i = 0; i < 30; i++) {
        const controller = new AbortController();
        const check = ekyc.check(one, { signal: controller.signal }).then(
          ({ face_result }) => face_result?.results[0]?.status_code,
          (error: unknown) => error,
        );
        setTimeout(() => controller.abort(enough), random(took));
        // Some are waited for, so that an abort also meets a check that waits behind one that stops.
        if (random(2) === 0) await check;
        outcomes.push(check);
      }
      const seen = new Set(await Promise.all(outcomes));
      seen.delete('OK');
      expect([...seen]).toEqual([enough]);
      await expectAnswer(ekyc);
    });
  });

  it('or a refusal leaves the pixels of the caller usable', async () => {
    const bitmap = await createImageBitmap(await sample('selfie-marc.jpg'));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const one = {
      checkModel: matching,
      face: bitmap,
      doc: context.getImageData(0, 0, bitmap.width, bitmap.height),
      encrypted: false,
    };
    await withEkyc({}, async (ekyc) => {
      await expectAnswer(ekyc);
      const { calls } = await fillQueue(ekyc, () => {});
      expect(await ekycErrorOf(ekyc.check(one))).toMatchObject({ code: 'ENGINE_BUSY' });
      await Promise.all(calls);
      for (const delay of [0, 5, 40]) {
        const controller = new AbortController();
        const check = ekyc.check(one, { signal: controller.signal }).catch((error: unknown) => error);
        setTimeout(() => controller.abort(enough), delay);
        await check;
      }
      const { face_result, face_validation_result } = await ekyc.check(one);
      expect(face_result?.results[0]?.status_code).toBe('OK');
      expect(face_validation_result).toMatchObject({ status_code: 'OK', probability: expect.closeTo(1, 2) });
    });
  });
});

describe('a worker that dies', () => {
  it('while checks wait rejects each with WORKER_DIED, and the next call is answered', async () => {
    const workers = spyOnWorkers();
    await withEkyc({}, async (ekyc) => {
      await expectAnswer(ekyc);
      const { calls } = await fillQueue(ekyc, () => {});
      const errors = Promise.all(calls.map(ekycErrorOf));
      setTimeout(() => workers[0]!.terminate(), 20);
      for (const error of await errors) expect(error).toMatchObject({ code: 'WORKER_DIED', status: 503 });
      await expectAnswer(ekyc);
      expect(workers).toHaveLength(2);
    });
  });

  it('during a check rejects it with WORKER_DIED, and the next call is answered by a new one', async () => {
    const workers = spyOnWorkers();
    await withEkyc({}, async (ekyc) => {
      await expectAnswer(ekyc);
      const check = ekycErrorOf(ekyc.check(await longRequest()));
      setTimeout(() => workers[0]!.terminate(), 20);
      expect(await check).toMatchObject({
        code: 'WORKER_DIED',
        status: 503,
        message: expect.stringContaining('next call'),
      });
      await expectAnswer(ekyc);
      expect(workers).toHaveLength(2);
    });
  });

  it('between two calls is replaced by the next', async () => {
    const workers = spyOnWorkers();
    await withEkyc({}, async (ekyc) => {
      workers[0]!.terminate();
      await vi.waitFor(async () => expect((await ekyc.diagnostics()).models).not.toHaveLength(0), 20_000);
      await expectAnswer(ekyc);
    });
  });
});

describe('several calls and several engines', () => {
  it('concurrent checks are answered in the order of the calls', async () => {
    await withEkyc({}, async (ekyc) => {
      await expectAnswer(ekyc);
      const order: number[] = [];
      const one = await request();
      await Promise.all([0, 1, 2, 3].map((i) => ekyc.check(one).then(() => order.push(i))));
      expect(order).toEqual([0, 1, 2, 3]);
    });
  });

  it('beyond 16 waiting checks are refused with ENGINE_BUSY, and the others answered in order', async () => {
    await withEkyc({}, async (ekyc) => {
      await expectAnswer(ekyc);
      const order: number[] = [];
      const one = await request();
      const { calls } = await fillQueue(ekyc, (i) => order.push(i));
      const refused = await Promise.all([0, 1, 2].map(() => ekycErrorOf(ekyc.check(one))));
      for (const error of refused) {
        expect(error).toMatchObject({
          code: 'ENGINE_BUSY',
          status: 503,
          message: expect.stringContaining('16 calls'),
        });
      }
      expect(order).toEqual([]);
      await Promise.all(calls);
      expect(order).toEqual(calls.map((_, i) => i));
    });
  });

  it('a waiting check that is aborted makes room at once', async () => {
    await withEkyc({}, async (ekyc) => {
      await expectAnswer(ekyc);
      const order: number[] = [];
      const one = await request();
      const { calls, controllers } = await fillQueue(ekyc, (i) => order.push(i));
      const aborted = expect(calls[9]).rejects.toBe(enough);
      controllers[9]!.abort(enough);
      await aborted;
      calls.splice(9, 1);
      calls.push(ekyc.check(one).then(() => order.push(99)));
      expect(order).toEqual([]);
      expect(await ekycErrorOf(ekyc.check(one))).toMatchObject({ code: 'ENGINE_BUSY' });
      await Promise.all(calls);
      expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 99]);
    });
  });

  it('two engines with different options work side by side, and closing one leaves the other', async () => {
    const one = await request();
    const small = { ...one, face: await sample('selfie-distant.jpg') };
    await withEkyc({ faceLimits: 'enrolment' }, async (lenient) => {
      const strict = await createEkyc({ assetsBaseUrl: '/idem/', faceLimits: { minFaceSize: 2000 } });
      const [passed, refused] = await Promise.all([lenient.check(small), strict.check(one, { details: true })]);
      expect(passed.face_result?.results[0]?.status_code).toBe('OK');
      expect(refused.face_result?.results[0]?.status_code).toBe('FACE_TOO_SMALL');
      expect(refused.details?.face?.faceLimits).toBe('custom');
      await strict.close();
      await expectAnswer(lenient);
    });
  });
});

describe('options', () => {
  it.each([
    [{ backend: 'cuda' }, /options\.backend.*webgpu/],
    [{ threads: 0 }, /options\.threads/],
    [{ faceLimits: 'lax' }, /faceLimits.*enrolment/],
    [{ faceLimits: { minFace: 3 } }, /minFace.*minFaceSize/],
    [{ mainFace: 'left' }, /options\.mainFace/],
    [{ assetUrl: '/' }, /assetUrl/],
    [{ assetsBaseUrl: 'http://' }, /assetsBaseUrl/],
    [{ onProgress: 'yes' }, /onProgress/],
  ])('%o is refused with INVALID_OPTION', async (options, message) => {
    const error = await ekycErrorOf(createEkyc({ assetsBaseUrl: '/idem/', ...(options as object) }));
    expect(error).toMatchObject({ code: 'INVALID_OPTION', status: 400, message: expect.stringMatching(message) });
  });

  it('a backend that the device lacks is refused with what to do', async () => {
    const error = await ekycErrorOf(createEkyc({ assetsBaseUrl: '/idem/', backend: 'webgpu' }));
    expect(error).toMatchObject({ code: 'BACKEND_UNAVAILABLE', message: expect.stringContaining("backend: 'auto'") });
  });
});

describe('diagnostics()', () => {
  it('says what runs and why, and how each model fared', async () => {
    await withEkyc({ threads: 2 }, async (ekyc) => {
      const { models } = await ekyc.diagnostics();
      expect(new Set(models.map(({ state }) => state))).toEqual(new Set(['not loaded']));
      const all = { operations: ['FACE_CHECK', 'DOC_CHECK', 'FACE_MATCH_VALIDATION'] } as const;
      await ekyc.check({ ...(await matchRequest()), checkModel: all });
      const diagnostics = await ekyc.diagnostics();
      expect(diagnostics).toMatchObject({
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        backend: 'wasm',
        backendReason: expect.stringContaining('WebGPU adapter'),
        threads: 2,
        threadsReason: expect.stringContaining('threads option'),
        crossOriginIsolated: true,
      });
      for (const model of usual(diagnostics.models)) {
        expect(model).toMatchObject({ state: 'ready', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
        expect(model.runs).toBeGreaterThan(0);
        expect(model.meanRunMs).toBeGreaterThan(0);
      }
    });
  });
});
