import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { DocumentItem } from '../../src/testing/corpus.ts';
import { type Corners, cornersSeen, type Size, type View } from '../documents/perspective.ts';
import { photograph } from '../documents/photograph.ts';
import { inRepository } from '../repository.ts';
import { CARD, LETTER, MATERIAL } from '../sample-documents.ts';
import { source } from './source-picture.ts';

/** A picture for the reading of documents, and how it is made. */
export interface DocumentEntry extends DocumentItem {
  make(): Promise<Uint8Array>;
}

const PHOTO: Size = { width: 2000, height: 1500 };
const TABLE = '#6f6152';
const STRAIGHT: View = { roll: 0, share: 0.6 };
const LARGER: View = { roll: 2, share: 0.5, centre: { x: 0.33, y: 0.33 } };
const SMALLER: View = { roll: -6, share: 0.42, centre: { x: 0.7, y: 0.74 } };

/** Creases of a sleeve that mirror a window, beside the portrait. */
const PLASTIC = `
  <filter id="haze"><feGaussianBlur stdDeviation="5" /></filter>
  <g fill="#ffffff" filter="url(#haze)">
    <path d="M980 330 L1180 300 L1130 900 L1010 1130 L1060 760 Z" fill-opacity="0.97" />
    <path d="M1330 360 L1420 340 L1480 700 L1400 1120 L1360 700 Z" fill-opacity="0.95" />
    <path d="M380 340 L1650 300 L1650 330 L380 380 Z" fill-opacity="0.6" />
    <path d="M560 1000 L1250 960 L1240 1040 L620 1090 Z" fill-opacity="0.9" />
  </g>`;

/** What people hand in as a photo of their document: documents in every position, and what is none. */
export const DOCUMENT_CORPUS: readonly DocumentEntry[] = [
  none('face.jpg', () => source().jpeg({ quality: 90 }).toBuffer()),
  none('blank-page.png', () => blank(1260, 1782)),
  none('blank-sheet.jpg', async () => {
    const corners = cornersSeen(LETTER, PHOTO, { roll: 4, tilt: 10, share: 0.42 });
    return photograph({ size: PHOTO, table: TABLE, lying: [{ flat: await blank(1260, 1782), corners }] });
  }),
  none('screenshot.png', () => sample(MATERIAL.screenshot)),
  none('page-of-text.png', () => sample(MATERIAL.letter)),
  none('letter.jpg', () => sample('letter.jpg')),
  none('1x5000.png', () => blank(1, 5000)),
  none('table.jpg', () => photograph({ size: PHOTO, table: TABLE, lying: [] })),

  card('lying-straight.jpg', STRAIGHT),
  card('upside-down.jpg', { roll: 183, tilt: 10, share: 0.65 }),
  card('on-its-left-side.jpg', { roll: 268, tilt: 6, share: 0.5 }),
  card('on-its-right-side.jpg', { roll: 91, swing: 8, share: 0.5 }),
  card('at-45-degrees.jpg', { roll: 45, tilt: 8, share: 0.55 }),
  card('at-135-degrees.jpg', { roll: 135, tilt: 8, share: 0.55 }),
  card('steep.jpg', { roll: 5, tilt: 35, share: 0.6 }),
  // 0.33 of the width make 9 % of the area.
  card('a-tenth-of-the-area.jpg', { roll: 8, share: 0.33 }, ['RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT']),
  card('in-shiny-plastic.jpg', { roll: -3, tilt: 8, share: 0.65 }, ['GLARE_ON_IMAGE'], {
    over: PLASTIC,
  }),
  {
    name: '12-megapixels.jpg',
    expected: { code: 'OK', warnings: [], corners: seen(STRAIGHT).map(({ x, y }) => ({ x: 2 * x, y: 2 * y })) },
    make: async () => {
      const [width, height] = [2 * PHOTO.width, 2 * PHOTO.height];
      return sharp(await photographed([STRAIGHT]))
        .resize(width, height, { kernel: 'cubic' })
        .jpeg({ quality: 90 })
        .toBuffer();
    },
  },
  card('two-cards.jpg', LARGER, ['MULTIPLE_DOCUMENTS_IN_FRAME'], { others: [SMALLER] }),
];

function none(name: string, make: DocumentEntry['make']): DocumentEntry {
  return { name, expected: { code: 'DOCUMENT_NOT_FOUND', warnings: [] }, make };
}

/** A photo of a card, and what it has to be warned of. */
function card(
  name: string,
  view: View,
  warnings: DocumentItem['expected']['warnings'] = [],
  { others = [], over = '' }: { readonly others?: readonly View[]; readonly over?: string } = {},
): DocumentEntry {
  return {
    name,
    expected: { code: 'OK', warnings, corners: seen(view) },
    make: () => photographed([view, ...others], over),
  };
}

async function photographed(views: readonly View[], over = ''): Promise<Buffer> {
  const flat = await sample(MATERIAL.card);
  const lying = views.map((view) => ({ flat, corners: seen(view) }));
  return photograph({ size: PHOTO, table: TABLE, lying, over });
}

function seen(view: View): Corners {
  return cornersSeen(CARD, PHOTO, view);
}

/** A sheet of nothing. */
function blank(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#f4f3ee' } })
    .png()
    .toBuffer();
}

function sample(name: string): Promise<Buffer> {
  return readFile(inRepository(`samples/${name}`));
}
