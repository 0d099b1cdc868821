import { EkycError } from '../../contract/error.ts';
import { cameraFault, cameraPermission, nameOf, unknownCamera } from './camera-faults.ts';
import type { CameraOptions } from './camera-session.ts';
import { resolutionLadder } from './resolution-ladder.ts';

/** A camera that was on a moment ago may need as long until it starts again, in milliseconds. */
const BREATH = 300;

/** Puts a camera off. */
export function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/**
 * A camera at the best resolution that it can do.
 *
 * @throws {EkycError} CAMERA_PERMISSION_DENIED, CAMERA_NOT_FOUND, CAMERA_BUSY, CAMERA_UNSUPPORTED; or the signal's reason
 */
export async function requestStream({
  facing,
  deviceId,
  signal,
}: Pick<CameraOptions, 'facing' | 'deviceId' | 'signal'>): Promise<MediaStream> {
  const which: MediaTrackConstraints = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: facing } };
  const before = await cameraPermission();
  const ladder = resolutionLadder(facing);
  let hasWaited = false;
  for (let rung = 0; ; ) {
    try {
      return await getStream({ ...which, ...ladder[rung] }, signal);
    } catch (error) {
      signal?.throwIfAborted();
      const isLast = rung === ladder.length - 1;
      const name = nameOf(error);
      if (name === 'OverconstrainedError') {
        // The last rung demands nothing but the camera.
        if (deviceId && (isLast || (error as OverconstrainedError).constraint === 'deviceId'))
          throw unknownCamera(error);
        if (!isLast) {
          rung += 1;
          continue;
        }
      }
      if (name === 'NotReadableError' || name === 'AbortError') {
        // Once more as it was, and once with as little as may be: some cameras cannot do what they say they can.
        if (!hasWaited) {
          hasWaited = true;
          await pause(BREATH);
          continue;
        }
        if (!isLast) {
          rung = ladder.length - 1;
          continue;
        }
      }
      throw error instanceof EkycError ? error : await cameraFault(error, before);
    }
  }
}

/** A camera that is given after an abort, while the browser still asked the user, is put off at once. */
function getStream(video: MediaTrackConstraints, signal: AbortSignal | undefined): Promise<MediaStream> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => reject(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    navigator.mediaDevices
      .getUserMedia({ video, audio: false })
      .then((stream) => (signal?.aborted ? stopStream(stream) : resolve(stream)), reject)
      .finally(() => signal?.removeEventListener('abort', abort));
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
