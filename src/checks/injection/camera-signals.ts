import type { EvidenceCamera, EvidenceStream } from '../../evidence/capture-evidence.ts';
import type { CameraKind } from '../../evidence/names.ts';
import type { SignalList } from './signal-list.ts';
import type { InjectionSignal } from './signals.ts';

/** More pixels a side than any camera has that a browser opens. */
const MAX_SIDE = 16_384;
/** Frames a second: more than any camera that a browser opens. */
const MAX_RATE = 1000;

const SIGNAL_OF: Readonly<Record<Exclude<CameraKind, 'ordinary'>, InjectionSignal>> = {
  virtual: 'VIRTUAL_CAMERA',
  fake: 'FAKE_CAMERA',
  relay: 'RELAYED_CAMERA',
  'capture-card': 'CAPTURE_CARD',
  unnamed: 'UNNAMED_CAMERA',
};

/** What the camera says of itself, held against its own frames. */
export function findCameraSignals(camera: EvidenceCamera, { sizes }: EvidenceStream, found: SignalList): void {
  const { kind, product, track, listed, settings } = camera;
  if (kind !== 'ordinary') found.add(SIGNAL_OF[kind], product);
  if (track !== 'camera') found.add('SYNTHETIC_TRACK', track);
  if (!listed || !settings.deviceId) found.add('CAMERA_UNLISTED');
  const impossible = impossibleCapability(camera);
  if (impossible !== undefined) found.add('CAPABILITIES_IMPOSSIBLE', impossible);
  const { width, height } = settings;
  if (width === undefined || height === undefined || sizes.length === 0) return;
  // A phone that is turned swaps its frames before its settings, or never swaps them.
  if (sizes.some((size) => isSize(size, width, height) || isSize(size, height, width))) return;
  found.add(
    'SETTINGS_CONTRADICT',
    `${width} x ${height}, and ${sizes.map((s) => `${s.width} x ${s.height}`).join(', ')}`,
  );
}

/** In words. */
function impossibleCapability({ settings, capabilities }: EvidenceCamera): string | undefined {
  // Not every browser tells them.
  if (!capabilities) return undefined;
  const { names, width, height, frameRate, deviceId } = capabilities;
  if (names === 0) return 'none at all';
  if (!deviceId) return 'no device';
  for (const range of [width, height, frameRate]) if (range && range.max < range.min) return 'a range that is empty';
  if (Math.max(width?.max ?? 1, height?.max ?? 1) > MAX_SIDE) return 'a side of too many pixels';
  if (frameRate && (frameRate.max <= 0 || frameRate.max > MAX_RATE)) return `${frameRate.max} frames a second`;
  // Portrait settings of a phone may stand beside landscape capabilities.
  const longest = Math.max(width?.max ?? MAX_SIDE, height?.max ?? MAX_SIDE);
  if (Math.max(settings.width ?? 1, settings.height ?? 1) > longest) return 'settings that are larger';
  if (frameRate && (settings.frameRate ?? 0) > frameRate.max * 1.05 + 1) return 'settings that are faster';
  return undefined;
}

function isSize(size: { width: number; height: number }, width: number, height: number): boolean {
  return size.width === width && size.height === height;
}
