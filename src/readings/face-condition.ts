// Apart from its reader, so that the published types do not reach the networks.

/** What of a face can be seen. */
export interface FaceCondition {
  /** Openness of the subject's right eye, 0 (shut) to 1. */
  readonly rightEyeOpenness: number;
  /** Openness of the subject's left eye, 0 (shut) to 1. */
  readonly leftEyeOpenness: number;
  /** Height of the opening between the lips by the width of the mouth; 0 when it is shut. */
  readonly mouthOpenness: number;
  /** Probability that mouth and nose are covered, 0 to 1. */
  readonly occlusion: number;
}
