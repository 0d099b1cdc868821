import { CALIBRATIONS } from '../../src/contract/index.ts';
import { summarisePad } from '../summarise-pad.ts';
import { UsageError } from '../usage-error.ts';
import type { LabelledItem, ScoreAnswer, Task } from './task.ts';

/** Selfies that are bona fide or presentation attacks. */
export const facePad: Task<LabelledItem, ScoreAnswer> = {
  description: 'PRESENTATION_ATTACK over labels.csv: path, label (bona_fide, attack), attack and, if wanted, source',
  list: 'labels.csv',
  columns: ['path', 'label', 'attack'],
  presets: ['default', 'strict', 'enrolment'],
  checkModel({ pipeline, calibration }) {
    const known = CALIBRATIONS.find((name) => name === calibration);
    if (calibration !== undefined && !known) {
      throw new UsageError(`--calibration: '${calibration}' is none of ${CALIBRATIONS.join(', ')}.`);
    }
    const check = {
      type: 'PRESENTATION_ATTACK' as const,
      ...(pipeline === undefined ? {} : { pipeline }),
      ...(known === undefined ? {} : { calibration: known }),
    };
    return { operations: ['FACE_CHECK'], face_check_parameters: { pipelines: [check] } };
  },
  readItem(row) {
    const face = row.text('path');
    const genuine = row.oneOf('label', ['bona_fide', 'attack']) === 'bona_fide';
    const source = row.optional('source');
    return {
      id: face,
      face,
      genuine,
      ...(genuine ? {} : { kind: row.text('attack') }),
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
