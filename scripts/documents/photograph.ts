import sharp from 'sharp';
import { seededRandom } from '../random.ts';
import { type Corners, inPerspective, type Size } from './perspective.ts';
import { svg } from './svg.ts';

/** Something flat that lies on the table. */
export interface Lying {
  /** Encoded picture of it; transparent where it is not. */
  readonly flat: Buffer;
  /** Where its corners are in the photo. */
  readonly corners: Corners;
}

export interface Scene {
  /** Size of the photo in pixels. */
  readonly size: Size;
  /** Colour of the table. */
  readonly table: string;
  readonly lying: readonly Lying[];
  /** Drawn over it all: what is mirrored, say. Inside of an SVG of the photo's size. */
  readonly over?: string;
}

/** Standard deviation of the sensor's noise, of 255 levels, before the lens's softness takes most of it. */
const NOISE = 4;
const SEED = 20_240_229;

/** Draws the photo of things that lie on a table: seen in perspective, with shadows, a lamp, soft lens and noise. A JPEG. */
export async function photograph({ size, table, lying, over = '' }: Scene): Promise<Buffer> {
  const layers = await Promise.all(lying.map(({ flat, corners }) => inPerspective(flat, corners, size)));
  const raw = { ...size, channels: 4 } as const;
  const shadows = shadowArt(
    size,
    lying.map(({ corners }) => corners),
  );
  const seen = await sharp(await emptyTable(size, table), { raw })
    .composite([
      { input: svg(size, shadows) },
      ...layers.map((input) => ({ input, raw })),
      { input: svg(size, LIGHT) },
      { input: svg(size, over) },
    ])
    .removeAlpha()
    .raw()
    .toBuffer();
  addNoise(seen);
  return sharp(seen, { raw: { ...size, channels: 3 } })
    .blur(0.6)
    .jpeg({ quality: 88 })
    .toBuffer();
}

/** The sum of four even numbers is near enough to a normal one. */
function addNoise(samples: Buffer): void {
  const random = seededRandom(SEED);
  // Four numbers out of one draw: 7 bits each, whose sum has a standard deviation of 74.
  for (let at = 0; at < samples.length; at++) {
    const drawn = random(2 ** 28);
    const sum = (drawn & 127) + ((drawn >> 7) & 127) + ((drawn >> 14) & 127) + ((drawn >> 21) & 127);
    const level = samples[at]! + ((sum - 254) * NOISE) / 74;
    samples[at] = Math.min(255, Math.max(0, Math.round(level)));
  }
}

/** Tables that were drawn already: their grain takes seconds. */
const tables = new Map<string, Promise<Buffer>>();

/** RGBA of a table on which nothing lies. */
function emptyTable(size: Size, colour: string): Promise<Buffer> {
  const key = `${size.width} x ${size.height} ${colour}`;
  const drawn =
    tables.get(key) ??
    sharp(svg(size, tableArt(size, colour)))
      .ensureAlpha()
      .raw()
      .toBuffer();
  tables.set(key, drawn);
  return drawn;
}

function tableArt(size: Size, colour: string): string {
  const unit = unitOf(size);
  return `
    <filter id="grain" x="0" y="0" width="1" height="1">
      <feTurbulence type="fractalNoise" baseFrequency="${0.004 / unit} ${0.09 / unit}" numOctaves="4" seed="7" />
      <feColorMatrix values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  0.9 0 0 0 -0.25" />
    </filter>
    <rect width="100%" height="100%" fill="${colour}" />
    <rect width="100%" height="100%" filter="url(#grain)" opacity="0.6" />`;
}

function shadowArt(size: Size, casting: readonly Corners[]): string {
  const unit = unitOf(size);
  const shadow = (corners: Corners) => {
    const points = corners.map(({ x, y }) => `${x + 4 * unit},${y + 10 * unit}`);
    return `<polygon points="${points.join(' ')}" fill="#000000" fill-opacity="0.5" filter="url(#soft)" />`;
  };
  return `
    <filter id="soft"><feGaussianBlur stdDeviation="${12 * unit}" /></filter>
    ${casting.map(shadow).join('')}`;
}

/** What is drawn for photos of 1600 pixels is drawn in these. */
function unitOf({ width, height }: Size): number {
  return Math.max(width, height) / 1600;
}

/** Less of it than would make paper white: cameras leave room for what shines. */
const LIGHT = `
  <defs>
    <radialGradient id="lamp" cx="0.3" cy="0.2" r="1">
      <stop offset="0" stop-color="#fff6e0" stop-opacity="0.14" />
      <stop offset="0.5" stop-color="#ffffff" stop-opacity="0" />
      <stop offset="1" stop-color="#000000" stop-opacity="0.24" />
    </radialGradient>
  </defs>
  <rect width="100%" height="100%" fill="#000000" fill-opacity="0.14" />
  <rect width="100%" height="100%" fill="url(#lamp)" />`;
