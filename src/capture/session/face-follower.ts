import type { EkycError } from '../../contract/error.ts';
import type { Box, Point } from '../../readings/geometry.ts';
import type { CameraFrame } from '../camera/camera-session.ts';
import { boxAround, outlineOf } from '../guidance/outline.ts';
import type { Tracker } from './capture-deps.ts';
import { asEkycError } from './faults.ts';

/**
 * Follows the face from frame to frame, once its tracker has started. Where that fails the engine's readings do without: what they say
 * does not depend on it.
 */
export class FaceFollower {
  #tracker: Tracker | undefined;
  #fault: EkycError | undefined;

  constructor(starting: Promise<Tracker>, signal: AbortSignal, onFault: () => void) {
    const fail = (error: unknown) => {
      if (signal.aborted) return;
      this.#fault = asEkycError(error);
      onFault();
    };
    const begin = (tracker: Tracker) => {
      if (signal.aborted) return tracker.close();
      this.#tracker = tracker;
      signal.addEventListener('abort', () => tracker.close(), { once: true });
    };
    starting.then(begin, fail);
    this.#onFault = fail;
  }

  readonly #onFault: (error: unknown) => void;

  get isFollowing(): boolean {
    return this.#tracker !== undefined;
  }

  /** Why the face is not followed. */
  get fault(): EkycError | undefined {
    return this.#fault;
  }

  /**
   * Closes the frame.
   *
   * @param near where the engine read the face: of several, that one is followed.
   * @returns Where the face is; `undefined` where none is seen, and nothing at all, not even that, where there is no tracker any more.
   */
  async follow(
    frame: CameraFrame,
    near: readonly Point[] | undefined,
  ): Promise<{ outline: readonly Point[] | undefined } | undefined> {
    const tracker = this.#tracker;
    if (!tracker) {
      frame.image.close();
      return undefined;
    }
    try {
      const faces = await tracker.track(frame.image, frame.presentedAt);
      const box = nearest(
        faces.map((face) => face.box),
        near,
      );
      return { outline: box && outlineOf(box) };
    } catch (error) {
      this.#tracker = undefined;
      tracker.close();
      this.#onFault(error);
      return undefined;
    }
  }
}

/** The box next to an outline; without that, the largest. */
function nearest(boxes: readonly Box[], outline: readonly Point[] | undefined): Box | undefined {
  const to = outline && centreOf(boxAround(outline));
  const cost = (box: Box) => {
    const { x, y } = centreOf(box);
    return to ? Math.hypot(x - to.x, y - to.y) : -box.width * box.height;
  };
  return [...boxes].sort((p, q) => cost(p) - cost(q))[0];
}

function centreOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
