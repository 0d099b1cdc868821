import { channelCounts, quantile } from './document-exposure.ts';
import { LINEAR_LIGHT } from './linear-light.ts';

/** Side of the cells that count as a whole. */
const CELL_MM = 0.5;
/** A value from here on may stand for any amount of light. */
const CLIPPED = 250;
/** What of the document is brighter than this share of it has to be explained by light. */
const PAPER = 0.7;
/** Light by that of paper from which it is no paper. */
const EXCESS = 1.3;
/** Share of a cell's pixels under glare from which it counts: print that still shows speaks against it. */
const FILLED = 0.9;
/** Half the width, in cells, of the smallest blob that counts: 1.5 mm, so that no gap between letters does. */
const OPENING = 1;

/**
 * Share of the document, 0 to 1, where a lamp is mirrored so brightly that the print is gone: where at least one channel is clipped,
 * and each is clipped or far brighter than paper is elsewhere. In one at least it has to be the latter, so that overexposed paper
 * does not count. Coloured light clips its own channels only.
 *
 * @param rgba the rectified document.
 */
export function glareShare(rgba: Uint8ClampedArray, width: number, height: number, pixelsPerMm: number): number {
  const cell = Math.max(1, CELL_MM * pixelsPerMm);
  const [columns, rows] = [Math.max(1, Math.floor(width / cell)), Math.max(1, Math.floor(height / cell))];
  const [er, eg, eb] = channelCounts(rgba).map((counts) => excessLevel(quantile(counts, (PAPER * rgba.length) / 4)));
  const bright = new Uint32Array(columns * rows);
  const pixels = new Uint32Array(columns * rows);
  const columnOf = Uint16Array.from({ length: width }, (_, x) => Math.floor((x * columns) / width));
  for (let y = 0, p = 0; y < height; y++) {
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0; x < width; x++, p += 4) {
      const i = row + columnOf[x]!;
      pixels[i]! += 1;
      if (isGlare(rgba[p]!, rgba[p + 1]!, rgba[p + 2]!, er!, eg!, eb!)) bright[i]! += 1;
    }
  }
  const under = Uint8Array.from(bright, (count, i) => (count >= FILLED * pixels[i]! ? 1 : 0));
  return opened(under, columns, rows) / under.length;
}

/** Plain numbers, because a million pixels pass through here; `er`, `eg` and `eb` are the excess levels. */
function isGlare(r: number, g: number, b: number, er: number, eg: number, eb: number): boolean {
  const beyond = r >= er || g >= eg || b >= eb;
  const each = (r >= er || r >= CLIPPED) && (g >= eg || g >= CLIPPED) && (b >= eb || b >= CLIPPED);
  return beyond && each && (r >= CLIPPED || g >= CLIPPED || b >= CLIPPED);
}

/** The least value whose light exceeds that of paper by enough; beyond 255 where there is none. */
function excessLevel(paper: number): number {
  const level = LINEAR_LIGHT.findIndex((light) => light >= EXCESS * LINEAR_LIGHT[paper]!);
  return level === -1 ? 256 : level;
}

/** How many cells lie in squares of 3 x 3 that are set throughout. */
function opened(cells: Uint8Array, columns: number, rows: number): number {
  const kept = new Uint8Array(cells.length);
  for (let y = OPENING; y < rows - OPENING; y++) {
    for (let x = OPENING; x < columns - OPENING; x++) {
      if (!eachAround(x, y, columns, (i) => cells[i] === 1)) continue;
      eachAround(x, y, columns, (i) => {
        kept[i] = 1;
        return true;
      });
    }
  }
  return kept.reduce((sum, cell) => sum + cell, 0);
}

/** Whether something holds for every cell about one; stops at the first for which it does not. */
function eachAround(x: number, y: number, columns: number, holds: (index: number) => boolean): boolean {
  for (let row = y - OPENING; row <= y + OPENING; row++) {
    for (let column = x - OPENING; column <= x + OPENING; column++) {
      if (!holds(row * columns + column)) return false;
    }
  }
  return true;
}
