/** What a document must satisfy to be judged. */
export interface DocumentLimits {
  /** How far a corner may lie outside of the picture, as a share of the document's shorter side. */
  readonly maxOutside: number;
  /** Least colourfulness; below it the document is a grey copy. */
  readonly minColourfulness: number;
}

export const DEFAULT_DOCUMENT_LIMITS: DocumentLimits = {
  // Of a card half a millimetre, less than its round corners leave out.
  maxOutside: 0.01,
  minColourfulness: 0.05,
};
