import type { EvidenceCamera } from '../../evidence/capture-evidence.ts';
import type { TrackKind } from '../../evidence/names.ts';
import type { CameraSession } from '../camera/camera-session.ts';
import { classifyLabel } from '../camera/known-cameras.ts';

type Range = { readonly min: number; readonly max: number };

/**
 * What a camera says of itself, now. Its label may be a person's name ("Anna's iPhone"), and whoever tries enough names finds it again by a hash
 * of it: only what it is classed as is kept.
 */
export function cameraFacts({ track, devices }: CameraSession): EvidenceCamera {
  const settings: MediaTrackSettings = track.getSettings?.() ?? {};
  const { kind, product } = classifyLabel(track.label);
  const { width, height, frameRate, facingMode, deviceId } = settings;
  const capabilities = capabilityFacts(track);
  return {
    kind,
    ...(product !== undefined && { product }),
    track: trackKind(track, settings),
    listed: devices.some((device) => device.deviceId !== '' && device.deviceId === deviceId),
    devices: devices.length,
    settings: {
      ...(isSide(width) && { width }),
      ...(isSide(height) && { height }),
      ...(isMeasure(frameRate) && { frameRate }),
      ...(facingMode && { facingMode: facingMode.slice(0, 20) }),
      deviceId: Boolean(deviceId),
    },
    ...(capabilities && { capabilities }),
  };
}

/** Of what a track is: asked of the browser's own class, since any script may write a `toStringTag` onto the track itself. */
export function trackKind(track: MediaStreamTrack, settings: MediaTrackSettings): TrackKind {
  if (!(track instanceof MediaStreamTrack)) return 'foreign';
  if ('displaySurface' in settings) return 'screen';
  const name: unknown = Reflect.get(Object.getPrototypeOf(track), Symbol.toStringTag);
  if (name === 'CanvasCaptureMediaStreamTrack') return 'canvas';
  if (name === 'MediaStreamTrackGenerator') return 'generator';
  // A property of its own that hides the browser's.
  const disguised = Reflect.ownKeys(track).some((key) => key in MediaStreamTrack.prototype);
  return disguised || !isOrdinaryClass(track, name) ? 'foreign' : 'camera';
}

/** Firefox has a class of its own for every track of pictures. */
function isOrdinaryClass(track: MediaStreamTrack, name: unknown): boolean {
  if (name !== 'VideoStreamTrack') return name === 'MediaStreamTrack';
  const own = Reflect.get(globalThis, 'VideoStreamTrack') as { prototype?: object } | undefined;
  return own?.prototype === Object.getPrototypeOf(track);
}

function capabilityFacts(track: MediaStreamTrack): EvidenceCamera['capabilities'] {
  if (typeof track.getCapabilities !== 'function') return undefined;
  const { width, height, frameRate, deviceId, ...rest } = track.getCapabilities();
  const told = Object.values({ ...rest, width, height, frameRate, deviceId }).filter((value) => value !== undefined);
  const sides = { width: rangeOf(width), height: rangeOf(height), frameRate: rangeOf(frameRate) };
  return {
    names: told.length,
    ...(sides.width && { width: sides.width }),
    ...(sides.height && { height: sides.height }),
    ...(sides.frameRate && { frameRate: sides.frameRate }),
    deviceId: Boolean(deviceId),
  };
}

function rangeOf(range: { min?: number; max?: number } | undefined): Range | undefined {
  if (!range || !isMeasure(range.max)) return undefined;
  return { min: isMeasure(range.min) ? range.min : 0, max: range.max };
}

/** As the evidence takes them: what is beyond is told by its bound. */
function isMeasure(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1_000_000;
}

function isSide(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65_535;
}
