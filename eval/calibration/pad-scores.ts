import { inRepository } from '../../scripts/repository.ts';
import { contextOf } from '../../src/checks/face-crop.ts';
import type { CheckResponse } from '../../src/index.ts';
import type { PipelineCalibration } from '../../src/models/pipeline-spec.ts';
import { answerItems } from '../answer-items.ts';
import { picturePath, requireSdk, startBrowserHost } from '../browser-host.ts';
import { readList } from '../read-list.ts';
import { facePad } from '../tasks/face-check.ts';
import { FULL_CONTEXT, type ScoredFace } from './fit-face-pad.ts';

const PICTURES = '/pictures/';

/**
 * What the product scores the faces of a folder in the layout of `eval -- face-pad`, with its present curve taken back out.
 * Pictures without an answer are left out.
 */
export async function scoreFolder(
  folder: string,
  curve: PipelineCalibration,
  onProgress: (done: number, total: number) => void,
): Promise<ScoredFace[]> {
  const sdk = inRepository('dist');
  requireSdk(sdk);
  const items = readList(facePad, folder);
  const checkModel = facePad.checkModel({});
  const faces: ScoredFace[] = [];
  let done = 0;
  await answerItems(items, {
    startHost: () =>
      startBrowserHost({ sdk, pictures: { [PICTURES]: folder }, engine: { faceLimits: 'enrolment' }, preload: true }),
    toCall: ({ face }) => ({ checkModel, face: picturePath(PICTURES, face ?? ''), encrypted: false, details: true }),
    onAnswers(answers) {
      for (const { item, outcome } of answers) {
        const raw = outcome && 'result' in outcome ? uncalibrated(outcome.result, curve) : undefined;
        if (raw) faces.push({ ...raw, bonaFide: item.genuine, source: item.source ?? 'all' });
      }
      done += answers.length;
      onProgress(done, items.length);
    },
    signal: new AbortController().signal,
  });
  return faces;
}

function uncalibrated(
  { face_result, details }: CheckResponse,
  { slope, thresholds, contextSlope = 0 }: PipelineCalibration,
): Pick<ScoredFace, 'score' | 'context'> | undefined {
  const entry = face_result?.results[0];
  const face = details?.face;
  const main = face?.faces[0];
  if (entry?.status_code !== 'OK' || !face || !main) return undefined;
  const context = contextOf(main.box, face, FULL_CONTEXT);
  const logit = Math.log(entry.probability / (1 - entry.probability));
  return { score: logit / slope + thresholds.REGULAR - contextSlope * (FULL_CONTEXT - context), context };
}
