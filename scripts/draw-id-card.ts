import sharp, { type OverlayOptions } from 'sharp';
import { machineReadableZone } from './machine-readable-zone.ts';
import type { Person } from './sample-people.ts';

/** Absolute paths of the two fonts. */
export interface Fonts {
  readonly text: string;
  readonly mono: string;
}

const PHOTO = { width: 1600, height: 1200 };
const CARD = { width: 1300, height: 820 };
const PORTRAIT = { left: 50, top: 130, width: 350, height: 450 };
const INK = '#1d3442';

/**
 * Draws the photo of an identity card that does not exist, of a country that does not exist, around a portrait.
 *
 * @param photo The person's photo, an encoded picture.
 * @returns A JPEG of 1600x1200 pixels.
 */
export async function drawIdCard(person: Person, photo: Buffer, fonts: Fonts): Promise<Buffer> {
  const card = await sharp(svg(CARD, cardArt()))
    .composite([{ input: await portrait(person, photo), ...PORTRAIT }, ...(await writing(person, fonts))])
    .png()
    .toBuffer();
  const turned = await sharp(card)
    .rotate(person.angle, { background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .png()
    .toBuffer({ resolveWithObject: true });
  const left = Math.round((PHOTO.width - turned.info.width) / 2);
  const top = Math.round((PHOTO.height - turned.info.height) / 2);
  return sharp(svg(PHOTO, tableArt(person)))
    .composite([
      { input: turned.data, left, top },
      { input: svg(PHOTO, LIGHT), blend: 'over' },
    ])
    .flatten()
    .jpeg({ quality: 88 })
    .toBuffer();
}

/** As documents show portraits: cropped to the head, paler, compressed once more and printed small. */
async function portrait(person: Person, photo: Buffer): Promise<Buffer> {
  const compressed = await sharp(photo)
    .extract(person.portrait)
    .modulate({ saturation: 0.45, brightness: 1.06 })
    .jpeg({ quality: 70 })
    .toBuffer();
  return sharp(compressed).resize(PORTRAIT.width, PORTRAIT.height, { fit: 'fill' }).blur(0.7).png().toBuffer();
}

async function writing(person: Person, fonts: Fonts): Promise<OverlayOptions[]> {
  const text = (words: string, left: number, top: number, size: number, colour = INK) =>
    write(words, { font: 'DejaVu Sans Bold', file: fonts.text, left, top, size, colour });
  const field = async (label: string, value: string, left: number, top: number) => [
    await text(label, left, top, 17, '#5d7683'),
    await text(value, left, top + 28, 30),
  ];
  const zone = machineReadableZone(person).map((words, line) =>
    write(words, { font: 'DejaVu Sans Mono', file: fonts.mono, left: 90, top: 640 + 58 * line, size: 56, colour: INK }),
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

interface Writing {
  readonly font: string;
  readonly file: string;
  readonly left: number;
  readonly top: number;
  /** Pixels. */
  readonly size: number;
  readonly colour: string;
}

async function write(words: string, { font, file, left, top, size, colour }: Writing): Promise<OverlayOptions> {
  const markup = `<span foreground="${colour}">${words.replaceAll('<', '&lt;')}</span>`;
  // At 72 dots per inch a point is a pixel.
  const input = { text: { text: markup, font: `${font} ${size}`, fontfile: file, rgba: true, dpi: 72 } };
  return { input: await sharp(input).png().toBuffer(), left, top };
}

function readableDate(date: string, century: number): string {
  return `${date.slice(4)} ${date.slice(2, 4)} ${century}${date.slice(0, 2)}`;
}

function svg(size: { readonly width: number; readonly height: number }, content: string): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">${content}</svg>`,
  );
}

function cardArt(): string {
  const waves = Array.from({ length: 26 }, (_, line) => {
    const y = 120 + line * 19;
    return `<path d="M0 ${y} q 110 ${-60 + 4 * line} 220 0 t 220 0 t 220 0 t 220 0 t 220 0 t 220 0" />`;
  });
  return `
    <defs>
      <linearGradient id="paper" x1="0" y1="0" x2="1" y2="1">
        <stop offset="0" stop-color="#dff0ec" /><stop offset="0.5" stop-color="#f4efdf" /><stop offset="1" stop-color="#d5e4f2" />
      </linearGradient>
      <clipPath id="card"><rect width="${CARD.width}" height="${CARD.height}" rx="46" /></clipPath>
    </defs>
    <g clip-path="url(#card)">
      <rect width="${CARD.width}" height="${CARD.height}" fill="url(#paper)" />
      <g fill="none" stroke="#7fb3a8" stroke-opacity="0.45" stroke-width="1.5">${waves.join('')}</g>
      <rect width="${CARD.width}" height="96" fill="#2f6f7e" />
      <rect y="606" width="${CARD.width}" height="${CARD.height - 606}" fill="#ffffff" fill-opacity="0.75" />
      <circle cx="1170" cy="500" r="62" fill="#c9a94f" fill-opacity="0.55" />
      <circle cx="1170" cy="500" r="44" fill="none" stroke="#8a6d1d" stroke-opacity="0.6" stroke-width="4" />
    </g>`;
}

function tableArt(person: Person): string {
  return `
    <filter id="grain" x="0" y="0" width="1" height="1">
      <feTurbulence type="fractalNoise" baseFrequency="0.004 0.09" numOctaves="4" seed="7" />
      <feColorMatrix values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  0.9 0 0 0 -0.25" />
    </filter>
    <filter id="soft"><feGaussianBlur stdDeviation="16" /></filter>
    <rect width="100%" height="100%" fill="${person.table}" />
    <rect width="100%" height="100%" filter="url(#grain)" opacity="0.6" />
    <rect x="160" y="206" width="${CARD.width}" height="${CARD.height}" rx="46" fill="#000000" fill-opacity="0.55"
      filter="url(#soft)" transform="rotate(${person.angle} 800 600)" />`;
}

const LIGHT = `
  <defs>
    <radialGradient id="lamp" cx="0.3" cy="0.2" r="1">
      <stop offset="0" stop-color="#fff6e0" stop-opacity="0.14" />
      <stop offset="0.5" stop-color="#ffffff" stop-opacity="0" />
      <stop offset="1" stop-color="#000000" stop-opacity="0.24" />
    </radialGradient>
  </defs>
  <rect width="100%" height="100%" fill="url(#lamp)" />`;
