import { BitmapPicture } from './bitmap-picture.ts';
import { bytesOf, decodeFile } from './image-file.ts';
import {
  type EncodedInput,
  type ImageInput,
  isFrame,
  isPixels,
  type Pixels,
  refuseSize,
  type Size,
  sizeOf,
} from './image-input.ts';
import type { Picture } from './picture.ts';

/**
 * Larger photos are kept at this longer side: a face that passes the limits still has more pixels than any network
 * looks at, and memory stays bounded.
 */
const MAX_KEPT_SIDE = 2560;

/**
 * Decodes what a caller gave as a picture, upright (EXIF orientation applied).
 *
 * @param field name of the request's field, for messages.
 * @param signal when it is aborted by the end of the decoding, the pixels are freed and its reason is thrown.
 * @throws {EkycError} IMAGE_EMPTY, IMAGE_FORMAT_UNSUPPORTED, IMAGE_TOO_LARGE, IMAGE_UNREADABLE
 */
export async function decodePicture(
  input: ImageInput | VideoFrame,
  field: string,
  signal?: AbortSignal,
): Promise<Picture> {
  const picture = await (isPixels(input) ? copyPixels(input, field) : readFile(input, field));
  if (isFrame(input)) input.close();
  if (signal?.aborted) {
    picture.close();
    throw signal.reason;
  }
  return picture;
}

async function readFile(file: EncodedInput, field: string): Promise<Picture> {
  const bytes = await bytesOf(file, field);
  return keepPixels(await decodeFile(bytes, field, file instanceof Blob ? file : undefined), field);
}

/** A bitmap of our own, copied only where it has to shrink. */
async function keepPixels(bitmap: ImageBitmap, field: string): Promise<Picture> {
  if (Math.max(bitmap.width, bitmap.height) <= MAX_KEPT_SIDE) return new BitmapPicture(bitmap);
  try {
    return await copyPixels(bitmap, field);
  } finally {
    bitmap.close();
  }
}

/** A picture with pixels of its own, at most {@link MAX_KEPT_SIDE} long; its size is that of the pixels given. */
async function copyPixels(pixels: Pixels, field: string): Promise<Picture> {
  const size = sizeOf(pixels);
  refuseSize(size, field);
  return new BitmapPicture(await createImageBitmap(pixels, shrinking(size)), size);
}

function shrinking({ width, height }: Size): ImageBitmapOptions {
  const scale = MAX_KEPT_SIDE / Math.max(width, height);
  if (scale >= 1) return {};
  const scaled = (side: number) => Math.max(1, Math.round(side * scale));
  return { resizeWidth: scaled(width), resizeHeight: scaled(height), resizeQuality: 'high' };
}
