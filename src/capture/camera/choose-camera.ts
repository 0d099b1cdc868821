import { type CameraCapabilities, hasTorch } from './camera-capabilities.ts';
import { type CameraLabel, readLabel } from './camera-label.ts';
import type { CameraOptions } from './camera-session.ts';

/** A camera that may be chosen. */
export interface CameraCandidate {
  readonly deviceId: string;
  /** As the browser names it; empty before the user allowed a camera. */
  readonly label: string;
  /** As far as they are known. */
  readonly capabilities?: CameraCapabilities | undefined;
  /** Whether it is on: Chromium tells of the lens only then. */
  readonly isOpen?: boolean;
}

type Facing = CameraOptions['facing'];
type Criterion = (camera: CameraCandidate, label: CameraLabel, facing: Facing) => number;

/** Fewer pixels on the longer side are those of an infrared, depth or macro sensor, wherever there is another. */
const LEAST_SIDE = { user: 1280, environment: 1920 } as const;

/** What counts, most important first; more is better. What capabilities tell goes before what names tell. */
const CRITERIA: readonly Criterion[] = [
  (_, { colourless }) => Number(!colourless),
  (_, { virtual }) => Number(!virtual),
  looksThere,
  isFine,
  focusesNear,
  // The number of a camera that has none is as good as the first.
  (_, { number = 0 }) => -number,
  // That there is none is no reason: of those that are off, many a browser does not tell.
  ({ capabilities }, _, facing) => Number(facing === 'environment' && hasTorch(capabilities)),
];

/**
 * The camera that suits best: for a document the main one at the back, and of a phone's several names for it the one that also focuses
 * near; for a face the one at the front that sees colours. Of equals the first.
 *
 * @returns nothing where there are none
 *
 * @example
 * chooseCamera([{ deviceId: 'a', label: 'camera2 2, facing back' }, { deviceId: 'b', label: 'camera2 0, facing back' }], 'environment');
 */
export function chooseCamera(cameras: readonly CameraCandidate[], facing: Facing): CameraCandidate | undefined {
  return cameras.reduce<CameraCandidate | undefined>(
    (best, camera) => (best === undefined || compare(camera, best, facing) > 0 ? camera : best),
    undefined,
  );
}

function compare(one: CameraCandidate, other: CameraCandidate, facing: Facing): number {
  const [label, otherLabel] = [readLabel(one.label), readLabel(other.label)];
  for (const criterion of CRITERIA) {
    const difference = criterion(one, label, facing) - criterion(other, otherLabel, facing);
    if (difference !== 0) return difference;
  }
  return 0;
}

function looksThere({ capabilities }: CameraCandidate, label: CameraLabel, facing: Facing): number {
  const known = capabilities?.facingMode?.length ? capabilities.facingMode : label.facing && [label.facing];
  if (!known) return 1;
  return known.includes(facing) ? 2 : 0;
}

function isFine({ capabilities }: CameraCandidate, _: CameraLabel, facing: Facing): number {
  const { width, height } = capabilities ?? {};
  if (width?.max === undefined || height?.max === undefined) return 1;
  return Number(Math.max(width.max, height.max) >= LEAST_SIDE[facing]);
}

/**
 * A document is held so near that the lens has to follow. Several lenses under one name are best, because the phone takes the one
 * that focuses; a single wide or long one shows too much or too little, and mostly does not move.
 */
function focusesNear({ capabilities, isOpen }: CameraCandidate, { lens }: CameraLabel, facing: Facing): number {
  if (lens === 'ultra-wide' || lens === 'telephoto') return 0;
  if (facing === 'user') return 2;
  const { focusMode, focusDistance, zoom } = capabilities ?? {};
  if (isOpen && focusMode && !focusMode.some((mode) => mode === 'continuous' || mode === 'single-shot')) return 1;
  if (lens === 'multiple' || (zoom?.min ?? 1) < 1) return 4;
  // Where the zoom of a camera that is off is told, all is, and a lens that moves would be told as well.
  return focusDistance || focusMode || isOpen || !zoom ? 3 : 2;
}
