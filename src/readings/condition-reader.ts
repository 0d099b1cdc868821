import { inputTensor } from '../models/input-tensor.ts';
import type { Network } from '../models/network.ts';
import type { FaceCondition } from './face-condition.ts';
import { centre, LEFT_EYE_CORNERS, RIGHT_EYE_CORNERS } from './face-landmarks.ts';
import { distance, type Point, similarity } from './geometry.ts';
import type { Picture } from './picture.ts';

/**
 * Log-odds at which an eye counts as half open and a face as half covered: of 1,800 LFW pictures that neither training nor
 * tests use, 1.7 % have both eyes above the one, which is about how many are shut or behind sunglasses, and 0.5 % lie above
 * the other (training/README.md).
 */
const CLOSED_AT = -0.3;
const COVERED_AT = -2.2;

/** Where the middles of the eyes lie in the network's crop of 128 x 144. */
const RIGHT_EYE: Point = { x: 34, y: 36 };
const LEFT_EYE: Point = { x: 94, y: 36 };

/** Indices into the landmarks: inner lips above and below, corners of the mouth. */
const [LIP_ABOVE, LIP_BELOW, RIGHT_CORNER, LEFT_CORNER] = [13, 14, 61, 291] as const;

/**
 * Asks the network about eyes, mouth and nose.
 *
 * @throws {EkycError} as {@link Network.run}
 */
export async function readCondition(
  picture: Picture,
  landmarks: readonly Point[],
  network: Network,
  signal?: AbortSignal,
): Promise<FaceCondition> {
  const { input } = network.entry;
  const eyes = [centre(landmarks, RIGHT_EYE_CORNERS), centre(landmarks, LEFT_EYE_CORNERS)];
  const crop = picture.sample(similarity(eyes, [RIGHT_EYE, LEFT_EYE]), input.width, input.height);
  const { output } = await network.run(inputTensor(crop, input), signal);
  const [rightClosed, leftClosed, covered] = output as unknown as [number, number, number];
  return {
    rightEyeOpenness: sigmoid(CLOSED_AT - rightClosed),
    leftEyeOpenness: sigmoid(CLOSED_AT - leftClosed),
    mouthOpenness:
      distance(landmarks[LIP_ABOVE]!, landmarks[LIP_BELOW]!) /
      distance(landmarks[RIGHT_CORNER]!, landmarks[LEFT_CORNER]!),
    occlusion: sigmoid(covered - COVERED_AT),
  };
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
