import { probability } from '../models/calibration.ts';
import { batchTensor } from '../models/input-tensor.ts';
import type { Network } from '../models/network.ts';
import type { PipelineSpec } from '../models/pipeline-spec.ts';
import type { FramedFace } from '../readings/face-reading.ts';
import type { FaceJudge } from './face-check.ts';
import { contextOf, cropFace } from './face-crop.ts';
import { bonaFideLogOdds } from './face-score.ts';

/**
 * The probability that a face is bona fide (ISO/IEC 30107-3), by any pipeline: the network looks at the crops that the
 * entry names, and the mean of their log-odds is calibrated. Bona fide faces may score the lower the less of their surroundings
 * is in the picture, so the score is first put where it would be with all of them.
 */
export function pipelineJudge(network: Network, pipeline: Omit<PipelineSpec, 'name' | 'type'>): FaceJudge {
  const { input, output, calibration: curve } = pipeline;
  const { id } = network.entry;
  const widest = Math.max(...input.crops.map(({ surroundings }) => surroundings));
  return {
    models: [id],
    async judge(reading, calibration, domain, signal) {
      const face = (await reading.framed())!;
      const runs = inputs(face, input);
      let score = (curve.contextSlope ?? 0) * (widest - contextOf(face.faces[0].box, face.picture, widest));
      for (const data of runs) {
        const answer = (await network.run(data, signal))[output.name]!;
        const rows = answer.length / output.columns;
        for (let row = 0; row < rows; row++) {
          const numbers = answer.subarray(row * output.columns, (row + 1) * output.columns);
          score += bonaFideLogOdds(numbers, output, id) / (rows * runs.length);
        }
      }
      return probability(score, (domain === 'DESKTOP' && curve.desktop) || curve, calibration);
    },
  };
}

/** What each run is fed: as many crops as it takes, one after the other. */
function inputs(face: FramedFace, input: PipelineSpec['input']): Float32Array[] {
  const { crops, batch = 1 } = input;
  return Array.from({ length: crops.length / batch }, (_, run) => {
    const looks = crops.slice(run * batch, (run + 1) * batch);
    return batchTensor(
      looks.map((look) => cropFace(face, look, input)),
      input,
    );
  });
}
