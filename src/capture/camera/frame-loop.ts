import type { CameraFrame } from './camera-session.ts';
import { frameSize } from './frame-size.ts';

/** What is known of a frame before it is grabbed. */
type FrameFacts = Pick<CameraFrame, 'presentedAt' | 'mediaTime' | 'presentedFrames'>;

/**
 * Hands over each frame of a video, and skips those that come while the last is still worked on. Nothing is handed over while the page is
 * hidden. The element may be unseen, or in no document.
 *
 * An error ends it: what `onFrame` rejects with, and what a frame that cannot be read throws, is handed to `onError` once.
 *
 * @param onFrame closes the frame's image.
 * @returns ends it; twice is once. `onFrame` is not called any more then.
 *
 * @example
 * const stop = watchFrames(camera.video, async ({ image }) => { await look(image); image.close(); }, fail);
 */
export function watchFrames(
  video: HTMLVideoElement,
  onFrame: (frame: CameraFrame) => Promise<void>,
  onError: (error: unknown) => void,
): () => void {
  let isBusy = false;
  let isOver = false;
  const stop = () => {
    isOver = true;
    endCallbacks();
  };
  const work = async (facts: FrameFacts) => {
    const image = await grab(video);
    // Ended while the frame was read.
    if (isOver) return image.close();
    return onFrame({ image, ...frameSize(image), ...facts });
  };
  const endCallbacks = eachPresented(video, (facts) => {
    if (isBusy || document.hidden || !hasFrame(video)) return;
    isBusy = true;
    work(facts).then(
      () => {
        isBusy = false;
      },
      (error: unknown) => {
        const wasOver = isOver;
        stop();
        if (!wasOver) onError(error);
      },
    );
  });
  return stop;
}

/** A frame can be made of the element at once where there are VideoFrames; a bitmap takes a moment. */
async function grab(video: HTMLVideoElement): Promise<CameraFrame['image']> {
  return typeof VideoFrame === 'function' ? new VideoFrame(video) : createImageBitmap(video);
}

function hasFrame(video: HTMLVideoElement): boolean {
  return video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0;
}

/** Calls back for each frame that is shown. @returns ends that. */
function eachPresented(video: HTMLVideoElement, present: (facts: FrameFacts) => void): () => void {
  return typeof video.requestVideoFrameCallback === 'function'
    ? eachVideoFrame(video, present)
    : eachAnimationFrame(video, present);
}

function eachVideoFrame(video: HTMLVideoElement, present: (facts: FrameFacts) => void): () => void {
  let handle = 0;
  const next = () => {
    handle = video.requestVideoFrameCallback((_, { presentationTime, mediaTime, presentedFrames }) => {
      next();
      present({ presentedAt: presentationTime, mediaTime, presentedFrames });
    });
  };
  next();
  return () => video.cancelVideoFrameCallback(handle);
}

/**
 * For browsers without such callbacks: looks whether there is another frame whenever the page is drawn. The time of a stream may go on
 * without one, so frames are told by their count where the browser keeps it.
 */
function eachAnimationFrame(video: HTMLVideoElement, present: (facts: FrameFacts) => void): () => void {
  let handle = 0;
  let last = -1;
  let seen = 0;
  const look = (now: number) => {
    handle = requestAnimationFrame(look);
    const mediaTime = video.currentTime;
    const counted = video.getVideoPlaybackQuality?.().totalVideoFrames ?? 0;
    const mark = counted > 0 ? counted : mediaTime;
    if (mark === last) return;
    last = mark;
    seen += 1;
    present({ presentedAt: now, mediaTime, presentedFrames: counted > 0 ? counted : seen });
  };
  handle = requestAnimationFrame(look);
  return () => cancelAnimationFrame(handle);
}
