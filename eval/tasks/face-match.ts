import { summariseMatching } from '../summarise-matching.ts';
import { UsageError } from '../usage-error.ts';
import type { LabelledItem, ScoreAnswer, Task } from './task.ts';

/** Pairs of faces: the first goes in as the selfie, the second as the document. */
export const faceMatch: Task<LabelledItem, ScoreAnswer> = {
  description: 'FACE_MATCH_VALIDATION over pairs.csv: a, b, label (same, different) and, if wanted, source',
  list: 'pairs.csv',
  columns: ['a', 'b', 'label'],
  // Matching knows no other.
  presets: ['enrolment'],
  checkModel({ pipeline, calibration }) {
    if (pipeline ?? calibration) throw new UsageError('face-match knows no --pipeline and no --calibration.');
    return { operations: ['FACE_MATCH_VALIDATION'] };
  },
  readItem(row) {
    const [face, doc] = [row.text('a'), row.text('b')];
    const source = row.optional('source');
    return {
      id: `${face} | ${doc}`,
      face,
      doc,
      genuine: row.oneOf('label', ['same', 'different']) === 'same',
      ...(source === undefined ? {} : { source }),
    };
  },
  readAnswer({ face_validation_result: result }) {
    if (!result) throw new Error('The answer holds no face_validation_result.');
    if (result.status_code === 'OK') return { status: 'OK', score: result.probability };
    return { status: result.status_code, error: result.error };
  },
  summarise: summariseMatching,
};
