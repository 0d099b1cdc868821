import sharp, { type OverlayOptions } from 'sharp';
import type { Person } from '../sample-people.ts';
import { drawPortrait } from './draw-portrait.ts';
import { cardZone } from './machine-readable-zone.ts';
import { svg } from './svg.ts';
import { type Fonts, monoLayer, readableDate, textLayer } from './writing.ts';

/** 15 pixels a millimetre: ID-1 of ISO/IEC 7810, 85.60 x 53.98 mm. */
const CARD = { width: 1300, height: 820 };
const PORTRAIT = { left: 50, top: 130, width: 350, height: 450 };
const INK = '#1d3442';

/**
 * Draws an identity card that does not exist, of a country that does not exist, around a portrait.
 *
 * @param photo The person's photo, an encoded picture.
 * @returns A PNG of the card alone, flat, its round corners transparent.
 */
export async function drawIdCard(person: Person, photo: Buffer, fonts: Fonts): Promise<Buffer> {
  const portrait = { input: await drawPortrait(person, photo, PORTRAIT), ...PORTRAIT };
  return sharp(svg(CARD, cardArt()))
    .composite([portrait, ...(await writing(person, fonts))])
    .png()
    .toBuffer();
}

async function writing(person: Person, fonts: Fonts): Promise<OverlayOptions[]> {
  const text = (words: string, left: number, top: number, size: number, colour = INK) =>
    textLayer(words, fonts, { left, top, size, colour });
  const field = async (label: string, value: string, left: number, top: number) => [
    await text(label, left, top, 17, '#5d7683'),
    await text(value, left, top + 28, 30),
  ];
  const zone = cardZone(person).map((words, line) =>
    monoLayer(words, fonts, { left: 90, top: 640 + 58 * line, size: 56, colour: INK }),
  );
  return [
    await text('REPUBLIC OF UTOPIA', 50, 30, 38, '#ffffff'),
    await text('IDENTITY CARD', 920, 36, 30, '#ffffff'),
    ...(await field('SURNAME', 'SPECIMEN', 450, 150)),
    ...(await field('GIVEN NAMES', person.name.toUpperCase(), 450, 250)),
    ...(await field('DATE OF BIRTH', readableDate(person.born, 19), 450, 350)),
    ...(await field('SEX', person.sex, 850, 350)),
    ...(await field('NATIONALITY', 'UTO', 1000, 350)),
    ...(await field('DATE OF EXPIRY', readableDate(person.expires, 20), 450, 450)),
    ...(await field('DOCUMENT NO.', person.documentNumber, 850, 450)),
    await text('SPECIMEN', 840, 160, 64, '#c0392b66'),
    ...(await Promise.all(zone)),
  ];
}

function cardArt(): string {
  const waves = Array.from({ length: 26 }, (_, line) => {
    const y = 120 + line * 19;
    return `<path d="M0 ${y} q 110 ${-60 + 4 * line} 220 0 t 220 0 t 220 0 t 220 0 t 220 0 t 220 0" />`;
  });
  return `
    <defs>
      <linearGradient id="paper" x1="0" y1="0" x2="1" y2="1">
        <stop offset="0" stop-color="#cfeae2" /><stop offset="0.5" stop-color="#f6ebcb" /><stop offset="1" stop-color="#c6dcf0" />
      </linearGradient>
      <clipPath id="card"><rect width="${CARD.width}" height="${CARD.height}" rx="46" /></clipPath>
    </defs>
    <g clip-path="url(#card)">
      <rect width="${CARD.width}" height="${CARD.height}" fill="url(#paper)" />
      <g fill-opacity="0.4">
        <circle cx="620" cy="560" r="230" fill="#f0a8b4" /><circle cx="930" cy="300" r="260" fill="#8fc4ea" />
        <circle cx="1240" cy="420" r="190" fill="#f4c95f" /><circle cx="420" cy="180" r="120" fill="#93d7b0" />
      </g>
      <g fill="none" stroke="#4f9486" stroke-opacity="0.6" stroke-width="1.5">${waves.join('')}</g>
      <rect width="${CARD.width}" height="96" fill="#2f6f7e" />
      <rect y="606" width="${CARD.width}" height="${CARD.height - 606}" fill="#ffffff" fill-opacity="0.75" />
      <path d="M1150 220 h110 v60 a55 66 0 0 1 -110 0 Z" fill="#b5364a" fill-opacity="0.8" />
      <path d="M1150 252 h110 v28 a55 66 0 0 1 -110 0 Z" fill="#2d5f9e" fill-opacity="0.85" />
      <circle cx="1170" cy="520" r="62" fill="#c9962f" fill-opacity="0.75" />
      <circle cx="1170" cy="520" r="44" fill="none" stroke="#7d5c10" stroke-opacity="0.7" stroke-width="4" />
    </g>`;
}
