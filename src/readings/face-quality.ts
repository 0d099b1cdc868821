import type { FaceCondition } from './face-condition.ts';
import type { FaceMeasures } from './face-measures.ts';
import type { HeadPose } from './head-pose.ts';

/** Everything about a face that its quality depends on. */
export interface FaceQualityFacts {
  readonly measures: FaceMeasures;
  readonly condition: FaceCondition;
  readonly pose: HeadPose;
  /** Distance between the eye centres in pixels. */
  readonly interpupillaryDistance: number;
}

/** How good the pixels are, whoever they show; each 0 (of no use) to 1 (nothing to wish for). */
export interface PixelQuality {
  readonly sharpness: number;
  readonly exposure: number;
  readonly noise: number;
  readonly compression: number;
}

/** Each 0 (of no use) to 1 (nothing to wish for). */
export interface FaceQuality extends PixelQuality {
  readonly resolution: number;
  readonly pose: number;
  readonly eyes: number;
  readonly occlusion: number;
  /** The least of them: a picture is as good as its worst fault. */
  readonly score: number;
}

/**
 * Where each measure has cost a face half of its similarity to its own undamaged picture, and where it starts to cost any: cosine
 * 0.5 and 0.9, by `npm run calibrate -- face-quality` on 20 StyleGAN portraits.
 */
export const QUALITY_RAMPS = {
  sharpness: { none: 0.12, full: 0.24 },
  dark: { none: 1, full: 0.09 },
  bright: { none: 0.88, full: 0.37 },
  noise: { none: 63, full: 22 },
  blockiness: { none: 27, full: 4.9 },
} as const satisfies Record<string, Ramp>;

/** FACE_CHECK asks for 50 pixels. On these portraits 22 pixels, the fewest that matching takes, still cost next to nothing. */
const INTERPUPILLARY_DISTANCE: Ramp = { none: 10, full: 50 };

/** What the network is sure of, to either side of the limits at 0.5. */
const CONDITION_RAMPS = {
  openness: { none: 0.25, full: 0.75 },
  occlusion: { none: 0.75, full: 0.25 },
} as const satisfies Record<string, Ramp>;

interface Ramp {
  readonly none: number;
  readonly full: number;
}

/**
 * The components of a face's quality and the one score built from them, which is `quality` in results. Pose costs the square
 * of its cosine, as in ISO/IEC 29794-5.
 */
export function faceQuality({ measures, condition, pose, interpupillaryDistance }: FaceQualityFacts): FaceQuality {
  const components = {
    resolution: along(INTERPUPILLARY_DISTANCE, interpupillaryDistance),
    pose: squaredCosine(pose.yaw) * squaredCosine(pose.pitch),
    ...pixelQuality(measures),
    eyes: along(CONDITION_RAMPS.openness, Math.max(condition.rightEyeOpenness, condition.leftEyeOpenness)),
    occlusion: along(CONDITION_RAMPS.occlusion, condition.occlusion),
  };
  return { ...components, score: Math.min(...Object.values(components)) };
}

/** The components that tell of pixels. */
export function pixelQuality({ sharpness, dark, bright, noise, blockiness }: FaceMeasures): PixelQuality {
  const ramps = QUALITY_RAMPS;
  return {
    sharpness: along(ramps.sharpness, sharpness),
    exposure: Math.min(along(ramps.dark, dark), along(ramps.bright, bright)),
    noise: along(ramps.noise, noise),
    compression: along(ramps.blockiness, blockiness),
  };
}

/** 0 at `none`, 1 at `full`, straight in between; either may be the greater. */
function along({ none, full }: Ramp, value: number): number {
  return Math.min(1, Math.max(0, (value - none) / (full - none)));
}

function squaredCosine(degrees: number): number {
  return Math.max(0, Math.cos((degrees * Math.PI) / 180)) ** 2;
}
