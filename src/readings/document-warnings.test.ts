import { describe, expect, it } from 'vitest';
import { QUALITY_WARNINGS } from '../contract/index.ts';
import type { DocumentFacts, DocumentMeasures } from './document-facts.ts';
import { DEFAULT_DOCUMENT_LIMITS as LIMITS } from './document-limits.ts';
import type { Quad } from './document-outline.ts';
import { documentWarnings } from './document-warnings.ts';

const PICTURE = { width: 1000, height: 1000 };
const FINE: DocumentFacts = {
  picture: PICTURE,
  outline: box(200, 200, 600, 400),
  documents: 1,
  cropped: false,
  measures: {
    blur: 0.05,
    exposure: { paper: 0.8, clipped: 0.05 },
    glare: 0,
    compression: 2,
    colourfulness: 0.1,
    printedInColour: 1,
  },
};

function box(x: number, y: number, width: number, height: number): Quad {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
}

function warningsOf(facts: Partial<DocumentFacts>, measures: Partial<DocumentMeasures> = {}) {
  return documentWarnings({ ...FINE, ...facts, measures: { ...FINE.measures, ...measures } }, LIMITS);
}

describe('documentWarnings', () => {
  it('has nothing to say of a document that keeps all limits', () => {
    expect(warningsOf({})).toEqual([]);
  });

  it.each([
    ['DOCUMENT_BORDERS_OUTSIDE_OF_FRAME', { cropped: true }, {}],
    ['MULTIPLE_DOCUMENTS_IN_FRAME', { documents: 2 }, {}],
    ['IMAGE_TOO_BLURRY', {}, { blur: LIMITS.maxBlur + 0.01 }],
    ['IMAGE_IS_TOO_COMPRESSED', {}, { compression: LIMITS.maxCompression + 1 }],
    ['POOR_IMAGE_EXPOSURE', {}, { exposure: { paper: LIMITS.minPaper - 0.01, clipped: 0 } }],
    ['POOR_IMAGE_EXPOSURE', {}, { exposure: { paper: 1, clipped: LIMITS.maxClipped + 0.01 } }],
    ['GLARE_ON_IMAGE', {}, { glare: LIMITS.maxGlare + 0.001 }],
  ] as const)('says %s, and only that, of %j %j', (warning, facts, measures) => {
    expect(warningsOf(facts, measures)).toEqual([warning]);
  });

  it('measures the share of the picture by what lies in it', () => {
    expect(warningsOf({ outline: box(300, 300, 400, 251) })).toEqual([]);
    expect(warningsOf({ outline: box(300, 300, 400, 249) })).toEqual(['RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT']);
    // Three quarters of these lie to the left of the picture, or above it.
    expect(warningsOf({ outline: box(-600, 300, 800, 400) })).toContain('RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT');
    expect(warningsOf({ outline: box(300, -300, 700, 400) })).toContain('RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT');
    expect(warningsOf({ outline: box(-200, 300, 800, 400) })).not.toContain(
      'RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT',
    );
  });

  it('measures the share of a document that lies askew, whichever way its corners run', () => {
    const diamond: Quad = [
      { x: 500, y: 270 },
      { x: 730, y: 500 },
      { x: 500, y: 730 },
      { x: 270, y: 500 },
    ];
    expect(warningsOf({ outline: diamond })).toEqual([]);
    expect(warningsOf({ outline: diamond.toReversed() as unknown as Quad })).toEqual([]);
  });

  it.each([
    ['left', box(7, 300, 600, 400)],
    ['top', box(200, 7, 600, 400)],
    ['right', box(393, 300, 600, 400)],
    ['bottom', box(200, 593, 600, 400)],
  ] as const)('finds a document close to the border on the %s', (_, outline) => {
    expect(warningsOf({ outline })).toEqual(['DOCUMENT_TOO_CLOSE_TO_BORDER']);
  });

  it('names all, in the order of the contract', () => {
    const all = warningsOf(
      { outline: box(0, 0, 100, 50), cropped: true, documents: 3 },
      { blur: 1, compression: 30, exposure: { paper: 0.1, clipped: 0 }, glare: 0.5 },
    );
    expect(all).toEqual(QUALITY_WARNINGS);
  });
});
