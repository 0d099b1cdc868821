import { probability } from '../models/calibration.ts';
import { inputTensor } from '../models/input-tensor.ts';
import type { Network } from '../models/network.ts';
import { type Box, centreOf, growInside, squareAbout } from '../readings/geometry.ts';
import { crop } from '../readings/picture.ts';
import type { FaceJudge } from './face-check.ts';

/** Surroundings that the network wants to see, in sizes of the face: they show the edge of a print or of a screen. */
const CONTEXT = 2.7;

/** How many times its size the face's crop can grow inside the picture, at most 2.7: tight portraits show less. */
export function contextOf(face: Box, picture: { readonly width: number; readonly height: number }): number {
  return Math.min(CONTEXT, picture.width / face.width, picture.height / face.height);
}

/**
 * Pipeline `pad-m-1`, the probability that a face is bona fide (ISO/IEC 30107-3): the network looks at two crops, and the
 * mean of their log-odds is calibrated. Bona fide faces score the lower the less of their surroundings is in the picture,
 * so the score is first put where it would be with all of them.
 */
export function presentationAttackJudge(network: Network): FaceJudge {
  const { id, input, calibration: curve } = network.entry;
  if (!curve) throw new Error(`The manifest holds no calibration for ${id}`);
  return {
    models: [id],
    async judge(reading, calibration, signal) {
      const { picture, faces } = (await reading.upright())!;
      const face = faces[0].box;
      const square = squareAbout(centreOf(face), Math.max(face.width, face.height));
      const crops = [face, square].map((box) => growInside(box, CONTEXT, picture));
      let score = (curve.contextSlope ?? 0) * (CONTEXT - contextOf(face, picture));
      for (const box of crops) {
        const { output } = await network.run(inputTensor(crop(picture, box, input.width, input.height), input), signal);
        score += logOdds(output!) / crops.length;
      }
      return probability(score, curve, calibration);
    },
  };
}

/** Log-odds of the first of three classes (bona fide, and two of attacks), from the logits. */
function logOdds(logits: Float32Array): number {
  const [live, ...attacks] = logits as unknown as [number, number, number];
  const peak = Math.max(...attacks);
  return live - peak - Math.log(attacks.reduce((sum, logit) => sum + Math.exp(logit - peak), 0));
}
