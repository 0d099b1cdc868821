import sharp from 'sharp';
import { drawIdCard } from './documents/draw-id-card.ts';
import { drawPageOfText } from './documents/draw-page-of-text.ts';
import { drawPassportPage } from './documents/draw-passport-page.ts';
import { drawScreenshot } from './documents/draw-screenshot.ts';
import { type Corners, cornersSeen, type Size, type View } from './documents/perspective.ts';
import { photograph } from './documents/photograph.ts';
import type { Fonts } from './documents/writing.ts';
import type { Sample } from './fetch-samples.ts';
import { PEOPLE, type Person } from './sample-people.ts';

/** A picture and what is known of it. */
export type Drawn = Sample & { readonly picture: Buffer };

/** What pictures of documents are drawn from, and tests draw others from: not offered as samples. */
export const MATERIAL = { card: 'flat-id-marc.png', letter: 'flat-letter.png', screenshot: 'screenshot.png' } as const;

/** Millimetres. */
export const CARD: Size = { width: 85.6, height: 53.98 };
export const LETTER: Size = { width: 210, height: 297 };
const PASSPORT_PAGE: Size = { width: 125, height: 88 };

/** Of the samples, in pixels. */
const PHOTO: Size = { width: 1600, height: 1200 };

/**
 * Draws photos of documents that lie on a table: a card of each person, and what a check is to find fault with.
 *
 * @param photoOf reads the photo of a person.
 */
export async function drawSampleDocuments(photoOf: (person: Person) => Buffer, fonts: Fonts): Promise<Drawn[]> {
  const cards: Drawn[] = [];
  const flat = new Map<string, Buffer>();
  for (const person of PEOPLE) {
    const card = await drawIdCard(person, photoOf(person), fonts);
    flat.set(person.name, card);
    const title = `${person.name.charAt(0).toUpperCase()}${person.name.slice(1)}'s card`;
    cards.push({ file: `id-${person.name}.jpg`, title, person: person.name, ...(await see(card, CARD, person)) });
  }
  const camille = PEOPLE.find(({ name }) => name === 'camille')!;
  const page = await drawPassportPage(camille, photoOf(camille), fonts);
  const card = flat.get('marc')!;
  const { picture } = await see(await drawPageOfText(fonts), LETTER, {
    table: '#4e5a52',
    view: { roll: 3, tilt: 10, share: 0.46 },
  });
  return [
    ...cards,
    {
      file: 'passport-camille.jpg',
      title: 'Passport page',
      person: camille.name,
      ...(await see(page, PASSPORT_PAGE, { table: '#3f4a5a', view: { roll: 4, tilt: 14, swing: -5, share: 0.7 } })),
    },
    {
      file: 'id-cropped.jpg',
      title: 'Cut off',
      ...(await see(card, CARD, {
        table: '#7d6a58',
        view: { roll: -5, tilt: 8, share: 0.8, centre: { x: 0.7, y: 0.52 } },
      })),
    },
    {
      file: 'id-copy.jpg',
      title: 'Grey copy',
      ...(await see(await copied(card), CARD, { table: '#8d7d63', view: { roll: 5, tilt: 12, swing: 6, share: 0.7 } })),
    },
    { file: 'letter.jpg', title: 'No document', picture },
  ];
}

/** Draws the {@link MATERIAL}. */
export async function drawMaterial(photoOf: (person: Person) => Buffer, fonts: Fonts): Promise<[string, Buffer][]> {
  const marc = PEOPLE[0]!;
  return [
    [MATERIAL.card, await drawIdCard(marc, photoOf(marc), fonts)],
    [MATERIAL.letter, await drawPageOfText(fonts)],
    [MATERIAL.screenshot, await drawScreenshot(fonts)],
  ];
}

async function see(
  flat: Buffer,
  size: Size,
  { view, table }: { readonly view: View; readonly table: string },
): Promise<{ readonly corners: Corners; readonly picture: Buffer }> {
  const corners = cornersSeen(size, PHOTO, view);
  return { corners, picture: await photograph({ size: PHOTO, table, lying: [{ flat, corners }] }) };
}

/** By an office copier: without colour, flatter and softer, and cut out with scissors. */
async function copied(card: Buffer): Promise<Buffer> {
  return sharp(card).flatten({ background: '#ffffff' }).greyscale().linear(0.88, 26).blur(1.3).png().toBuffer();
}
