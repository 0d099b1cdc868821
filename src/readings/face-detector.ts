import { inputTensor } from '../models/input-tensor.ts';
import type { Network } from '../models/network.ts';
import { type DetectedFace, suppressOverlaps } from './detected-face.ts';
import { crop, type Picture } from './picture.ts';

/** Finds a face in each of the 13,233 pictures of LFW (model card). */
const MIN_SCORE = 0.65;

/**
 * All faces of a picture, most confident first, with boxes in pixels of the picture. The network sees the whole picture
 * at 320 x 240, so faces under about a tenth of the picture's height are missed.
 *
 * @throws {EkycError} as {@link Network.run}
 */
export async function detectFaces(picture: Picture, network: Network, signal?: AbortSignal): Promise<DetectedFace[]> {
  const { input } = network.entry;
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
  const outputs = await network.run(inputTensor(crop(picture, whole, input.width, input.height), input), signal);
  const scores = outputs.scores!;
  const boxes = outputs.boxes!;
  const candidates: DetectedFace[] = [];
  for (let i = 0; i < scores.length / 2; i++) {
    const score = scores[2 * i + 1]!;
    if (score < MIN_SCORE) continue;
    const [left, top, right, bottom] = boxes.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number];
    const box = {
      x: left * picture.width,
      y: top * picture.height,
      width: (right - left) * picture.width,
      height: (bottom - top) * picture.height,
    };
    candidates.push({ box, score });
  }
  return suppressOverlaps(candidates);
}
