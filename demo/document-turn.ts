import type { Quad } from 'idem-ekyc';

/** By how many whole degrees a document is turned in its picture: -179 to 180, above 0 clockwise, 0 upright. */
export function documentTurn([topLeft, topRight, bottomRight, bottomLeft]: Quad): number {
  const right = topRight.x - topLeft.x + bottomRight.x - bottomLeft.x;
  const down = topRight.y - topLeft.y + bottomRight.y - bottomLeft.y;
  const degrees = Math.round((Math.atan2(down, right) * 180) / Math.PI);
  // Neither -0 nor -180, which read oddly.
  return degrees === -180 ? 180 : degrees + 0;
}
