import { transfer } from 'comlink';
import { resolveAssetsBaseUrl } from '../../client/assets-base-url.ts';
import { unlessUnsendable } from '../../client/sendable.ts';
import { untilAborted } from '../../client/until-aborted.ts';
import { WorkerConnection } from '../../client/worker-connection.ts';
import { EkycError } from '../../contract/error.ts';
import type { TrackedFace } from './tracked-face.ts';
import type { TrackerApi } from './tracker-api.ts';

export type { TrackedFace } from './tracked-face.ts';

export interface FaceTrackerOptions {
  /** As of `createEkyc()`: where `dist/assets` is served. */
  readonly assetsBaseUrl?: string | URL | undefined;
  /** Aborts the start; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Follows faces at the rate of a camera, in a worker of its own. It proposes where they are; what is wrong with them the engine says. */
export interface FaceTracker {
  /**
   * The faces of one frame, the largest first. Await it before the next frame: frames that wait are held in memory.
   *
   * @param image handed over to the worker and closed, however it ends.
   * @param timestampMs when the frame was taken, on any clock.
   * @throws {EkycError} INVALID_REQUEST where the image was closed or handed over before, RUNTIME_FAILED, WORKER_DIED, ENGINE_CLOSED
   */
  track(image: VideoFrame | ImageBitmap, timestampMs: number): Promise<TrackedFace[]>;
  /** Ends the worker. Running and later calls reject with ENGINE_CLOSED. Twice is once. */
  close(): void;
}

/**
 * Starts the face tracker. The first visit fetches 12 MB, 3.7 MB where they are served compressed; browsers keep them.
 *
 * @throws {EkycError} INVALID_OPTION, WORKER_FAILED_TO_START, ASSET_MISSING, ASSET_CORRUPT, RUNTIME_FAILED, WORKER_DIED
 *
 * @example
 * const tracker = await createFaceTracker({ assetsBaseUrl: '/idem/' });
 * const [face] = await tracker.track(new VideoFrame(video), performance.now());
 * if (face) drawBox(face.box);
 */
export async function createFaceTracker({ assetsBaseUrl, signal }: FaceTrackerOptions = {}): Promise<FaceTracker> {
  signal?.throwIfAborted();
  const baseUrl = resolveAssetsBaseUrl(assetsBaseUrl);
  const worker = new WorkerConnection<TrackerApi>(
    new URL('tracker.js', baseUrl).href,
    'Start another with createFaceTracker().',
  );
  const close = () => {
    worker.end(
      new EkycError('ENGINE_CLOSED', 'This face tracker was closed. Create another with createFaceTracker().'),
    );
  };
  try {
    await untilAborted(
      worker.greet((api) => api.start(baseUrl)),
      signal,
    );
  } catch (error) {
    close();
    throw error;
  }
  return {
    async track(image, timestampMs) {
      try {
        return await worker
          .call((api) => api.track(transfer(image, [image]), timestampMs))
          .catch(unlessUnsendable('The frame', 'INVALID_REQUEST'));
      } finally {
        // Where it did not get to the worker.
        image.close();
      }
    },
    close,
  };
}
