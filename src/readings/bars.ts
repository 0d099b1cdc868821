import type { Box } from './geometry.ts';
import { crop, type Picture } from './picture.ts';

/** Pixels of the longer side at which bars are looked for. */
const LOOK = 512;
/** The brightest level of a bar, after coding. What a camera leaves in the dark is hardly ever so black all along a line. */
const BLACK = 2;
/** Share of a bar's line that may be brighter: codecs leave specks. */
const SPECKS = 0.02;
/** Share of the first line beside a bar that is brighter: a bar ends all along a line, dark surroundings do not. */
const STRAIGHT = 0.5;
/** Pixels of the picture that a bar's edge takes up. */
const SOFT = 3;

/** The part of a picture between the black bars that something put about it, on whole pixels; the whole picture where there are none. */
export function betweenBars(picture: Picture): Box {
  const { width, height } = picture;
  const scale = Math.min(1, LOOK / Math.max(width, height));
  const columns = Math.max(1, Math.round(width * scale));
  const rows = Math.max(1, Math.round(height * scale));
  const rgba = crop(picture, { x: 0, y: 0, width, height }, columns, rows);
  const across = new Float32Array(columns);
  const down = new Float32Array(rows);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at += 4) {
      if (Math.max(rgba[at]!, rgba[at + 1]!, rgba[at + 2]!) <= BLACK) continue;
      across[column]! += 1 / rows;
      down[row]! += 1 / columns;
    }
  }
  const [left, right, top, bottom] = [across, across.toReversed(), down, down.toReversed()].map((bright) =>
    barOf(bright, scale),
  ) as [number, number, number, number];
  return { x: left, y: top, width: width - left - right, height: height - top - bottom };
}

/** Pixels that the bar before the first line takes up, with its edge: none where there is no bar. */
function barOf(bright: Float32Array, scale: number): number {
  const black = bright.findIndex((share) => share > SPECKS);
  // Where the picture was shrunk, one line shows both.
  const inside = black + Math.ceil(SOFT * scale) + (scale < 1 ? 1 : 0);
  const isBar = black > 0 && inside < bright.length / 2 && bright[inside]! >= STRAIGHT;
  return isBar ? Math.ceil(inside / scale) : 0;
}
