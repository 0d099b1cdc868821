import type { Box, Point } from '../../readings/geometry.ts';

/** Points of a face in the order in which the tracker's network names them; right and left are those of the person. */
export const KEYPOINTS = ['rightEye', 'leftEye', 'noseTip', 'mouthCentre', 'rightEar', 'leftEar'] as const;

/** A face in a frame. Geometry is in pixels of that frame. */
export interface TrackedFace {
  /** From above the brows to the chin; it may reach beyond the frame. */
  readonly box: Box;
  /** How sure the network is, 0.5 to 1. */
  readonly score: number;
  readonly keypoints: Readonly<Record<(typeof KEYPOINTS)[number], Point>>;
}
