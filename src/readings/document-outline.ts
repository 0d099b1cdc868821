import type { DocumentFormat } from './document-format.ts';
import type { Point } from './geometry.ts';

/**
 * The corners of a document in pixels of the picture, from the document's own top left, clockwise as it is read. A corner
 * may lie outside of the picture.
 */
export type Quad = readonly [Point, Point, Point, Point];

/** A document as it was found in a picture. */
export interface DocumentOutline {
  readonly corners: Quad;
  readonly format: DocumentFormat;
  /** How sure the network is that this is a document with these corners, 0 to 1. */
  readonly score: number;
}
