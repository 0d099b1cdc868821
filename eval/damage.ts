import sharp, { type Sharp } from 'sharp';
import { seededRandom } from '../scripts/random.ts';

/** The measures of a face's pixels that a damage is made for. */
export const DAMAGES = ['sharpness', 'dark', 'bright', 'noise', 'blockiness'] as const;

export type Damage = (typeof DAMAGES)[number];

/** From slight to severe, in the unit of each. */
const LEVELS: Readonly<Record<Damage, readonly number[]>> = {
  /** Standard deviation of a Gaussian in pixels. */
  sharpness: [1, 2, 3, 4.5, 6.5, 9, 12],
  /** Factor of the light. */
  dark: [0.5, 0.3, 0.2, 0.13, 0.08, 0.05],
  bright: [1.5, 2, 2.7, 3.7, 5, 8],
  /** Standard deviation in grey levels. */
  noise: [5, 10, 20, 32, 48, 70],
  /** JPEG quality. */
  blockiness: [50, 30, 20, 12, 7, 3],
};

/** A damaged picture, and its level in the unit of the damage. */
export interface Damaged {
  readonly level: number;
  readonly picture: Buffer;
}

/** The picture damaged in one way, once for each level, from slight to severe; encoded without further loss. */
export async function damaged(picture: Buffer, damage: Damage): Promise<Damaged[]> {
  return Promise.all(
    LEVELS[damage].map(async (level) => ({
      level,
      picture: await damageBy(sharp(picture).removeAlpha(), damage, level),
    })),
  );
}

async function damageBy(picture: Sharp, damage: Damage, level: number): Promise<Buffer> {
  switch (damage) {
    case 'sharpness':
      return picture.blur(level).png().toBuffer();
    case 'dark':
    case 'bright':
      return picture.linear(level, 0).png().toBuffer();
    case 'noise':
      return addNoise(picture, level);
    case 'blockiness':
      return picture.jpeg({ quality: level, chromaSubsampling: '4:2:0' }).toBuffer();
  }
}

async function addNoise(picture: Sharp, deviation: number): Promise<Buffer> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const random = seededRandom(1);
  const uniform = () => random(1024) / 1023;
  // The sum of three uniform numbers is near enough to a Gaussian; its deviation is a half.
  for (let i = 0; i < data.length; i++) {
    const noise = 2 * deviation * (uniform() + uniform() + uniform() - 1.5);
    data[i] = Math.max(0, Math.min(255, Math.round(data[i]! + noise)));
  }
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels } }).png().toBuffer();
}
