import type { FaceCheckSpec } from '../../src/contract/index.ts';
import { summarisePad } from '../summarise-pad.ts';
import { pipelineOf } from './pipeline-of.ts';
import type { LabelledItem, Row, ScoreAnswer, Task } from './task.ts';

/** Columns that say whether a face is genuine, and else what it is. */
interface Labels {
  readonly description: string;
  readonly genuine: string;
  readonly attack: string;
  readonly kind: string;
}

/** Selfies that one check of FACE_CHECK judges. */
function faceCheck(
  type: FaceCheckSpec['type'],
  { description, genuine, attack, kind }: Labels,
): Task<LabelledItem, ScoreAnswer> {
  return {
    description,
    list: 'labels.csv',
    columns: ['path', 'label', kind],
    presets: ['default', 'strict', 'enrolment'],
    checkModel: (options) => ({
      operations: ['FACE_CHECK'],
      face_check_parameters: { pipelines: [{ type, ...pipelineOf(options) }] },
    }),
    readItem(row: Row) {
      const face = row.text('path');
      const isGenuine = row.oneOf('label', [genuine, attack]) === genuine;
      const source = row.optional('source');
      return {
        id: face,
        face,
        genuine: isGenuine,
        ...(isGenuine ? {} : { kind: row.text(kind) }),
        ...(source === undefined ? {} : { source }),
      };
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
export const facePad = faceCheck('PRESENTATION_ATTACK', {
  description: 'PRESENTATION_ATTACK over labels.csv: path, label (bona_fide, attack), attack and, if wanted, source',
  genuine: 'bona_fide',
  attack: 'attack',
  kind: 'attack',
});

/** Faces that are real, or made or altered by software. */
export const deepfake = faceCheck('DEEPFAKE_ATTACK', {
  description: 'DEEPFAKE_ATTACK over labels.csv: path, label (real, fake), kind and, if wanted, source',
  genuine: 'real',
  attack: 'fake',
  kind: 'kind',
});
