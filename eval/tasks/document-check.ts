import type { DocCheckType } from '../../src/contract/index.ts';
import { summarisePad } from '../summarise-pad.ts';
import { pipelineOf } from './pipeline-of.ts';
import type { LabelledItem, Row, ScoreAnswer, Task } from './task.ts';

/** Photos of documents that one check of DOC_CHECK judges. */
function documentCheck(type: DocCheckType, attack: string, description: string): Task<LabelledItem, ScoreAnswer> {
  return {
    description,
    list: 'labels.csv',
    columns: ['path', 'label'],
    // Of the portrait.
    presets: ['enrolment'],
    croppable: true,
    checkModel: (options) => ({
      operations: ['DOC_CHECK'],
      document_check_parameters: { pipelines: [{ type, ...pipelineOf(options) }] },
    }),
    readItem(row: Row) {
      const doc = row.text('path');
      const genuine = row.oneOf('label', ['real', attack]) === 'real';
      const source = row.optional('source');
      return {
        id: doc,
        doc,
        genuine,
        ...(genuine ? {} : { kind: row.optional('attack') ?? attack }),
        ...(source === undefined ? {} : { source }),
      };
    },
    readAnswer({ doc_result: result }) {
      const entry = result?.results[0];
      if (!entry) throw new Error('The answer holds no entry in doc_result.');
      if (entry.status_code === 'OK') return { status: 'OK', score: entry.probability };
      return { status: entry.status_code, ...(entry.error === undefined ? {} : { error: entry.error }) };
    },
    summarise: summarisePad,
  };
}

/** Documents that are there themselves, or on a screen. */
export const screenReplay = documentCheck(
  'SCREEN_REPLAY_ATTACK',
  'screen',
  'SCREEN_REPLAY_ATTACK over labels.csv: path, label (real, screen) and, if wanted, source and attack',
);
