import { EkycError } from '../contract/error.ts';

/** What a face must satisfy to be judged. Lengths are pixels of the upright picture. */
export interface FaceLimits {
  /** Least width and height of the face box. */
  readonly minFaceSize: number;
  /** Least width and height of the face box as a share of the picture's shorter side. */
  readonly minRelativeFaceSize: number;
  /** Least distance between the eye centres. */
  readonly minInterpupillaryDistance: number;
  /** Greatest width and height of the face box as a share of the picture's shorter side. */
  readonly maxRelativeFaceSize: number;
  /** Least distance of the face box from every border; below zero the box may reach over the border. */
  readonly minBorderDistance: number;
  /** Greatest share of the face that may lie outside the picture, for the box and for the landmarks. */
  readonly maxOutside: number;
  /** Greatest yaw and pitch in degrees, to either side. */
  readonly maxAngle: number;
  /** Greatest probability that mouth and nose are covered. */
  readonly maxOcclusion: number;
  /** Least openness of the eye that is further open. */
  readonly minEyeOpenness: number;
  /** Least of the components of its quality that tell of pixels: sharpness, exposure, noise and compression, each 0 to 1. */
  readonly minPixelQuality: number;
  /** A second face of at least this share of the main face's size is one too many. */
  readonly secondFaceRatio: number;
}

/** Portraits on documents and pictures of other systems are often cut at brow and chin, and match all the same. */
const ENROLMENT_OUTSIDE = 0.5;
const NO_BORDER_RULE = Number.NEGATIVE_INFINITY;
const NO_CLOSENESS_RULE = Number.POSITIVE_INFINITY;
const NO_OCCLUSION_RULE = Number.POSITIVE_INFINITY;
const NO_EYE_RULE = Number.NEGATIVE_INFINITY;
/** Portraits on documents are printed, photographed and shrunk. */
const NO_PIXEL_RULE = Number.NEGATIVE_INFINITY;
/** Near the foot of the ramps, where a face has lost half of its likeness to itself: what networks say of such pixels is a guess. */
const LEAST_PIXEL_QUALITY = 0.05;
/** Matching was measured on faces turned by all that LFW has, so enrolment need not refuse them. */
const NO_ANGLE_RULE = Number.POSITIVE_INFINITY;

/** The numbers of CONTRACT's presets; `default` and `strict` are the vendor's present and former image requirements. */
export const FACE_LIMITS_PRESETS = {
  default: {
    minFaceSize: 150,
    minRelativeFaceSize: 0.1,
    minInterpupillaryDistance: 50,
    maxRelativeFaceSize: 0.8,
    minBorderDistance: 15,
    maxOutside: 0.05,
    maxAngle: 30,
    maxOcclusion: 0.5,
    minEyeOpenness: 0.5,
    minPixelQuality: LEAST_PIXEL_QUALITY,
    secondFaceRatio: 0.5,
  },
  strict: {
    minFaceSize: 224,
    minRelativeFaceSize: 0.1,
    minInterpupillaryDistance: 80,
    maxRelativeFaceSize: 0.8,
    minBorderDistance: 25,
    maxOutside: 0.05,
    maxAngle: 30,
    maxOcclusion: 0.5,
    minEyeOpenness: 0.5,
    minPixelQuality: LEAST_PIXEL_QUALITY,
    secondFaceRatio: 0.5,
  },
  enrolment: {
    minFaceSize: 48,
    minRelativeFaceSize: 0,
    minInterpupillaryDistance: 0,
    maxRelativeFaceSize: NO_CLOSENESS_RULE,
    minBorderDistance: NO_BORDER_RULE,
    maxOutside: ENROLMENT_OUTSIDE,
    maxAngle: NO_ANGLE_RULE,
    maxOcclusion: NO_OCCLUSION_RULE,
    minEyeOpenness: NO_EYE_RULE,
    minPixelQuality: NO_PIXEL_RULE,
    secondFaceRatio: 0.5,
  },
} as const satisfies Record<string, FaceLimits>;

/** Of portraits on documents. The largest face is the holder's: many documents carry a second, fainter portrait. */
export const PORTRAIT_LIMITS: FaceLimits = {
  ...FACE_LIMITS_PRESETS.enrolment,
  secondFaceRatio: Number.POSITIVE_INFINITY,
};

export type FaceLimitsPreset = keyof typeof FACE_LIMITS_PRESETS;

/** Limits with the name that details show. */
export interface NamedFaceLimits {
  readonly name: FaceLimitsPreset | 'custom';
  readonly limits: FaceLimits;
}

/**
 * A preset by its name, or the `default` preset with some numbers changed.
 *
 * @throws {EkycError} INVALID_OPTION
 */
export function resolveFaceLimits(option: FaceLimitsPreset | Partial<FaceLimits> = 'default'): NamedFaceLimits {
  if (typeof option === 'string') {
    if (Object.hasOwn(FACE_LIMITS_PRESETS, option)) return { name: option, limits: FACE_LIMITS_PRESETS[option] };
    throw new EkycError(
      'INVALID_OPTION',
      `faceLimits: unknown preset "${option}"; allowed: ${Object.keys(FACE_LIMITS_PRESETS).join(', ')}, or an object.`,
    );
  }
  const allowed = Object.keys(FACE_LIMITS_PRESETS.default);
  for (const [key, value] of Object.entries(option)) {
    if (!allowed.includes(key)) {
      throw new EkycError('INVALID_OPTION', `faceLimits: unknown limit "${key}"; allowed: ${allowed.join(', ')}.`);
    }
    if (typeof value !== 'number' || Number.isNaN(value)) {
      throw new EkycError('INVALID_OPTION', `faceLimits.${key}: must be a number.`);
    }
  }
  return { name: 'custom', limits: { ...FACE_LIMITS_PRESETS.default, ...option } };
}
