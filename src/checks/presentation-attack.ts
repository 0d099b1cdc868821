import { probability } from '../models/calibration.ts';
import { inputTensor } from '../models/input-tensor.ts';
import type { Network } from '../models/network.ts';
import { centreOf, growInside, squareAbout } from '../readings/geometry.ts';
import { crop } from '../readings/picture.ts';
import type { FaceJudge } from './face-check.ts';

/** The surroundings show the edge of a print or of a screen. */
const CONTEXT = 2.7;

/**
 * Pipeline `pad-m-1`, the probability that a face is bona fide (ISO/IEC 30107-3): the network looks at two crops, and the
 * mean of their log-odds is calibrated.
 */
export function presentationAttackJudge(network: Network): FaceJudge {
  const { id, input, calibration: curve } = network.entry;
  if (!curve) throw new Error(`The manifest holds no calibration for ${id}`);
  return {
    models: [id],
    async judge(reading, calibration, signal) {
      const { picture } = reading;
      const face = (await reading.main())!.box;
      const square = squareAbout(centreOf(face), Math.max(face.width, face.height));
      const crops = [face, square].map((box) => growInside(box, CONTEXT, picture));
      let score = 0;
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
