import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { inRepository } from '../../scripts/repository.ts';

/** A photo of a card as a phone takes it. */
export interface BenchPhoto {
  readonly megapixels: number;
  readonly width: number;
  readonly height: number;
  /** Name of the file. */
  readonly file: string;
  /** Size of the file. */
  readonly bytes: number;
}

const SIZES = [
  { megapixels: 2, width: 1632, height: 1224 },
  { megapixels: 12, width: 4032, height: 3024 },
  { megapixels: 48, width: 8064, height: 6048 },
];

/** Standard deviation of the noise, of 255 levels: with it a photo takes the decoder as long as one from a camera. */
const NOISE = 9;

/** Writes the photos into a folder: a sample, enlarged, with the noise of a sensor of that size. */
export async function makePhotos(sample: string, folder: string): Promise<BenchPhoto[]> {
  await mkdir(folder, { recursive: true });
  const photos: BenchPhoto[] = [];
  for (const { megapixels, width, height } of SIZES) {
    const file = `document-${megapixels}-megapixels.jpg`;
    const grain = await sharp({
      create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: NOISE } },
    })
      .png({ compressionLevel: 1 })
      .toBuffer();
    await sharp(inRepository(`samples/${sample}`))
      .resize(width, height, { kernel: 'cubic' })
      .composite([{ input: grain, blend: 'hard-light' }])
      .jpeg({ quality: 90 })
      .toFile(join(folder, file));
    photos.push({ megapixels, width, height, file, bytes: (await stat(join(folder, file))).size });
  }
  return photos;
}
