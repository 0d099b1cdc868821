import { describe, expect, it } from 'vitest';
import type { DocumentMeasures } from '../../readings/document-facts.ts';
import { type DocumentFacts, judgeDocument } from './document-guidance.ts';
import { outlineOf } from './outline.ts';

const FRAME = { width: 1280, height: 720 };
const PORTRAIT_FRAME = { width: 720, height: 1280 };
const measures = (blur: number): DocumentMeasures => ({
  blur,
  compression: 0,
  exposure: { paper: 0.8, clipped: 0 },
  glare: 0,
  colourfulness: 0.2,
  printedInColour: 1,
});

const card = (width: number, facts: Partial<DocumentFacts> = {}): DocumentFacts => {
  const [a, b, c, d] = outlineOf({ x: 30, y: 40, width, height: width / 1.586 });
  return { statusCode: 'OK', warnings: [], corners: [a!, b!, c!, d!], measures: measures(0.05), ...facts };
};

describe('a document', () => {
  it('that fills much of the frame is good, and the better the sharper', () => {
    const [sharp, soft] = [0.05, 0.1].map((blur) => judgeDocument(card(900, { measures: measures(blur) }), FRAME));
    expect(sharp).toMatchObject({ inView: true, hint: undefined });
    expect(sharp!.quality).toBeGreaterThan(soft!.quality);
  });

  it('that is not there is not in view', () => {
    const nothing: DocumentFacts = { statusCode: 'DOCUMENT_NOT_FOUND', warnings: [] };
    expect(judgeDocument(nothing, FRAME)).toMatchObject({ inView: false, hint: 'DOCUMENT_NOT_FOUND' });
  });

  it.each([
    'RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT',
    'DOCUMENT_BORDERS_OUTSIDE_OF_FRAME',
    'MULTIPLE_DOCUMENTS_IN_FRAME',
    'DOCUMENT_TOO_CLOSE_TO_BORDER',
    'IMAGE_TOO_BLURRY',
    'POOR_IMAGE_EXPOSURE',
    'GLARE_ON_IMAGE',
  ] as const)('with %s is held back', (warning) => {
    expect(judgeDocument(card(900, { warnings: [warning] }), FRAME).hint).toBe(warning);
  });

  it('with compression alone is not', () => {
    expect(judgeDocument(card(900, { warnings: ['IMAGE_IS_TOO_COMPRESSED'] }), FRAME).hint).toBeUndefined();
  });

  it('whose portrait is not found because of blur is told of the blur', () => {
    const blurred = card(900, { statusCode: 'DOCUMENT_PHOTO_NOT_FOUND', warnings: ['IMAGE_TOO_BLURRY'] });
    expect(judgeDocument(blurred, FRAME).hint).toBe('IMAGE_TOO_BLURRY');
    expect(judgeDocument({ ...blurred, warnings: [] }, FRAME).hint).toBe('DOCUMENT_PHOTO_NOT_FOUND');
  });

  it('that is cut is told that first', () => {
    const cut = card(900, { statusCode: 'DOCUMENT_CROPPED', warnings: ['DOCUMENT_BORDERS_OUTSIDE_OF_FRAME'] });
    expect(judgeDocument(cut, FRAME).hint).toBe('DOCUMENT_CROPPED');
  });

  it.each([
    ['lying', FRAME, 650, 630],
    ['upright', PORTRAIT_FRAME, 412, 400],
  ])('in a frame that is %s has to be large beside the mask', (_, frame, enough, tooLittle) => {
    expect(judgeDocument(card(enough), frame).hint).toBeUndefined();
    expect(judgeDocument(card(tooLittle), frame).hint).toBe('RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT');
  });
});
