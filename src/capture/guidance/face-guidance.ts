import type { FaceScan } from '../../engine/api.ts';
import type { FaceQuality } from '../../readings/face-quality.ts';
import type { Box } from '../../readings/geometry.ts';
import type { CaptureHint } from '../capture.ts';
import type { Judgement } from './judgement.ts';
import { outlineOf } from './outline.ts';

/** What guidance needs of a reading of a face. */
export type FaceFacts = Pick<FaceScan, 'width' | 'height' | 'faces' | 'statusCode' | 'quality'>;

/**
 * The oval in the middle of the frame that the user brings the face into, as shares of the frame's shorter side. A head is about 3 to 4. It is
 * as high as a face may be that is well below the engine's own limit, 80 % of the shorter side.
 */
export const FACE_OVAL = { width: 0.54, height: 0.72 } as const;

/** Beyond this, as a share of the oval's height, the face is too close: 76 % of the shorter side, a step before the engine would refuse it. */
export const MAX_FACE_OF_OVAL = 1.05;

/**
 * Below this, as a share of the oval's height, the face is too small: 36 % of the shorter side. The engine takes faces down to 150 pixels; one that
 * fills half of the oval has enough for every network at 480 lines too, and is at arm's length or a desk's depth.
 */
export const MIN_FACE_OF_OVAL = 0.5;

/**
 * How far the face's centre may lie from the frame's, across as a share of its width, upright of its height. The engine asks for 15 pixels to the
 * border only; nearer to the middle the lens is sharper and straighter, and the face remains in view when it moves.
 */
export const MAX_OFF_CENTRE = 0.15;

/**
 * The least that every component of the quality has to reach. At 0 a fault has cost the face half of its similarity to its own undamaged
 * picture, at 1 next to nothing; half way is also where the engine calls eyes closed, or mouth and nose covered.
 */
export const MIN_FACE_QUALITY = 0.5;

/** What the user can mend of each component. Compression is the camera's own, and left out. */
const MENDED_BY = {
  occlusion: 'FACE_IS_OCCLUDED',
  eyes: 'EYES_CLOSED',
  pose: 'FACE_ANGLE_TOO_LARGE',
  resolution: 'FACE_TOO_SMALL',
  exposure: 'POOR_IMAGE_EXPOSURE',
  // Noise is what a camera makes of little light.
  noise: 'POOR_IMAGE_EXPOSURE',
  sharpness: 'IMAGE_TOO_BLURRY',
} as const satisfies Partial<Record<keyof FaceQuality, CaptureHint>>;

type Component = keyof typeof MENDED_BY;

const COMPONENTS = Object.keys(MENDED_BY) as Component[];

/** The engine's own code first; where it has none, whether the face fills the oval, and whether its picture is good enough. */
export function judgeFace({ width, height, faces, statusCode, quality }: FaceFacts): Judgement {
  const box = faces[0]?.box;
  const judgement = { inView: box !== undefined, outline: box && outlineOf(box) };
  // A face that is there, and can't be made out, has a fault that the user can mend.
  if (box && quality && statusCode === 'FACE_NOT_FOUND') {
    return { ...judgement, hint: qualityFault(quality) ?? statusCode, quality: 0 };
  }
  if (statusCode !== 'OK') return { ...judgement, hint: statusCode, quality: 0 };
  if (!box || !quality) return { ...judgement, hint: 'FACE_NOT_FOUND', quality: 0 };
  const least = Math.min(...COMPONENTS.map((component) => quality[component]));
  return { ...judgement, hint: framingFault(box, { width, height }) ?? qualityFault(quality), quality: least };
}

function framingFault(box: Box, frame: { readonly width: number; readonly height: number }): CaptureHint | undefined {
  const ovalHeight = FACE_OVAL.height * Math.min(frame.width, frame.height);
  if (box.height > MAX_FACE_OF_OVAL * ovalHeight) return 'FACE_TOO_CLOSE';
  const across = Math.abs(box.x + box.width / 2 - frame.width / 2) / frame.width;
  const upright = Math.abs(box.y + box.height / 2 - frame.height / 2) / frame.height;
  if (Math.max(across, upright) > MAX_OFF_CENTRE) return 'FACE_CLOSE_TO_BORDER';
  return box.height < MIN_FACE_OF_OVAL * ovalHeight ? 'FACE_TOO_SMALL' : undefined;
}

/** Of the worst component, where that is not good enough. */
function qualityFault(quality: FaceQuality): CaptureHint | undefined {
  const worst = COMPONENTS.reduce((least, component) => (quality[component] < quality[least] ? component : least));
  return quality[worst] < MIN_FACE_QUALITY ? MENDED_BY[worst] : undefined;
}
