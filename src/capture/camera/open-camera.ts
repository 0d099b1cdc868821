import { EkycError } from '../../contract/error.ts';
import type { CameraDevice } from '../capture.ts';
import { capabilitiesOf, hasTorch } from './camera-capabilities.ts';
import { assertCameraSupported } from './camera-faults.ts';
import { readLabel } from './camera-label.ts';
import type { CameraInterruption, CameraOptions, CameraSession } from './camera-session.ts';
import { chooseCamera } from './choose-camera.ts';
import { requestStream, stopStream } from './request-stream.ts';
import { hideStream, keepPlaying, showStream } from './show-stream.ts';

/**
 * Asks for a camera, takes the best for what is filmed, and shows it in a video element.
 *
 * Before the user has allowed a camera, browsers tell neither names nor capabilities: so a first one is opened, and where a better
 * one shows up then, that is opened instead. The camera is off when this rejects.
 *
 * @returns the session, when its first frame is there.
 * @throws {EkycError} CAMERA_UNSUPPORTED, CAMERA_PERMISSION_DENIED, CAMERA_NOT_FOUND, CAMERA_BUSY, CAMERA_LOST; or the signal's reason
 *
 * @example
 * const camera = await openCamera({ facing: 'user', video: document.querySelector('video') });
 * camera.onInterruption((interruption) => interruption === 'ended' && camera.close());
 */
export async function openCamera(options: CameraOptions): Promise<CameraSession> {
  const { video, signal, facing } = options;
  signal?.throwIfAborted();
  assertCameraSupported();
  const stream = await bestStream(options);
  try {
    const devices = await listCameras();
    await showStream(video, stream, signal);
    return startSession(video, stream, devices, facing);
  } catch (error) {
    stopStream(stream);
    hideStream(video, stream);
    throw error;
  }
}

/** All cameras. Their names are told only while one is on, or was allowed for good. */
async function listCameras(): Promise<MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === 'videoinput');
}

async function bestStream(options: CameraOptions): Promise<MediaStream> {
  const first = await requestStream(options);
  if (options.deviceId) return first;
  const better = await betterThan(first, options).catch((error: unknown) => {
    stopStream(first);
    throw error;
  });
  if (better === undefined) return first;
  const { deviceId } = trackOf(first).getSettings();
  // Phones cannot have two cameras on.
  stopStream(first);
  try {
    return await requestStream({ ...options, deviceId: better });
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!(error instanceof EkycError)) throw error;
    // The first one did start.
    return requestStream({ ...options, deviceId });
  }
}

/** The id of the camera that suits better than the one that is on, if any. */
async function betterThan(stream: MediaStream, { facing, signal }: CameraOptions): Promise<string | undefined> {
  const track = trackOf(stream);
  const { deviceId } = track.getSettings();
  const devices = await listCameras();
  signal?.throwIfAborted();
  const candidates = devices.map((device) => {
    const isOpen = device.deviceId === deviceId;
    return {
      deviceId: device.deviceId,
      label: device.label,
      capabilities: capabilitiesOf(isOpen ? track : (device as InputDeviceInfo)),
      isOpen,
    };
  });
  const open = candidates.find(({ isOpen }) => isOpen);
  if (!open) return undefined;
  // Of equals the one stays that the browser, or the user, took.
  const best = chooseCamera([open, ...candidates.filter((candidate) => candidate !== open)], facing);
  return best === open || !best?.deviceId ? undefined : best.deviceId;
}

function trackOf(stream: MediaStream): MediaStreamTrack {
  const [track] = stream.getVideoTracks();
  if (!track)
    throw new EkycError(
      'CAMERA_UNSUPPORTED',
      'The browser gave a stream without a picture. Offer the upload of a file.',
    );
  return track;
}

