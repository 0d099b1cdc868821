import type { DocumentValidationCode } from '../contract/index.ts';
import type { DocumentFacts } from './document-facts.ts';
import type { DocumentLimits } from './document-limits.ts';
import type { Quad } from './document-outline.ts';
import { distance, type Point } from './geometry.ts';
import type { Size } from './image-input.ts';

export interface DocumentRejection {
  readonly code: DocumentValidationCode;
  /** The cause in words. */
  readonly error: string;
}

export const DOCUMENT_NOT_FOUND: DocumentRejection = { code: 'DOCUMENT_NOT_FOUND', error: 'Failed to detect document' };

/** What the limits are held against. */
export interface ValidatedFacts extends DocumentFacts {
  /** Why the document's portrait may not be used; absent where it may. */
  readonly portraitFault?: string | undefined;
}

type Rule = (facts: ValidatedFacts, limits: DocumentLimits) => string | undefined | false;

/**
 * What comes first is what its owner has to mend first: a cut document lacks its photo because it is cut, and in a grey copy a
 * portrait that is not found may still be found in the original. DOCUMENT_NOT_FOUND comes before them all.
 */
const RULES: readonly (readonly [DocumentValidationCode, Rule])[] = [
  ['DOCUMENT_CROPPED', ({ cropped }) => cropped && 'Document is cropped'],
  [
    'DOCUMENT_IS_COLORLESS',
    ({ measures }, { minColourfulness, minPrintedInColour }) =>
      measures.colourfulness < minColourfulness &&
      measures.printedInColour < minPrintedInColour &&
      'Document has no colours: it is a copy, or the picture is grey',
  ],
  ['DOCUMENT_PHOTO_NOT_FOUND', ({ portraitFault }) => portraitFault],
];

/** The first rule that a document breaks and that is not to be ignored, or nothing. */
export function validateDocument(
  facts: ValidatedFacts,
  limits: DocumentLimits,
  errorsToIgnore: readonly DocumentValidationCode[] = [],
): DocumentRejection | undefined {
  for (const [code, rule] of RULES) {
    const error = !errorsToIgnore.includes(code) && rule(facts, limits);
    if (error) return { code, error };
  }
  return undefined;
}

/**
 * Whether the picture cuts a document: a corner lies outside of it by more than the limits allow, or a whole side lies along its
 * border, which is then where the document ends in view, and not where it ends.
 */
export function isCropped(
  corners: Quad,
  { width, height }: Size,
  { maxOutside, borderWidth }: DocumentLimits,
): boolean {
  const shorter = Math.min(...corners.map((corner, i) => distance(corner, corners[(i + 1) % 4]!)));
  const beyond = (corner: Point) => [-corner.x, -corner.y, corner.x - width, corner.y - height];
  return corners.some((corner, i) => {
    const [here, next] = [beyond(corner), beyond(corners[(i + 1) % 4]!)];
    return here.some(
      (far, border) => far > maxOutside * shorter || Math.min(far, next[border]!) > -borderWidth * shorter,
    );
  });
}
