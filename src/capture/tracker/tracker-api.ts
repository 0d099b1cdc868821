import type { LivingWorker } from '../../engine/living-worker.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { TrackedFace } from './tracked-face.ts';

/** What the tracker's worker exposes. */
export interface TrackerApi extends LivingWorker {
  /** Fetches what the tracker runs on, and answers the version of the SDK that the worker was built for. */
  start(assetsBaseUrl: string): Promise<Outcome<string>>;
  /** Closes the image, however it ends. */
  track(image: VideoFrame | ImageBitmap, timestampMs: number): Promise<Outcome<TrackedFace[]>>;
}
