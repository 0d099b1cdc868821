/** Size of a document in millimetres, as it is read: of a vertical card the height is the longer side. */
export interface DocumentFormat {
  /** Of ISO/IEC 7810: ID-1 is a card, ID-3 a page of a passport. */
  readonly name: 'ID-1' | 'ID-3';
  readonly width: number;
  readonly height: number;
}
