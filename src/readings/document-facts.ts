import type { Quad } from './document-outline.ts';
import type { Exposure } from './picture-measures.ts';

/** How good the pixels are that show a document. */
export interface DocumentMeasures {
  /** 0 (blurred) to 1. */
  readonly sharpness: number;
  readonly exposure: Exposure;
  /** Share of the document under glare, 0 to 1. */
  readonly glare: number;
  /** How much JPEG's traces stand out; higher is worse. */
  readonly compression: number;
  /** 0 for a grey copy. */
  readonly colourfulness: number;
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
