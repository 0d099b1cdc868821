import type { Quad } from '../readings/document-outline.ts';

/** How much a check doubted each part of a document. It explains an answer and is none: it is not calibrated. */
export interface HeatMap {
  /** The part of the picture that the cells divide, clockwise from the corner of the first cell, in pixels of the picture as it was given. */
  readonly corners: Quad;
  readonly columns: number;
  readonly rows: number;
  /** By rows, 0 to 1: what the network takes for the probability of an attack, were the whole as this cell is. */
  readonly heat: readonly number[];
}

/** Decimals that a picture of a map can show. */
const DECIMALS = 3;

/** @param logOdds of bona fide, cell by cell in rows. */
export function heatMap(corners: Quad, columns: number, logOdds: Float32Array): HeatMap {
  const heat = Array.from(logOdds, (odds) => Number((1 / (1 + Math.exp(odds))).toFixed(DECIMALS)));
  return { corners, columns, rows: logOdds.length / columns, heat };
}
