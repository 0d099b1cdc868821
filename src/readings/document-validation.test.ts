import { describe, expect, it } from 'vitest';
import { DEFAULT_DOCUMENT_LIMITS as LIMITS } from './document-limits.ts';
import type { Quad } from './document-outline.ts';
import { isCropped, type ValidatedFacts, validateDocument } from './document-validation.ts';

const OUTLINE: Quad = [
  { x: 100, y: 100 },
  { x: 900, y: 100 },
  { x: 900, y: 600 },
  { x: 100, y: 600 },
];
const FINE: ValidatedFacts = {
  picture: { width: 1000, height: 700 },
  outline: OUTLINE,
  documents: 1,
  cropped: false,
  measures: {
    blur: 0,
    exposure: { paper: 0.8, clipped: 0 },
    glare: 0,
    compression: 0,
    colourfulness: 1,
    printedInColour: 1,
  },
};
const GREY: ValidatedFacts = { ...FINE, measures: { ...FINE.measures, colourfulness: 0, printedInColour: 0 } };

describe('validateDocument', () => {
  it('passes what breaks no rule', () => {
    expect(validateDocument(FINE, LIMITS)).toBeUndefined();
  });

  it('says why the portrait may not be used', () => {
    expect(validateDocument({ ...FINE, portraitFault: 'Failed to detect face on the document' }, LIMITS)).toEqual({
      code: 'DOCUMENT_PHOTO_NOT_FOUND',
      error: 'Failed to detect face on the document',
    });
  });

  it('calls a document colourless of which neither its colours nor the network say otherwise', () => {
    const measured = (colourfulness: number, printedInColour: number) =>
      validateDocument({ ...FINE, measures: { ...FINE.measures, colourfulness, printedInColour } }, LIMITS)?.code;
    expect(measured(0.01, 0.1)).toBe('DOCUMENT_IS_COLORLESS');
    expect(measured(0.01, 0.9)).toBeUndefined();
    expect(measured(0.1, 0.1)).toBeUndefined();
  });

  it('answers what has to be mended first, and what is left when that is ignored', () => {
    const all = { ...GREY, cropped: true, portraitFault: 'none' };
    const ignoring = (...codes: readonly ('DOCUMENT_CROPPED' | 'DOCUMENT_IS_COLORLESS')[]) =>
      validateDocument(all, LIMITS, codes)?.code;
    expect(ignoring()).toBe('DOCUMENT_CROPPED');
    expect(ignoring('DOCUMENT_CROPPED')).toBe('DOCUMENT_IS_COLORLESS');
    expect(ignoring('DOCUMENT_IS_COLORLESS')).toBe('DOCUMENT_CROPPED');
    expect(ignoring('DOCUMENT_CROPPED', 'DOCUMENT_IS_COLORLESS')).toBe('DOCUMENT_PHOTO_NOT_FOUND');
    expect(
      validateDocument({ ...GREY, cropped: true }, LIMITS, ['DOCUMENT_CROPPED', 'DOCUMENT_IS_COLORLESS']),
    ).toBeUndefined();
  });
});

describe('isCropped', () => {
  it('allows a corner to lie out by half a millimetre, since corners are round, and no more', () => {
    const size = { width: 1000, height: 700 };
    const [p, , r, s] = OUTLINE;
    const reaching = (x: number): Quad => [p, { x, y: 100 }, r, s];
    expect(isCropped(OUTLINE, size, LIMITS)).toBe(false);
    expect(isCropped(reaching(1004), size, LIMITS)).toBe(false);
    expect(isCropped(reaching(1008), size, LIMITS)).toBe(true);
    const above = OUTLINE.map(({ x, y }) => ({ x, y: y - 110 })) as unknown as Quad;
    expect(isCropped(above, size, LIMITS)).toBe(true);
  });

  it('takes a side that lies along the border for cut, and a corner that touches it for none', () => {
    const size = { width: 903, height: 700 };
    expect(isCropped(OUTLINE, size, LIMITS)).toBe(true);
    const [p, q, r, s] = OUTLINE;
    expect(isCropped([p, q, { x: r.x - 20, y: r.y }, s], size, LIMITS)).toBe(false);
  });
});
