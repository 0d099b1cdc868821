import { EkycError } from '../contract/error.ts';
import { BitmapPicture } from './bitmap-picture.ts';
import { readImageHeader } from './image-header.ts';
import type { Picture } from './picture.ts';

/** Bytes of an encoded image (JPEG, PNG, WebP, BMP, GIF, AVIF), or pixels that somebody decoded already. */
export type ImageInput = Blob | ArrayBuffer | Uint8Array | ImageBitmap | ImageData;

/** Decoded pixels. The client sends bitmaps and image data as frames. */
type Pixels = ImageBitmap | ImageData | VideoFrame;

/** The file of a 108-megapixel phone camera fits. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_PIXELS = 120_000_000;
/**
 * Larger photos are kept at this longer side: a face that passes the limits still has more pixels than any network
 * looks at, and memory stays bounded.
 */
const MAX_KEPT_SIDE = 2560;

interface Size {
  readonly width: number;
  readonly height: number;
}

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
  const picture = await (isPixels(input) ? copyPixels(input, field) : decodeFile(input, field));
  if (isFrame(input)) input.close();
  if (signal?.aborted) {
    picture.close();
    throw signal.reason;
  }
  return picture;
}

async function decodeFile(file: Blob | ArrayBuffer | Uint8Array, field: string): Promise<Picture> {
  const bytes = await bytesOf(file, field);
  const header = readImageHeader(bytes, field);
  // What is too large is refused before it is decoded, and again after it: the header may lie.
  refuseTooManyPixels(header, field);
  const blob = file instanceof Blob ? file : new Blob([bytes]);
  // Decoded in full and shrunk in a second step. In Chromium a resize on decode takes as long as the two, and it would
  // need the upright size beforehand, which headers do not tell reliably.
  const bitmap = await createImageBitmap(blob).catch((error: unknown) => {
    // Of all formats taken, the only one that some browsers open and others do not.
    if (header.format === 'HEIC') {
      const message = `${field}: this browser does not open this HEIC file. HEIC opens in Safari alone: convert it to JPEG.`;
      throw new EkycError('IMAGE_FORMAT_UNSUPPORTED', message, { cause: error });
    }
    throw new EkycError('IMAGE_UNREADABLE', `${field}: the ${header.format} file is truncated or corrupt.`, {
      cause: error,
    });
  });
  return keepPixels(bitmap, field);
}

/** A copy that no caller can change, also of memory that is shared or resizable, which Blob and decoders refuse. */
async function bytesOf(file: Blob | ArrayBuffer | Uint8Array, field: string): Promise<Uint8Array<ArrayBuffer>> {
  const size = file instanceof Blob ? file.size : file.byteLength;
  // Detached buffers, which cannot be read, have a length of 0 as well.
  if (size === 0) throw new EkycError('IMAGE_EMPTY', `${field}: the picture has no bytes.`);
  if (size > MAX_BYTES) {
    throw new EkycError(
      'IMAGE_TOO_LARGE',
      `${field}: the file has ${Math.ceil(size / 2 ** 20)} MiB; at most ${MAX_BYTES / 2 ** 20} MiB are accepted.`,
    );
  }
  if (!(file instanceof Blob)) return new Uint8Array(ArrayBuffer.isView(file) ? file : new Uint8Array(file));
  const buffer = await file.arrayBuffer().catch((error: unknown) => {
    throw new EkycError('IMAGE_UNREADABLE', `${field}: the file could not be read (${String(error)}).`, {
      cause: error,
    });
  });
  return new Uint8Array(buffer);
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
  const size = isFrame(pixels)
    ? { width: pixels.displayWidth, height: pixels.displayHeight }
    : { width: pixels.width, height: pixels.height };
  // A closed or transferred bitmap reports 0 x 0.
  if (size.width === 0 || size.height === 0) {
    throw new EkycError('IMAGE_EMPTY', `${field}: the picture has no pixels.`);
  }
  refuseTooManyPixels(size, field);
  return new BitmapPicture(await createImageBitmap(pixels, shrinking(size)), size);
}

function isPixels(input: ImageInput | VideoFrame): input is Pixels {
  return input instanceof ImageData || input instanceof ImageBitmap || isFrame(input);
}

function isFrame(input: unknown): input is VideoFrame {
  return typeof VideoFrame !== 'undefined' && input instanceof VideoFrame;
}

function refuseTooManyPixels({ width, height }: Size, field: string): void {
  if (width * height <= MAX_PIXELS) return;
  throw new EkycError(
    'IMAGE_TOO_LARGE',
    `${field}: the picture is ${width} x ${height}; at most ${MAX_PIXELS / 1e6} megapixels are accepted.`,
  );
}

function shrinking({ width, height }: Size): ImageBitmapOptions {
  const scale = MAX_KEPT_SIDE / Math.max(width, height);
  if (scale >= 1) return {};
  const scaled = (side: number) => Math.max(1, Math.round(side * scale));
  return { resizeWidth: scaled(width), resizeHeight: scaled(height), resizeQuality: 'high' };
}
