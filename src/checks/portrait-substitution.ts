import { probability } from '../models/calibration.ts';
import { inputTensor } from '../models/input-tensor.ts';
import type { Quad } from '../readings/document-outline.ts';
import type { DocumentReading } from '../readings/document-reading.ts';
import { type Box, boundsOf, centreOf, cornersOf, type Point } from '../readings/geometry.ts';
import { project } from '../readings/homography.ts';
import { crop, type Picture } from '../readings/picture.ts';
import { calibrationsOf, type DocumentJudge, type DocumentTool } from './document-judge.ts';
import { heatMap } from './heat-map.ts';

/** Sides of the view by the longer side of the face: its points, from brow to chin. */
const GROWN = 2.2;
/** How far the view's middle is above that of the face, by the longer side of the face: hair needs more room than shoulders. */
const RAISED = 0.1;

/**
 * Whether the portrait is the document's own, or a print that lies on it or a picture that was pasted in. The network weighs the portrait
 * against its surroundings, both in one view of the rectified document. training/portrait_substitution/views.py cuts the same.
 */
export function portraitSubstitutionJudge({ entry, network }: DocumentTool): DocumentJudge {
  const curve = entry.calibration!;
  return {
    models: [entry.id],
    calibrations: calibrationsOf(curve),
    async judge(reading, calibration, signal) {
      const { picture, square, corners } = await placeOf(reading);
      const view = crop(picture, square, entry.input.width, entry.input.height);
      const { score, map } = await network.run(inputTensor(view, entry.input), signal);
      return {
        probability: probability(score![0]!, curve, calibration),
        ...(map && { heatMap: heatMap(corners, Math.sqrt(map.length), map) }),
      };
    },
  };
}

/** The square about the portrait in a picture of the document that stands upright, and its corners in the picture as it was given. */
async function placeOf(
  reading: DocumentReading,
): Promise<{ readonly picture: Picture; readonly square: Box; readonly corners: Quad }> {
  const face = await (await reading.portrait())?.upright();
  const rectified = await reading.rectified();
  if (!face || !rectified)
    throw new Error('The document shows no portrait that could be compared with what is around it');
  const { picture, landmarks } = face;
  const square = squareAbout(landmarks);
  const given = cornersOf(square).map((corner) => project(rectified.toPhoto, picture.toOriginal(corner)));
  return { picture, square, corners: given as unknown as Quad };
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
