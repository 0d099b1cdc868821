import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { cornersSeen, type Size, type View } from '../documents/perspective.ts';
import { photograph } from '../documents/photograph.ts';
import { inRepository } from '../repository.ts';
import { CARD, MATERIAL } from '../sample-documents.ts';

const TABLE = '#6d6258';

/** A card on a table. An encoded picture. */
export async function cardStill(size: Size, view: View): Promise<Buffer> {
  const flat = await readFile(inRepository(`samples/${MATERIAL.card}`));
  return photograph({ size, table: TABLE, lying: [{ flat, corners: cornersSeen(CARD, size, view) }] });
}

/** The same by a lens that is out of focus. @param blur standard deviation in pixels */
export async function blurredCardStill(size: Size, view: View, blur: number): Promise<Buffer> {
  return sharp(await cardStill(size, view))
    .blur(blur)
    .png()
    .toBuffer();
}

/** A table that nothing lies on. */
export function emptyTable(size: Size): Promise<Buffer> {
  return photograph({ size, table: TABLE, lying: [] });
}
