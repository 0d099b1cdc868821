import sharp, { type OverlayOptions } from 'sharp';

/** Absolute paths of the two fonts. */
export interface Fonts {
  readonly text: string;
  readonly mono: string;
}

interface Place {
  readonly left: number;
  readonly top: number;
  /** Pixels. */
  readonly size: number;
  readonly colour: string;
}

/** Words in a sans serif, bold, to be laid over a picture. */
export function textLayer(words: string, fonts: Fonts, place: Place): Promise<OverlayOptions> {
  return layer(words, 'DejaVu Sans Bold', fonts.text, place);
}

/** Words in letters of one width. */
export function monoLayer(words: string, fonts: Fonts, place: Place): Promise<OverlayOptions> {
  return layer(words, 'DejaVu Sans Mono', fonts.mono, place);
}

/** A date of six digits (year, month, day) as documents print it. */
export function readableDate(date: string, century: number): string {
  return `${date.slice(4)} ${date.slice(2, 4)} ${century}${date.slice(0, 2)}`;
}

async function layer(
  words: string,
  font: string,
  fontfile: string,
  { left, top, size, colour }: Place,
): Promise<OverlayOptions> {
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const text = `<span foreground="${colour}">${escaped}</span>`;
  // At 72 dots per inch a point is a pixel.
  const input = { text: { text, font: `${font} ${size}`, fontfile, rgba: true, dpi: 72 } };
  return { input: await sharp(input).png().toBuffer(), left, top };
}
