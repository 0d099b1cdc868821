import { GRID, lumaGrid, lumaSignature } from '../evidence/luma-signature.ts';
import { crop, type Picture } from './picture.ts';

/** Pixels a side that the picture is shrunk to first: four by four for each cell. */
const SIDE = 4 * GRID;

/** What the capture module would have written of this picture: `photo.signature` of docs/EVIDENCE.md. */
export function pictureSignature(picture: Picture): string {
  const { width, height } = picture;
  return lumaSignature(lumaGrid(crop(picture, { x: 0, y: 0, width, height }, SIDE, SIDE), SIDE, SIDE));
}
