import { BMP } from 'image-size/types/bmp';
import { GIF } from 'image-size/types/gif';
import { HEIF } from 'image-size/types/heif';
import { JPG } from 'image-size/types/jpg';
import { PNG } from 'image-size/types/png';
import { WEBP } from 'image-size/types/webp';
import { EkycError } from '../contract/error.ts';
import { BitmapPicture } from './bitmap-picture.ts';
import type { Picture } from './picture.ts';

/** Bytes of an encoded image (JPEG, PNG, WebP, BMP, GIF, AVIF), or pixels that somebody decoded already. */
export type ImageInput = Blob | ArrayBuffer | Uint8Array | ImageBitmap | ImageData;

/** The file of a 108-megapixel phone camera fits. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_PIXELS = 120_000_000;
/**
 * Larger photos are decoded to this longer side: a face that passes the limits still has more pixels than any network
 * looks at, and memory stays bounded.
 */
const MAX_DECODED_SIDE = 2560;

const FORMATS = { JPEG: JPG, PNG, WebP: WEBP, BMP, GIF, 'AVIF or HEIC': HEIF };
const ACCEPTED = 'JPEG, PNG, WebP, BMP, GIF or AVIF';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Decodes what a caller gave as a picture, upright (EXIF orientation applied).
 *
 * @param field name of the request's field, for messages.
 * @throws {EkycError} INVALID_REQUEST, IMAGE_EMPTY, IMAGE_FORMAT_UNSUPPORTED, IMAGE_TOO_LARGE, IMAGE_UNREADABLE
 */
export async function decodePicture(input: ImageInput, field: string): Promise<Picture> {
  if (input instanceof ImageData || input instanceof ImageBitmap) return decodePixels(input, field);
  const blob = input instanceof Blob ? input : new Blob([input as BlobPart]);
  if (blob.size === 0) throw new EkycError('IMAGE_EMPTY', `${field}: the picture has no bytes.`);
  if (blob.size > MAX_BYTES) {
    throw new EkycError(
      'IMAGE_TOO_LARGE',
      `${field}: the file has ${Math.round(blob.size / 2 ** 20)} MiB; at most ${MAX_BYTES / 2 ** 20} MiB are accepted.`,
    );
  }
  return decodeFile(blob, field);
}

async function decodePixels(input: ImageData | ImageBitmap, field: string): Promise<Picture> {
  // A closed or transferred bitmap reports 0 x 0.
  if (input.width === 0 || input.height === 0)
    throw new EkycError('IMAGE_EMPTY', `${field}: the picture has no pixels.`);
  refuseTooManyPixels(input, field);
  return new BitmapPicture(await createImageBitmap(input, decodeOptions(input)), input);
}

async function decodeFile(blob: Blob, field: string): Promise<Picture> {
  const bytes = new Uint8Array(
    await blob.arrayBuffer().catch((error: unknown) => {
      throw new EkycError('IMAGE_UNREADABLE', `${field}: the file could not be read (${String(error)}).`, {
        cause: error,
      });
    }),
  );
  const format = Object.entries(FORMATS).find(([, { validate }]) => recognises(validate, bytes))?.[0];
  if (!format) {
    throw new EkycError(
      'IMAGE_FORMAT_UNSUPPORTED',
      `${field}: this is no ${ACCEPTED} file. Convert it to one of these.`,
    );
  }
  const stored = storedSize(format as keyof typeof FORMATS, bytes, field);
  refuseTooManyPixels(stored, field);
  const bitmap = await createImageBitmap(blob, decodeOptions(stored)).catch((error: unknown) => {
    const heic = format === 'AVIF or HEIC' ? ' HEIC opens in Safari alone: convert it to JPEG.' : '';
    throw new EkycError('IMAGE_UNREADABLE', `${field}: the ${format} file is truncated or corrupt.${heic}`, {
      cause: error,
    });
  });
  return new BitmapPicture(bitmap, uprightSize(stored, bitmap));
}

function recognises(validate: (bytes: Uint8Array) => boolean, bytes: Uint8Array): boolean {
  try {
    return validate(bytes);
  } catch {
    // The library reads past the end of files that are shorter than any header.
    return false;
  }
}

/** Size that the file's header claims, before orientation: what is too large is refused before it is decoded. */
function storedSize(format: keyof typeof FORMATS, bytes: Uint8Array, field: string): Size {
  try {
    return FORMATS[format].calculate(bytes);
  } catch (error) {
    throw new EkycError('IMAGE_UNREADABLE', `${field}: the ${format} file has no readable header.`, { cause: error });
  }
}

function refuseTooManyPixels({ width, height }: Size, field: string): void {
  if (width * height <= MAX_PIXELS) return;
  throw new EkycError(
    'IMAGE_TOO_LARGE',
    `${field}: the picture is ${width} x ${height}; at most ${MAX_PIXELS / 1e6} megapixels are accepted.`,
  );
}

function decodeOptions({ width, height }: Size): ImageBitmapOptions {
  const longer = Math.max(width, height);
  if (longer <= MAX_DECODED_SIDE) return {};
  // One side alone: the browser keeps the proportions, whichever way the orientation turns the picture.
  return { resizeWidth: Math.max(1, Math.round((width * MAX_DECODED_SIDE) / longer)), resizeQuality: 'high' };
}

/** Orientation may have turned the stored picture by 90 degrees; the bitmap's proportions tell. */
function uprightSize(stored: Size, bitmap: Size): Size {
  const turned = stored.width > stored.height !== bitmap.width > bitmap.height && stored.width !== stored.height;
  return turned ? { width: stored.height, height: stored.width } : stored;
}
