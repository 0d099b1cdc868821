import { probability } from '../models/calibration.ts';
import { batchTensor } from '../models/input-tensor.ts';
import { calibrationsOf, type DocumentJudge, type DocumentTool } from './document-judge.ts';
import { editorOf } from './editing-software.ts';
import { documentView, wholeView } from './manipulation-views.ts';

/**
 * What a probability's odds are divided by where the file names software that pictures are edited with. Far from certain: somebody may
 * only have cut the picture. That no such name is there tells nothing, as it is easily removed.
 */
export const EDITOR_ODDS = 50;

/**
 * Whether a picture is as a camera left it. The network looks at the document in the picture's own pixels, where pieces that were put in
 * differ from the rest in grain, sharpness and coding; and at the whole picture, in which a phone's screen shows its signs. What the file
 * says of itself can only lower the answer.
 */
export function digitalManipulationJudge({ entry, network }: DocumentTool): DocumentJudge {
  const curve = entry.calibration!;
  return {
    models: [entry.id],
    calibrations: calibrationsOf(curve),
    async judge(reading, calibration, signal) {
      const { picture } = reading;
      const { corners } = (await reading.outline())!;
      const views = [documentView(picture, corners), wholeView(picture)];
      const { score } = await network.run(batchTensor(views, entry.input), signal);
      const found = probability(score![0]!, curve, calibration);
      const named = editorOf(picture.software) !== undefined;
      return { probability: named ? found / (found + EDITOR_ODDS * (1 - found)) : found };
    },
  };
}
