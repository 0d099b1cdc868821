import type { FaceValidationCode } from '../contract/index.ts';
import type { DetectedFace } from './detected-face.ts';
import type { FaceLimits } from './face-limits.ts';
import { sizeOf } from './geometry.ts';

/** What the limits are held against. Lengths in pixels of the upright picture. */
export interface FaceFacts {
  readonly picture: { readonly width: number; readonly height: number };
  readonly main: DetectedFace;
  /** Every other face of the picture. */
  readonly others: readonly DetectedFace[];
  readonly interpupillaryDistance: number;
}

export interface Rejection {
  readonly code: FaceValidationCode;
  /** The cause in words: one code may have several. */
  readonly error: string;
}

type Rule = (facts: FaceFacts, limits: FaceLimits) => string | false;

/** In the contract's order of precedence; FACE_NOT_FOUND comes before them all. */
const RULES: readonly (readonly [FaceValidationCode, Rule])[] = [
  [
    'TOO_MANY_FACES',
    ({ main, others }, { secondFaceRatio }) =>
      others.some((face) => sizeOf(face.box) >= secondFaceRatio * sizeOf(main.box)) && 'Too many faces detected',
  ],
  [
    'FACE_TOO_CLOSE',
    ({ main: { box }, picture }, { maxRelativeFaceSize }) =>
      Math.max(box.width, box.height) > maxRelativeFaceSize * Math.min(picture.width, picture.height) &&
      'Face is too close to the camera',
  ],
  [
    'FACE_CLOSE_TO_BORDER',
    ({ main: { box }, picture }, { minBorderDistance }) =>
      Math.min(box.x, box.y, picture.width - box.x - box.width, picture.height - box.y - box.height) <
        minBorderDistance && 'Face is too close to the border of the image',
  ],
  [
    'FACE_TOO_SMALL',
    ({ main: { box } }, { minFaceSize }) =>
      Math.min(box.width, box.height) < minFaceSize && 'Absolute face size is too small (pixel density)',
  ],
  [
    'FACE_TOO_SMALL',
    ({ main: { box }, picture }, { minRelativeFaceSize }) =>
      Math.min(box.width, box.height) < minRelativeFaceSize * Math.min(picture.width, picture.height) &&
      'Relative face size is too small',
  ],
  [
    'FACE_TOO_SMALL',
    ({ interpupillaryDistance }, { minInterpupillaryDistance }) =>
      interpupillaryDistance < minInterpupillaryDistance && 'Interpupillary distance is too small',
  ],
];

export const FACE_NOT_FOUND: Rejection = { code: 'FACE_NOT_FOUND', error: 'Failed to detect face' };

/** The first rule that the face breaks, or nothing. */
export function validateFace(facts: FaceFacts, limits: FaceLimits): Rejection | undefined {
  for (const [code, rule] of RULES) {
    const error = rule(facts, limits);
    if (error) return { code, error };
  }
  return undefined;
}
