import type { Quad } from '../../src/index.ts';
import { isClockwiseAndConvex, turnBack } from '../quadrilateral.ts';
import { type DocumentItem, summariseDocuments } from '../summarise-documents.ts';
import { UsageError } from '../usage-error.ts';
import type { Answer, Item, Row, Task } from './task.ts';

type DocumentLabel = Pick<DocumentItem, 'labelled'>;
type DocumentAnswer = Answer & Pick<DocumentItem, 'found' | 'portrait' | 'warnings'>;

const COLUMNS = ['x0', 'y0', 'x1', 'y1', 'x2', 'y2', 'x3', 'y3'] as const;

/** Photos of documents whose corners are known, or any pictures that show none. */
export const documentLocate: Task<Item & DocumentLabel, DocumentAnswer> = {
  description:
    'where documents are, over labels.csv: path, x0, y0 to x3, y3 (pixels, clockwise from the own top left), type, source;\n' +
    `${' '.repeat(19)}or false alarms over pictures without a document: labels.csv without corners, or none`,
  list: 'labels.csv',
  columns: ['path'],
  // Of the portrait.
  presets: ['enrolment'],
  details: true,
  turnable: true,
  checkModel({ pipeline, calibration }) {
    if (pipeline ?? calibration) throw new UsageError('document-locate knows no --pipeline and no --calibration.');
    return { operations: ['DOC_CHECK'] };
  },
  readItem(row) {
    const doc = row.text('path');
    const source = row.optional('source') ?? row.optional('type');
    return {
      id: doc,
      doc,
      ...(COLUMNS.some((column) => row.has(column)) ? { labelled: readCorners(row) } : {}),
      ...(source === undefined ? {} : { source }),
    };
  },
  unlisted: (doc) => ({ id: doc, doc }),
  readAnswer({ details }, { rotate }) {
    const picture = details?.doc;
    if (!picture?.document) throw new Error('The answer holds no details of the document.');
    const { statusCode, error, corners, portrait, warnings } = picture.document;
    return {
      status: statusCode,
      ...(error === undefined ? {} : { error }),
      ...(corners === undefined
        ? {}
        : {
            found: rotate === undefined ? corners : turnBack(corners, rotate, picture),
            portrait: portrait !== undefined,
            warnings,
          }),
    };
  },
  summarise: summariseDocuments,
};

function readCorners(row: Row): Quad {
  const corner = (x: string, y: string) => ({ x: row.number(x), y: row.number(y) });
  const corners = [corner('x0', 'y0'), corner('x1', 'y1'), corner('x2', 'y2'), corner('x3', 'y3')] as const;
  if (isClockwiseAndConvex(corners)) return corners;
  throw row.fault('the corners x0, y0 to x3, y3 are not those of a convex quadrilateral, clockwise');
}
