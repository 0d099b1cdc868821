/** What a document must satisfy to be judged. */
export interface DocumentLimits {
  /** Least colourfulness; below it the document is a grey copy. */
  readonly minColourfulness: number;
}

export const DEFAULT_DOCUMENT_LIMITS: DocumentLimits = {
  minColourfulness: 0.05,
};
