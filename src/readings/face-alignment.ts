import { type FivePoints, fivePoints } from './face-landmarks.ts';
import { compose, type Point, similarity } from './geometry.ts';
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

/**
 * The face turned, scaled and shifted onto the template: `size * size * 4` bytes of RGBA.
 *
 * @param size of the crop in pixels.
 * @param surroundings side of the crop in sides of the template, about its centre.
 */
export function alignFace(
  picture: Picture,
  landmarks: readonly Point[],
  size = TEMPLATE_SIZE,
  surroundings = 1,
): Uint8ClampedArray {
  const zoom = size / (surroundings * TEMPLATE_SIZE);
  const shift = (size - zoom * TEMPLATE_SIZE) / 2;
  const onto = similarity(fivePoints(landmarks), TEMPLATE);
  return picture.sample(compose({ a: zoom, b: 0, c: 0, d: zoom, e: shift, f: shift }, onto), size, size);
}
