import { FACE_VALIDATION_CODES } from '../../src/contract/index.ts';
import { type CodedItem, summariseCodes } from '../summarise-codes.ts';
import { UsageError } from '../usage-error.ts';
import type { Answer, Item, Task } from './task.ts';

/** Selfies that may be judged, or must be refused with a certain code. */
export const faceCodes: Task<Item & Pick<CodedItem, 'code'>, Answer> = {
  description: 'status codes of FACE_CHECK over labels.csv: path, code (OK or a face code) and, if wanted, source',
  list: 'labels.csv',
  columns: ['path', 'code'],
  presets: ['default', 'strict', 'enrolment'],
  singleRule: true,
  checkModel({ pipeline, calibration }) {
    if (pipeline ?? calibration) throw new UsageError('face-codes knows no --pipeline and no --calibration.');
    return { operations: ['FACE_CHECK'], face_check_parameters: { pipelines: [{ type: 'PRESENTATION_ATTACK' }] } };
  },
  readItem(row) {
    const face = row.text('path');
    const source = row.optional('source');
    return {
      id: face,
      face,
      code: row.oneOf('code', ['OK', ...FACE_VALIDATION_CODES]),
      ...(source === undefined ? {} : { source }),
    };
  },
  readAnswer({ face_result: result }) {
    const entry = result?.results[0];
    if (!entry) throw new Error('The answer holds no entry in face_result.');
    if (entry.status_code === 'OK' || entry.error === undefined) return { status: entry.status_code };
    return { status: entry.status_code, error: entry.error };
  },
  summarise: summariseCodes,
};
