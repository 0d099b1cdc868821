import { BitmapPicture } from './bitmap-picture.ts';
import { softwareOf } from './file-software.ts';
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
 * Larger photos are kept at this longer side, so that memory stays bounded. A face that passes the limits then still has more
 * pixels than any network looks at, and a card that takes a tenth of the picture has 300 dpi.
 */
const KEPT_SIDES = { face: 2560, document: 4096 } as const;

/** What a picture is about. */
export type Subject = keyof typeof KEPT_SIDES;

/**
 * Decodes what a caller gave as a picture, upright (EXIF orientation applied).
 *
 * @param field name of the request's field, for messages.
 * @param subject what the picture shows: of documents more detail is kept.
 * @param signal when it is aborted by the end of the decoding, the pixels are freed and its reason is thrown.
 * @throws {EkycError} IMAGE_EMPTY, IMAGE_FORMAT_UNSUPPORTED, IMAGE_TOO_LARGE, IMAGE_UNREADABLE
 */
export async function decodePicture(
  input: ImageInput,
  field: string,
  subject: Subject,
  signal?: AbortSignal,
): Promise<Picture> {
  const longest = KEPT_SIDES[subject];
  const picture = await (isPixels(input) ? copyPixels(input, field, longest) : readFile(input, field, longest));
  if (isFrame(input)) input.close();
  if (signal?.aborted) {
    picture.close();
    throw signal.reason;
  }
  return picture;
}

async function readFile(file: EncodedInput, field: string, longest: number): Promise<Picture> {
  const bytes = await bytesOf(file, field);
  const bitmap = await decodeFile(bytes, field, file instanceof Blob ? file : undefined);
  return keepPixels(bitmap, field, longest, softwareOf(bytes));
}

/** A bitmap of our own, copied only where it has to shrink. */
async function keepPixels(
  bitmap: ImageBitmap,
  field: string,
  longest: number,
  software: readonly string[],
): Promise<Picture> {
  if (Math.max(bitmap.width, bitmap.height) <= longest) return new BitmapPicture(bitmap, bitmap, software);
  try {
    return await copyPixels(bitmap, field, longest, software);
  } finally {
    bitmap.close();
  }
}

/** A picture with pixels of its own, at most `longest` a side; its size is that of the pixels given. */
async function copyPixels(
  pixels: Pixels,
  field: string,
  longest: number,
  software?: readonly string[],
): Promise<Picture> {
  const size = sizeOf(pixels);
  refuseSize(size, field);
  return new BitmapPicture(await createImageBitmap(pixels, shrinking(size, longest)), size, software);
}

function shrinking({ width, height }: Size, longest: number): ImageBitmapOptions {
  const scale = longest / Math.max(width, height);
  if (scale >= 1) return {};
  const scaled = (side: number) => Math.max(1, Math.round(side * scale));
  return { resizeWidth: scaled(width), resizeHeight: scaled(height), resizeQuality: 'high' };
}
