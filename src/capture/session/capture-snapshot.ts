import type { CameraSession } from '../camera/camera-session.ts';
import type { CameraFacts, CaptureSnapshot, CaptureSubject } from '../capture.ts';
import { boxAround } from '../guidance/outline.ts';
import type { CameraRun } from './camera-run.ts';
import { hintOf, holdProgress, manualOffered } from './capture-machine.ts';

/** Of a capture that does not film. */
export const IDLE: CaptureSnapshot = {
  state: 'idle',
  hint: undefined,
  holdProgress: 0,
  manualOffered: false,
  face: undefined,
  document: undefined,
  camera: undefined,
  trackerError: undefined,
  result: undefined,
  error: undefined,
};

/** What a page shows of a run. */
export function snapshotOf(
  { machine, camera, trackerError, captured }: CameraRun,
  subject: CaptureSubject,
): CaptureSnapshot {
  const outline = machine.tracked ?? machine.read;
  return {
    state: machine.state,
    hint: hintOf(machine),
    holdProgress: holdProgress(machine),
    manualOffered: manualOffered(machine),
    face: subject === 'face' && outline ? boxAround(outline) : undefined,
    document: subject === 'document' ? outline : undefined,
    camera: camera && factsOf(camera),
    trackerError,
    result: captured,
    error: machine.error,
  };
}

/** Whether a page would show the same. */
export function isSame(one: CaptureSnapshot, other: CaptureSnapshot): boolean {
  return isSameValue(one, other);
}

function factsOf({ devices, device, mirrored, torch, video, track }: CameraSession): CameraFacts {
  const settings = track.getSettings();
  return {
    devices,
    deviceId: device.deviceId,
    mirrored,
    torch,
    // Of the video: a device that is turned turns its frames, and the track does not tell.
    width: video.videoWidth || (settings.width ?? 0),
    height: video.videoHeight || (settings.height ?? 0),
  };
}

/** Of plain objects; blobs and errors are the same only where they are one. */
function isSameValue(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!isPlain(one) || !isPlain(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => isSameValue(one[key], other[key]));
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype;
}
