import { EkycError } from '../../contract/error.ts';

/** A camera that has given no frame after so many milliseconds of a visible page gives none. */
const FIRST_FRAME_WITHIN = 8000;

/**
 * Shows a camera in a video element and waits for its first frame.
 *
 * @throws {EkycError} CAMERA_BUSY where none comes, CAMERA_LOST where the camera ends or the element is given to another; or the signal's reason
 */
export function showStream(
  video: HTMLVideoElement,
  stream: MediaStream,
  signal: AbortSignal | undefined,
): Promise<void> {
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  const over = new AbortController();
  const shown = new Promise<void>((resolve, reject) => {
    const on = (target: EventTarget, type: string, listener: () => void) =>
      target.addEventListener(type, listener, { signal: over.signal });
    if (signal) {
      if (signal.aborted) return reject(signal.reason);
      on(signal, 'abort', () => reject(signal.reason));
    }
    const look = () => {
      if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0) resolve();
    };
    for (const type of ['loadeddata', 'resize', 'playing']) on(video, type, look);
    on(video, 'emptied', () => {
      if (video.srcObject !== stream)
        reject(lost('its video element was given to another. Give each session its own.'));
    });
    const isGone = () => reject(lost('it was unplugged or taken away. Try again when the user asks for it.'));
    if (!stream.active) return isGone();
    for (const track of stream.getTracks()) on(track, 'ended', isGone);
    onceWaited(FIRST_FRAME_WITHIN, over.signal, () => reject(noFrame()));
    keepPlaying(video, stream, over.signal, reject);
    play(video, reject);
    look();
  });
  return shown.finally(() => over.abort());
}

/** Has the video play on when it is taken out of the document, which pauses it, and when the page is looked at again. */
export function keepPlaying(
  video: HTMLVideoElement,
  stream: MediaStream,
  signal: AbortSignal,
  failed: (error: unknown) => void,
): void {
  const resume = () => {
    if (video.paused && video.srcObject === stream) play(video, failed);
  };
  video.addEventListener('pause', () => !video.isConnected && resume(), { signal });
  document.addEventListener('visibilitychange', () => !document.hidden && resume(), { signal });
}

/** Lets go of the element, unless it shows another camera by now. */
export function hideStream(video: HTMLVideoElement, stream: MediaStream): void {
  if (video.srcObject === stream) video.srcObject = null;
}

function play(video: HTMLVideoElement, failed: (error: unknown) => void): void {
  video.play().catch((error: unknown) => {
    // Taken out of the document or given another stream meanwhile: events of their own tell of these.
    if (error instanceof DOMException && error.name === 'AbortError') return;
    failed(
      new EkycError(
        'CAMERA_UNSUPPORTED',
        'The browser does not play the video of the camera. Open the camera when the user asks for it, or offer the upload of a file.',
        { cause: error },
      ),
    );
  });
}

/** Calls back after a time, of which no moment counts in which the page was hidden: a hidden page may get no frames. */
function onceWaited(milliseconds: number, signal: AbortSignal, then: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(then, milliseconds);
  };
  document.addEventListener('visibilitychange', start, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  start();
}

function noFrame(): EkycError {
  return new EkycError(
    'CAMERA_BUSY',
    'The camera is on and gives no picture. Another program may be using it, or its cover is shut. Ask the user to see to that, and try again.',
  );
}

function lost(why: string): EkycError {
  return new EkycError('CAMERA_LOST', `The camera was lost while it started: ${why}`);
}
