import { type FivePoints, fivePoints } from './face-landmarks.ts';
import { type Point, similarity } from './geometry.ts';
import type { Picture } from './picture.ts';

/** Where eyes, nose tip and mouth corners lie in the 112 x 112 crop that face embeddings are trained on (ArcFace). */
const TEMPLATE: FivePoints = [
  { x: 38.29, y: 51.7 },
  { x: 73.53, y: 51.5 },
  { x: 56.03, y: 71.74 },
  { x: 41.55, y: 92.37 },
  { x: 70.73, y: 92.2 },
];
const TEMPLATE_SIZE = 112;

/** The face turned, scaled and shifted onto the template: `112 * 112 * 4` bytes of RGBA. */
export function alignFace(picture: Picture, landmarks: readonly Point[]): Uint8ClampedArray {
  return picture.sample(similarity(fivePoints(landmarks), TEMPLATE), TEMPLATE_SIZE, TEMPLATE_SIZE);
}
