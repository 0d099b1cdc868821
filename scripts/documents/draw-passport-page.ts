import sharp, { type OverlayOptions } from 'sharp';
import type { Person } from '../sample-people.ts';
import { drawPortrait } from './draw-portrait.ts';
import { passportZone } from './machine-readable-zone.ts';
import { svg } from './svg.ts';
import { type Fonts, monoLayer, readableDate, textLayer } from './writing.ts';

/** 12 pixels a millimetre: ID-3 of ISO/IEC 7810, 125 x 88 mm. */
const PAGE = { width: 1500, height: 1056 };
const PORTRAIT = { left: 70, top: 190, width: 420, height: 540 };
const INK = '#2a2140';

/**
 * Draws the data page of a passport that does not exist around a portrait.
 *
 * @param photo The person's photo, an encoded picture.
 * @returns A PNG of the page alone, flat.
 */
export async function drawPassportPage(person: Person, photo: Buffer, fonts: Fonts): Promise<Buffer> {
  const portrait = { input: await drawPortrait(person, photo, PORTRAIT), ...PORTRAIT };
  return sharp(svg(PAGE, pageArt()))
    .composite([portrait, ...(await writing(person, fonts))])
    .png()
    .toBuffer();
}

async function writing(person: Person, fonts: Fonts): Promise<OverlayOptions[]> {
  const text = (words: string, left: number, top: number, size: number, colour = INK) =>
    textLayer(words, fonts, { left, top, size, colour });
  const field = async (label: string, value: string, left: number, top: number) => [
    await text(label, left, top, 18, '#7a6f93'),
    await text(value, left, top + 30, 34),
  ];
  const zone = passportZone(person).map((words, line) =>
    monoLayer(words, fonts, { left: 70, top: 850 + 78 * line, size: 51, colour: INK }),
  );
  return [
    await text('PASSPORT', 70, 60, 50, '#6a2c4f'),
    await text('REPUBLIC OF UTOPIA', 560, 68, 40, '#6a2c4f'),
    ...(await field('TYPE', 'P', 560, 190)),
    ...(await field('CODE', 'UTO', 740, 190)),
    ...(await field('PASSPORT NO.', person.documentNumber, 960, 190)),
    ...(await field('SURNAME', 'SPECIMEN', 560, 300)),
    ...(await field('GIVEN NAMES', person.name.toUpperCase(), 560, 410)),
    ...(await field('DATE OF BIRTH', readableDate(person.born, 19), 560, 520)),
    ...(await field('SEX', person.sex, 960, 520)),
    ...(await field('DATE OF EXPIRY', readableDate(person.expires, 20), 560, 630)),
    await text('SPECIMEN', 960, 650, 74, '#c0392b55'),
    ...(await Promise.all(zone)),
  ];
}

function pageArt(): string {
  const rosette = Array.from(
    { length: 36 },
    (_, petal) => `<ellipse rx="330" ry="110" transform="rotate(${petal * 5})" />`,
  );
  return `
    <defs>
      <linearGradient id="paper" x1="0" y1="0" x2="1" y2="1">
        <stop offset="0" stop-color="#f6dde8" /><stop offset="0.55" stop-color="#ecefd6" /><stop offset="1" stop-color="#d3dcf4" />
      </linearGradient>
      <clipPath id="page"><rect width="${PAGE.width}" height="${PAGE.height}" rx="36" /></clipPath>
    </defs>
    <g clip-path="url(#page)">
      <rect width="${PAGE.width}" height="${PAGE.height}" fill="url(#paper)" />
      <g fill-opacity="0.4">
        <circle cx="1010" cy="450" r="330" fill="#f2b9a0" /><circle cx="1330" cy="640" r="240" fill="#9fb8ee" />
        <circle cx="620" cy="620" r="210" fill="#a8dcb4" /><circle cx="260" cy="140" r="180" fill="#d9a7d8" />
      </g>
      <g transform="translate(1010 450)" fill="none" stroke="#96527f" stroke-opacity="0.5" stroke-width="1.5">${rosette.join('')}</g>
      <path d="M1330 190 h110 v60 a55 66 0 0 1 -110 0 Z" fill="#7a2b52" fill-opacity="0.85" />
      <rect y="150" width="${PAGE.width}" height="8" fill="#a8527d" fill-opacity="0.7" />
      <rect y="800" width="${PAGE.width}" height="${PAGE.height - 800}" fill="#ffffff" fill-opacity="0.7" />
    </g>`;
}
