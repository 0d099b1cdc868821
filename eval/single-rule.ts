import type { FaceValidationCode } from '../src/contract/index.ts';
import { FACE_LIMITS_PRESETS, type FaceLimits, type FaceLimitsPreset } from '../src/readings/face-limits.ts';
import { UsageError } from './usage-error.ts';

/** Limits that no face breaks. */
const NO_RULES: FaceLimits = {
  minFaceSize: 0,
  minRelativeFaceSize: 0,
  minInterpupillaryDistance: 0,
  maxRelativeFaceSize: Number.POSITIVE_INFINITY,
  minBorderDistance: Number.NEGATIVE_INFINITY,
  maxOutside: Number.POSITIVE_INFINITY,
  maxAngle: Number.POSITIVE_INFINITY,
  maxOcclusion: Number.POSITIVE_INFINITY,
  minEyeOpenness: Number.NEGATIVE_INFINITY,
  minPixelQuality: Number.NEGATIVE_INFINITY,
  secondFaceRatio: Number.POSITIVE_INFINITY,
};

/** The limits that each code stands for. */
const LIMITS_OF: Readonly<Record<FaceValidationCode, readonly (keyof FaceLimits)[]>> = {
  FACE_NOT_FOUND: ['minPixelQuality'],
  TOO_MANY_FACES: ['secondFaceRatio'],
  FACE_CROPPED: ['maxOutside'],
  FACE_TOO_CLOSE: ['maxRelativeFaceSize'],
  FACE_CLOSE_TO_BORDER: ['minBorderDistance'],
  FACE_TOO_SMALL: ['minFaceSize', 'minRelativeFaceSize', 'minInterpupillaryDistance'],
  FACE_ANGLE_TOO_LARGE: ['maxAngle'],
  FACE_IS_OCCLUDED: ['maxOcclusion'],
  EYES_CLOSED: ['minEyeOpenness'],
};

/**
 * Limits with which a face is refused for one reason alone, at the numbers of a preset: those for small faces would otherwise
 * answer for every small picture, because their code takes precedence.
 *
 * @throws {UsageError} When the preset does not have that rule.
 */
export function singleRule(code: FaceValidationCode, preset: FaceLimitsPreset): FaceLimits {
  const numbers: FaceLimits = FACE_LIMITS_PRESETS[preset];
  const limits = LIMITS_OF[code];
  if (limits.length > 0 && limits.every((limit) => numbers[limit] === NO_RULES[limit])) {
    throw new UsageError(`--only ${code}: the face limits '${preset}' have no such rule.`);
  }
  return { ...NO_RULES, ...Object.fromEntries(limits.map((limit) => [limit, numbers[limit]])) };
}
