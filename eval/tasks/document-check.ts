import { type DocCheckType, IGNORABLE_ERRORS } from '../../src/contract/index.ts';
import { summarisePad } from '../summarise-pad.ts';
import { readLabels } from './labels.ts';
import { pipelineOf } from './pipeline-of.ts';
import type { LabelledItem, Row, ScoreAnswer, Task } from './task.ts';

/** What a list says of itself in place of a column `label`: all of document-dev are copies without colour. */
const GREY_COPY = 'grey-copy';

/** Photos of documents that one check of DOC_CHECK judges. */
function documentCheck(type: DocCheckType): Task<LabelledItem, ScoreAnswer> {
  return {
    description: `${type} over labels.csv: path, label (genuine, attack; other words do too) and, if wanted, source and attack`,
    list: 'labels.csv',
    columns: ['path'],
    // Of the portrait.
    presets: ['enrolment'],
    croppable: true,
    checkModel: (options) => ({
      operations: ['DOC_CHECK'],
      // It is the check that is measured, and not the codes that come before it.
      document_check_parameters: {
        pipelines: [{ type, ...pipelineOf(options) }],
        errors_to_ignore: [...IGNORABLE_ERRORS],
      },
    }),
    readItem(row: Row) {
      const doc = row.text('path');
      const copy = !row.has('label') && row.optional('presentation') === GREY_COPY;
      const labels = copy ? ofCopy(type) : readLabels(row);
      return { id: doc, doc, ...labels };
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

/** To the other checks a copy on paper is genuine: it is there itself, and nobody changed it. */
function ofCopy(type: DocCheckType): Pick<LabelledItem, 'genuine' | 'kind'> {
  return type === 'PRINTED_COPY_ATTACK' ? { genuine: false, kind: GREY_COPY } : { genuine: true };
}

/** Documents that are there themselves, or on a screen. */
export const screenReplay = documentCheck('SCREEN_REPLAY_ATTACK');
/** Documents that are there themselves, or copied on paper. */
export const printedCopy = documentCheck('PRINTED_COPY_ATTACK');
/** Documents with the portrait that they were issued with, or with another. */
export const portraitSubstitution = documentCheck('PORTRAIT_SUBSTITUTION_ATTACK');
/** Pictures as a camera took them, or edited. */
export const digitalManipulation = documentCheck('DIGITAL_MANIPULATION_ATTACK');
