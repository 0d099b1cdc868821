import type { DocumentExposure } from './document-exposure.ts';
import type { Quad } from './document-outline.ts';

/** How good the pixels are that show a document. */
export interface DocumentMeasures {
  /** How far the picture of a point is spread, in millimetres on the document: standard deviation; 0 where it is too little to tell. */
  readonly blur: number;
  readonly exposure: DocumentExposure;
  /** Share of the document where the mirror image of a lamp hides the print, 0 to 1. */
  readonly glare: number;
  /** Grey levels that JPEG rounded the brightness of its blocks to; 0 where that is too fine to be seen. */
  readonly compression: number;
  /** How much colours differ from each other, as a share of the light: about 0.01 for a grey copy, 0.04 and more in colour. */
  readonly colourfulness: number;
  /** How probable it is that the document is printed in colour, 0 to 1, as a network sees it. */
  readonly printedInColour: number;
}

/** What is known of the main document of a picture; the limits are held against it. */
export interface DocumentFacts {
  /** Size of the upright picture in pixels. */
  readonly picture: { readonly width: number; readonly height: number };
  readonly outline: Quad;
  /** How many documents the picture shows. */
  readonly documents: number;
  /** Whether a part of the document lies outside of the picture. */
  readonly cropped: boolean;
  readonly measures: DocumentMeasures;
}
