import type { FaceCheckSpec } from '../../src/contract/index.ts';
import { summarisePad } from '../summarise-pad.ts';
import { readLabels } from './labels.ts';
import { pipelineOf } from './pipeline-of.ts';
import type { LabelledItem, Row, ScoreAnswer, Task } from './task.ts';

/** Selfies that one check of FACE_CHECK judges. */
function faceCheck(type: FaceCheckSpec['type'], description: string): Task<LabelledItem, ScoreAnswer> {
  return {
    description,
    list: 'labels.csv',
    columns: ['path', 'label'],
    presets: ['default', 'strict', 'enrolment'],
    singleRule: true,
    domains: true,
    checkModel: (options) => ({
      operations: ['FACE_CHECK'],
      face_check_parameters: {
        pipelines: [{ type, ...pipelineOf(options) }],
        ...(options.domain === undefined ? {} : { domain: options.domain }),
      },
    }),
    readItem(row: Row) {
      const face = row.text('path');
      return { id: face, face, ...readLabels(row) };
    },
    readAnswer({ face_result: result }) {
      const entry = result?.results[0];
      if (!entry) throw new Error('The answer holds no entry in face_result.');
      if (entry.status_code === 'OK') return { status: 'OK', score: entry.probability };
      return { status: entry.status_code, ...(entry.error === undefined ? {} : { error: entry.error }) };
    },
    summarise: summarisePad,
  };
}

/** Selfies that are bona fide or presentation attacks. */
export const facePad = faceCheck(
  'PRESENTATION_ATTACK',
  'PRESENTATION_ATTACK over labels.csv: path, label (bona_fide, attack) and, if wanted, attack and source',
);

/** Faces that are real, or made or altered by software. */
export const deepfake = faceCheck(
  'DEEPFAKE_ATTACK',
  'DEEPFAKE_ATTACK over labels.csv: path, label (real, fake) and, if wanted, kind and source',
);
