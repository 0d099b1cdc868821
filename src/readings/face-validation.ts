import type { FaceValidationCode } from '../contract/index.ts';
import type { DetectedFace } from './detected-face.ts';
import type { FaceCondition } from './face-condition.ts';
import { interpupillaryDistance } from './face-landmarks.ts';
import type { FaceLimits } from './face-limits.ts';
import type { FaceMeasures } from './face-measures.ts';
import { type PixelQuality, pixelQuality } from './face-quality.ts';
import { type Box, type Point, sizeOf } from './geometry.ts';
import type { HeadPose } from './head-pose.ts';

/** What the limits are held against. Lengths in pixels of the upright picture. */
export interface FaceFacts {
  readonly picture: { readonly width: number; readonly height: number };
  readonly main: DetectedFace;
  /** Every other face of the picture. */
  readonly others: readonly DetectedFace[];
  /** 468 points of the main face. */
  readonly landmarks: readonly Point[];
  /** Pose, condition and measures are left out while they are not known: the rules that need them pass. */
  readonly pose?: HeadPose | undefined;
  readonly condition?: FaceCondition | undefined;
  readonly measures?: FaceMeasures | undefined;
}

export interface Rejection {
  readonly code: FaceValidationCode;
  /** The cause in words: one code may have several. */
  readonly error: string;
}

export const FACE_NOT_FOUND: Rejection = { code: 'FACE_NOT_FOUND', error: 'Failed to detect face' };
export const TOO_MANY_FACES: Rejection = { code: 'TOO_MANY_FACES', error: 'Too many faces detected' };

/** The main face and the others that are not small beside it, largest first. */
export function countedFaces(
  [main, ...others]: readonly [DetectedFace, ...DetectedFace[]],
  { secondFaceRatio }: FaceLimits,
): readonly DetectedFace[] {
  const isLarge = (face: DetectedFace) => sizeOf(face.box) >= secondFaceRatio * sizeOf(main.box);
  return [main, ...others.filter(isLarge).sort((p, q) => sizeOf(q.box) - sizeOf(p.box))];
}

type Rule = (facts: FaceFacts, limits: FaceLimits) => string | false;

/** What a fault of the pixels does to a face. */
const FAULTS: Readonly<Record<keyof PixelQuality, string>> = {
  sharpness: 'Face is too blurred to be judged',
  exposure: 'Face is too dark or too bright to be judged',
  noise: 'Face is too noisy to be judged',
  compression: 'Face is too compressed to be judged',
};

/** In the contract's order of precedence; that no face is found comes before them all, that one can't be made out after them. */
const RULES: readonly (readonly [FaceValidationCode, Rule])[] = [
  [
    TOO_MANY_FACES.code,
    ({ main, others }, limits) => countedFaces([main, ...others], limits).length > 1 && TOO_MANY_FACES.error,
  ],
  [
    'FACE_CROPPED',
    ({ main: { box }, landmarks, picture }, { maxOutside }) =>
      (shareOutside(box, picture) > maxOutside || reachOutside(landmarks, picture) > maxOutside * sizeOf(box)) &&
      'Face is cropped',
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
    ({ landmarks }, { minInterpupillaryDistance }) =>
      interpupillaryDistance(landmarks) < minInterpupillaryDistance && 'Interpupillary distance is too small',
  ],
  [
    'FACE_ANGLE_TOO_LARGE',
    ({ pose }, { maxAngle }) =>
      pose !== undefined &&
      Math.max(Math.abs(pose.yaw), Math.abs(pose.pitch)) > maxAngle &&
      'Facial out-of-plane rotation angle is extremely large',
  ],
  [
    'FACE_IS_OCCLUDED',
    ({ condition }, { maxOcclusion }) =>
      condition !== undefined && condition.occlusion > maxOcclusion && 'Face is occluded',
  ],
  [
    'EYES_CLOSED',
    ({ condition }, { minEyeOpenness }) =>
      condition !== undefined &&
      Math.max(condition.rightEyeOpenness, condition.leftEyeOpenness) < minEyeOpenness &&
      'Eyes are closed',
  ],
  [
    FACE_NOT_FOUND.code,
    ({ measures }, { minPixelQuality }) => {
      if (!measures) return false;
      const quality = Object.entries(pixelQuality(measures)) as [keyof PixelQuality, number][];
      const [component, value] = quality.reduce((worst, one) => (one[1] < worst[1] ? one : worst));
      return value < minPixelQuality && FAULTS[component];
    },
  ],
];

/** The first rule that the face breaks, or nothing. */
export function validateFace(facts: FaceFacts, limits: FaceLimits): Rejection | undefined {
  for (const [code, rule] of RULES) {
    const error = rule(facts, limits);
    if (error) return { code, error };
  }
  return undefined;
}

/** Whether a limit asks how the head is turned. */
export function judgesPose({ maxAngle }: FaceLimits): boolean {
  return maxAngle < 180;
}

/** Whether any limit asks what of the face can be seen. */
export function judgesCondition({ maxOcclusion, minEyeOpenness }: FaceLimits): boolean {
  return maxOcclusion < 1 || minEyeOpenness > 0;
}

type Size = FaceFacts['picture'];

/** Share of a box's area that lies outside the picture. */
function shareOutside(box: Box, { width, height }: Size): number {
  const inside = (from: number, length: number, end: number) =>
    Math.max(0, Math.min(from + length, end) - Math.max(from, 0));
  return 1 - (inside(box.x, box.width, width) * inside(box.y, box.height, height)) / (box.width * box.height);
}

/** How far the outermost point lies outside the picture, in pixels; below zero when all are inside. */
function reachOutside(points: readonly Point[], { width, height }: Size): number {
  return Math.max(...points.map(({ x, y }) => Math.max(-x, -y, x - width, y - height)));
}

/** Whether a limit asks how good the pixels are. */
export function judgesPixels({ minPixelQuality }: FaceLimits): boolean {
  return minPixelQuality > 0;
}
