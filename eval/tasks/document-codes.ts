import { DOCUMENT_VALIDATION_CODES, QUALITY_WARNINGS } from '../../src/contract/index.ts';
import { type AlteredItem, summariseAlterations } from '../summarise-alterations.ts';
import { UsageError } from '../usage-error.ts';
import type { Answer, Item, Row, Task } from './task.ts';

type AlteredLabel = Pick<AlteredItem, 'alteration' | 'code' | 'wanted'>;
type AlteredAnswer = Answer & Pick<AlteredItem, 'warnings'>;

/** Photos of documents that were altered so that a code or quality warnings are due, and such that were not. */
export const documentCodes: Task<Item & AlteredLabel, AlteredAnswer> = {
  description:
    'codes and quality warnings of documents over labels.csv: path, alteration, code (OK or a document code) and,\n' +
    `${' '.repeat(19)}separated by spaces, the warnings that are due`,
  list: 'labels.csv',
  columns: ['path', 'alteration', 'code', 'warnings'],
  // Of the portrait.
  presets: ['enrolment'],
  details: true,
  checkModel({ pipeline, calibration }) {
    if (pipeline ?? calibration) throw new UsageError('document-codes knows no --pipeline and no --calibration.');
    return { operations: ['DOC_CHECK'] };
  },
  readItem(row) {
    const doc = row.text('path');
    return {
      id: doc,
      doc,
      alteration: row.text('alteration'),
      code: row.oneOf('code', ['OK', ...DOCUMENT_VALIDATION_CODES]),
      wanted: readWarnings(row),
    };
  },
  readAnswer({ details }) {
    const document = details?.doc?.document;
    if (!document) throw new Error('The answer holds no details of the document.');
    const { statusCode, error, warnings } = document;
    return { status: statusCode, warnings, ...(error === undefined ? {} : { error }) };
  },
  summarise: summariseAlterations,
};

function readWarnings(row: Row): AlteredItem['wanted'] {
  const names = (row.optional('warnings') ?? '').split(' ').filter((name) => name !== '');
  return names.map((name) => {
    const warning = QUALITY_WARNINGS.find((known) => known === name);
    if (!warning) throw row.fault(`'${name}' is no quality warning`);
    return warning;
  });
}
