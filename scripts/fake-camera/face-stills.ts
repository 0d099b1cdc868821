import sharp from 'sharp';
import type { Point, Size } from '../documents/perspective.ts';
import { svg } from '../documents/svg.ts';
import { inRepository } from '../repository.ts';

/** A selfie of the samples, and where the face is in it, in pixels. */
interface Selfie {
  readonly file: string;
  readonly centre: Point;
  readonly height: number;
}

/** As the engine reads them. */
export const MARC: Selfie = { file: 'selfie-marc.jpg', centre: { x: 396, y: 393 }, height: 433 };
export const TURNED: Selfie = { file: 'selfie-turned.jpg', centre: { x: 322, y: 308 }, height: 376 };
/** Two faces; the place is between them. */
export const TWO_PEOPLE: Selfie = { file: 'selfie-two-people.jpg', centre: { x: 800, y: 393 }, height: 433 };

/** Eyes of {@link MARC}: the corners, the middle of the brow above, and of both lids. */
const EYES = [
  { left: { x: 302.6, y: 338.3 }, right: { x: 362.3, y: 341.3 }, brow: 307.8, upper: 327.6, lower: 346.3 },
  { left: { x: 437, y: 340.2 }, right: { x: 496.9, y: 335.5 }, brow: 305.1, upper: 325.3, lower: 344.7 },
] as const;

/** Where a face is put in the picture. */
export interface Pose {
  readonly centre: Point;
  /** Brow to chin in pixels. */
  readonly height: number;
}

/** A selfie with the face so large and there. What the photo does not show goes on as it ends. An encoded picture. */
export async function selfieStill(
  { file, centre: from, height }: Selfie,
  size: Size,
  pose: Pose,
  photo?: Buffer,
): Promise<Buffer> {
  const picture = photo ?? samplePath(file);
  const { width: fullWidth, height: fullHeight } = await sharp(picture).metadata();
  const scale = pose.height / height;
  const scaled = { width: Math.round(scale * fullWidth), height: Math.round(scale * fullHeight) };
  const left = Math.round(pose.centre.x - scale * from.x);
  const top = Math.round(pose.centre.y - scale * from.y);
  const extended = await sharp(picture)
    .resize({ ...scaled, fit: 'fill' })
    .extend({
      left: Math.max(0, left),
      top: Math.max(0, top),
      right: Math.max(0, size.width - left - scaled.width),
      bottom: Math.max(0, size.height - top - scaled.height),
      extendWith: 'copy',
    })
    .png()
    .toBuffer();
  return sharp(extended)
    .extract({ left: Math.max(0, -left), top: Math.max(0, -top), ...size })
    .png()
    .toBuffer();
}

/** The photo of {@link MARC} with both eyes shut: the skin above each is stretched over it, and lashes end it. */
export async function marcAsleep(): Promise<Buffer> {
  const picture = samplePath(MARC.file);
  const { width, height } = await sharp(picture).metadata();
  const lids = await Promise.all(
    EYES.map(async ({ left, right, brow, upper, lower }) => {
      const margin = 0.1 * (right.x - left.x);
      const at = { left: Math.round(left.x - margin), top: Math.round(brow) };
      const across = Math.round(right.x + margin) - at.left;
      const skin = { ...at, width: across, height: Math.round(upper - 2) - at.top };
      const input = await sharp(picture)
        .extract(skin)
        .resize({ width: across, height: Math.round(lower) - at.top, fit: 'fill' })
        .png()
        .toBuffer();
      return { input, ...at };
    }),
  );
  const lashes = EYES.map(({ left, right, lower }) => {
    const across = 1.2 * (right.x - left.x);
    const [from, to] = [(left.x + right.x - across) / 2, (left.x + right.x + across) / 2];
    const path = `M${from} ${left.y} Q${from + across / 2} ${lower + 0.1 * across} ${to} ${right.y}`;
    return `<path d="${path}" fill="none" stroke="rgb(40,25,20)" stroke-width="${0.05 * across}" />`;
  });
  return sharp(picture)
    .composite([...lids, { input: svg({ width, height }, lashes.join('')) }])
    .png()
    .toBuffer();
}

/** A room that nobody is in: a wall, a window, a shelf. */
export function emptyRoom(size: Size): Promise<Buffer> {
  const books = Array.from({ length: 9 }, (_, i) => {
    const colour = ['#7a3b2e', '#2e4f6b', '#8a7a3f', '#44603f'][i % 4];
    return `<rect x="${400 + 22 * i}" y="${206 - ((i * 37) % 24)}" width="18" height="${54 + ((i * 37) % 24)}" fill="${colour}" />`;
  });
  const art = `
    <defs>
      <linearGradient id="wall"><stop offset="0" stop-color="#d9d2c4" /><stop offset="1" stop-color="#a89f8f" /></linearGradient>
      <linearGradient id="sky" x2="0" y2="1"><stop offset="0" stop-color="#9fc3e6" /><stop offset="1" stop-color="#dcebf5" /></linearGradient>
    </defs>
    <rect width="100%" height="100%" fill="url(#wall)" />
    <rect x="60" y="60" width="190" height="240" fill="#efece6" />
    <rect x="72" y="72" width="78" height="216" fill="url(#sky)" />
    <rect x="160" y="72" width="78" height="216" fill="url(#sky)" />
    ${books.join('')}
    <rect x="380" y="260" width="230" height="12" fill="#6b4d33" />
    <rect y="400" width="100%" height="100%" fill="#7d6146" />`;
  return sharp(svg(size, art)).flatten().blur(1.2).png().toBuffer();
}

function samplePath(file: string): string {
  return inRepository(`samples/${file}`);
}