function startSession(
  video: HTMLVideoElement,
  stream: MediaStream,
  cameras: readonly MediaDeviceInfo[],
  facing: CameraOptions['facing'],
): CameraSession {
  const track = trackOf(stream);
  const settings = track.getSettings();
  let devices = cameras.map(toDevice);
  const device = devices.find(({ deviceId }) => deviceId === settings.deviceId) ?? {
    deviceId: settings.deviceId ?? '',
    label: track.label,
  };
  const listeners = new Set<(interruption: CameraInterruption) => void>();
  const tell = (interruption: CameraInterruption) => {
    for (const listener of [...listeners]) listener(interruption);
  };
  const over = new AbortController();
  watch(video, stream, tell, over.signal);
  watchDevices(over.signal, (now) => {
    // Microphones and loudspeakers come and go as well.
    if (isSameList(now, devices)) return;
    devices = now;
    tell('devices-changed');
  });
  let torchIsOn = settings.torch === true;
  return {
    video,
    stream,
    track,
    device,
    get devices() {
      return devices;
    },
    mirrored: (settings.facingMode ?? readLabel(track.label).facing ?? facing) === 'user',
    get torch() {
      // Chromium knows of the lamp a moment after the first frame only.
      return hasTorch(capabilitiesOf(track)) ? (torchIsOn ? 'on' : 'off') : 'none';
    },
    async setTorch(on) {
      if (track.readyState === 'ended' || !hasTorch(capabilitiesOf(track))) {
        throw new EkycError('CAMERA_UNSUPPORTED', 'This camera has no lamp, or is off. Look at torch before.');
      }
      try {
        await track.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
      } catch (cause) {
        throw new EkycError('CAMERA_UNSUPPORTED', 'The lamp of this camera could not be switched. Film on without.', {
          cause,
        });
      }
      torchIsOn = on;
    },
    onInterruption(listener) {
      // One of its own, so that a listener that is given twice is told twice, and ended once.
      const told = (interruption: CameraInterruption) => listener(interruption);
      listeners.add(told);
      return () => void listeners.delete(told);
    },
    close() {
      over.abort();
      listeners.clear();
      stopStream(stream);
      hideStream(video, stream);
    },
  };
}

/** Tells of all that befalls a camera, until the signal. */
function watch(
  video: HTMLVideoElement,
  stream: MediaStream,
  tell: (interruption: CameraInterruption) => void,
  signal: AbortSignal,
): void {
  const track = trackOf(stream);
  track.addEventListener('mute', () => tell('muted'), { signal });
  track.addEventListener('unmute', () => tell('unmuted'), { signal });
  track.addEventListener('ended', () => tell('ended'), { signal });
  // What is filmed is what is shown: an element that was given to another shows nothing of this camera.
  video.addEventListener('emptied', () => video.srcObject !== stream && tell('ended'), { signal });
  document.addEventListener('visibilitychange', () => tell(document.hidden ? 'hidden' : 'visible'), { signal });
  let wasUpright = isUpright(video);
  video.addEventListener(
    'resize',
    () => {
      if (isUpright(video) === wasUpright) return;
      wasUpright = !wasUpright;
      tell('turned');
    },
    { signal },
  );
  // Where the browser does not play on, no frames come either.
  keepPlaying(video, stream, signal, () => tell('muted'));
}

/** Tells which cameras there are whenever that may have changed, until the signal. */
function watchDevices(signal: AbortSignal, tell: (devices: CameraDevice[]) => void): void {
  const look = async () => {
    const cameras = await listCameras();
    if (!signal.aborted) tell(cameras.map(toDevice));
  };
  // What goes wrong leaves the list as it was, and the camera filming.
  navigator.mediaDevices.addEventListener('devicechange', () => void look().catch(reportError), { signal });
}

function toDevice({ deviceId, label }: MediaDeviceInfo): CameraDevice {
  return { deviceId, label };
}

function isSameList(one: readonly CameraDevice[], other: readonly CameraDevice[]): boolean {
  const same = (a: CameraDevice, b: CameraDevice | undefined) => a.deviceId === b?.deviceId && a.label === b.label;
  return one.length === other.length && one.every((device, i) => same(device, other[i]));
}

function isUpright({ videoWidth, videoHeight }: HTMLVideoElement): boolean {
  return videoHeight > videoWidth;
}
