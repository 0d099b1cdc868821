import { probability } from '../models/calibration.ts';
import { inputTensor } from '../models/input-tensor.ts';
import type { ToolEntry } from '../models/manifest.ts';
import type { Network } from '../models/network.ts';
import type { DocumentReading } from '../readings/document-reading.ts';
import { type Box, boundsOf, centreOf, type Point } from '../readings/geometry.ts';
import { crop } from '../readings/picture.ts';
import { calibrationsOf, type DocumentJudge } from './document-judge.ts';

/** Sides of the view by the longer side of the face: its points, from brow to chin. */
const GROWN = 2.2;
/** How far the view's middle is above that of the face, by the longer side of the face: hair needs more room than shoulders. */
const RAISED = 0.1;

/** The network, and what the manifest says of it. */
export interface PortraitSubstitutionTool {
  readonly entry: Pick<ToolEntry, 'id' | 'input' | 'calibration'>;
  readonly network: Pick<Network, 'run'>;
}

/**
 * Whether the portrait is the document's own, or a print that lies on it or a picture that was pasted in. The network weighs the portrait
 * against its surroundings, both in one view of the rectified document. training/portrait_substitution/views.py cuts the same.
 */
export function portraitSubstitutionJudge({ entry, network }: PortraitSubstitutionTool): DocumentJudge {
  const curve = entry.calibration!;
  return {
    models: [entry.id],
    calibrations: calibrationsOf(curve),
    async judge(reading, calibration, signal) {
      const { score } = await network.run(inputTensor(await viewOf(reading, entry), entry.input), signal);
      return probability(score![0]!, curve, calibration);
    },
  };
}

/** RGBA of the portrait and what is around it; black beyond the document. */
async function viewOf(
  reading: DocumentReading,
  { input }: PortraitSubstitutionTool['entry'],
): Promise<Uint8ClampedArray> {
  const face = await (await reading.portrait())?.upright();
  if (!face) throw new Error('The document shows no portrait that could be compared with what is around it');
  return crop(face.picture, squareAbout(face.landmarks), input.width, input.height);
}

/** On whole pixels. */
function squareAbout(landmarks: readonly Point[]): Box {
  const face = boundsOf(landmarks);
  const longer = Math.max(face.width, face.height);
  const { x, y } = centreOf(face);
  const [half, middle] = [(GROWN * longer) / 2, y - RAISED * longer];
  const [left, top, right, bottom] = [x - half, middle - half, x + half, middle + half].map(Math.round);
  return { x: left!, y: top!, width: right! - left!, height: bottom! - top! };
}
