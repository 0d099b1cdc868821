import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEkyc } from '../../client/create-ekyc.ts';
import type { Ekyc } from '../../client/ekyc.ts';
import type { DetectedFace } from '../../readings/detected-face.ts';
import { iou, type Point } from '../../readings/geometry.ts';
import { ekycErrorOf } from '../../testing/errors.ts';
import { faultyAssets, sample } from '../../testing/fixtures.ts';
import { spyOnWorkers } from '../../testing/workers.ts';
import { createFaceTracker, type FaceTracker, type TrackedFace } from './face-tracker.ts';

/** A picture of `samples/`, as large as a camera's. */
async function frameOf(name: string): Promise<ImageBitmap> {
  return createImageBitmap(await sample(name), { resizeHeight: 720, resizeQuality: 'high' });
}

function blank(width = 640, height = 480): ImageBitmap {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#889';
  context.fillRect(0, 0, width, height);
  return canvas.transferToImageBitmap();
}

describe('a face tracker', () => {
  let tracker: FaceTracker;
  let ekyc: Ekyc;

  beforeAll(async () => {
    tracker = await createFaceTracker({ assetsBaseUrl: '/idem/' });
    ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
  });

  afterAll(async () => {
    tracker.close();
    await ekyc.close();
  });

  /** The faces of the picture as the engine sees them. */
  async function engineFaces(face: ImageBitmap): Promise<readonly DetectedFace[]> {
    const checkModel = { operations: ['FACE_CHECK'] } as const;
    const { details } = await ekyc.check({ checkModel, face, encrypted: false }, { details: true });
    return details!.face!.faces;
  }

  /** As `track()` takes them: the picture itself stays usable. */
  const frame = (picture: ImageBitmap) => new VideoFrame(picture, { timestamp: 0 });

  it('finds the face where the engine finds it, with its points', async () => {
    const picture = await frameOf('selfie-marc.jpg');
    const [face, ...others] = await tracker.track(frame(picture), 1);
    const [engineFace] = await engineFaces(picture);
    expect(others).toEqual([]);
    expect(iou(face!.box, engineFace!.box)).toBeGreaterThan(0.5);
    expect(face!.score).toBeGreaterThan(0.5);
    const { rightEye, leftEye, noseTip, mouthCentre, rightEar, leftEar } = face!.keypoints;
    // The person's right is on the left of the picture.
    const fromLeft = [rightEar, rightEye, noseTip, leftEye, leftEar].map(({ x }) => x);
    expect(fromLeft).toEqual(fromLeft.toSorted((p, q) => p - q));
    const fromAbove = [(rightEye.y + leftEye.y) / 2, noseTip.y, mouthCentre.y];
    expect(fromAbove).toEqual(fromAbove.toSorted((p, q) => p - q));
    const inside = ({ x, y }: Point) => x > 0 && x < picture.width && y > 0 && y < picture.height;
    expect(Object.values(face!.keypoints).every(inside)).toBe(true);
  });

  it('finds two people, the larger first, as the engine does', async () => {
    const picture = await frameOf('selfie-two-people.jpg');
    const faces = await tracker.track(frame(picture), 2);
    const engine = await engineFaces(picture);
    expect(faces).toHaveLength(2);
    expect(faces[0]!.box.width).toBeGreaterThanOrEqual(faces[1]!.box.width);
    for (const { box } of faces) expect(Math.max(...engine.map((face) => iou(face.box, box)))).toBeGreaterThan(0.4);
  });

  it('finds nobody in a blank frame', async () => {
    expect(await tracker.track(blank(), 3)).toEqual([]);
  });

  it('takes bitmaps and frames of any size, one after the other, and whatever the clock says', async () => {
    const picture = await frameOf('selfie-marc.jpg');
    const seen: TrackedFace[][] = [];
    for (const timestamp of [1000, 1000, 900, 0, Number.NaN, 2000]) {
      seen.push(await tracker.track(frame(picture), timestamp));
      await tracker.track(blank(33, 700), timestamp);
    }
    seen.push(await tracker.track(await createImageBitmap(picture), 3000));
    expect(seen.map((faces) => faces.length)).toEqual(seen.map(() => 1));
  });

  it('takes the image over, and says so of one that is gone already', async () => {
    const picture = await frameOf('selfie-marc.jpg');
    const image = frame(picture);
    await tracker.track(image, 4000);
    expect(image.format).toBeNull();
    expect(await ekycErrorOf(tracker.track(image, 4001))).toMatchObject({ code: 'INVALID_REQUEST' });
    expect(await tracker.track(frame(picture), 4002)).toHaveLength(1);
  });
});

describe('the worker of a face tracker', () => {
  let workers: Worker[];

  beforeEach(() => {
    workers = spyOnWorkers();
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('ends with close(), and so do running and later calls, whose images are freed', async () => {
    const tracker = await createFaceTracker({ assetsBaseUrl: '/idem/' });
    const running = ekycErrorOf(tracker.track(blank(), 1));
    tracker.close();
    tracker.close();
    expect(await running).toMatchObject({ code: 'ENGINE_CLOSED' });
    const late = blank();
    expect(await ekycErrorOf(tracker.track(late, 2))).toMatchObject({ code: 'ENGINE_CLOSED' });
    expect(late.width).toBe(0);
  });

  it('that dies rejects the call, and all later ones', async () => {
    const tracker = await createFaceTracker({ assetsBaseUrl: '/idem/' });
    // Enough of them that one is under way when the worker is killed.
    const calls = Array.from({ length: 20 }, (_, i) => ekycErrorOf(tracker.track(blank(1920, 1080), i)));
    workers[0]!.terminate();
    expect(await calls.at(-1)).toMatchObject({
      code: 'WORKER_DIED',
      message: expect.stringContaining('createFaceTracker()'),
    });
    const late = blank();
    expect(await ekycErrorOf(tracker.track(late, 99))).toMatchObject({ code: 'WORKER_DIED' });
    expect(late.width).toBe(0);
  });

  it.each([
    ['missing-worker', 'WORKER_FAILED_TO_START', /tracker\.js could not be started: .*HTTP 404.*assetsBaseUrl/],
    ['html-worker', 'WORKER_FAILED_TO_START', /tracker\.js could not be started: .*HTML page.*assetsBaseUrl/],
    ['missing-models', 'ASSET_MISSING', /tflite answered HTTP 404.*assetsBaseUrl/],
    ['altered-models', 'ASSET_CORRUPT', /tflite has another SHA-256/],
    ['missing-runtime', 'ASSET_MISSING', /wasm answered HTTP 404/],
    ['html-runtime-script', 'ASSET_CORRUPT', /vision_wasm.*js is an HTML page/],
  ])('%s: does not start, and says what to do', async (fault, code, message) => {
    const error = await ekycErrorOf(createFaceTracker({ assetsBaseUrl: faultyAssets(fault).url }));
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('is ended by an abort of its start', async () => {
    const controller = new AbortController();
    const start = createFaceTracker({ assetsBaseUrl: faultyAssets('hanging-worker').url, signal: controller.signal });
    const terminate = vi.spyOn(workers[0]!, 'terminate');
    controller.abort(new Error('enough'));
    await expect(start).rejects.toThrow('enough');
    expect(terminate).toHaveBeenCalled();
    await expect(createFaceTracker({ signal: controller.signal })).rejects.toThrow('enough');
    expect(workers).toHaveLength(1);
  });
});
