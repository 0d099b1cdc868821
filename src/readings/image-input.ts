import { EkycError } from '../contract/error.ts';

/** Bytes of a file. */
export type EncodedInput = Blob | ArrayBuffer | Uint8Array;

/** Decoded pixels. The client sends them all as frames. */
export type Pixels = ImageBitmap | ImageData | VideoFrame;

/** Bytes of an encoded image (JPEG, PNG, WebP, BMP, GIF, AVIF), or pixels that somebody decoded already. */
export type ImageInput = EncodedInput | Pixels;

export interface Size {
  readonly width: number;
  readonly height: number;
}

const MAX_PIXELS = 120_000_000;

export function isPixels(input: ImageInput): input is Pixels {
  return input instanceof ImageData || input instanceof ImageBitmap || isFrame(input);
}

export function isFrame(input: unknown): input is VideoFrame {
  return typeof VideoFrame !== 'undefined' && input instanceof VideoFrame;
}

export function sizeOf(pixels: Pixels): Size {
  return isFrame(pixels)
    ? { width: pixels.displayWidth, height: pixels.displayHeight }
    : { width: pixels.width, height: pixels.height };
}

/**
 * @param field name of the request's field, for messages.
 * @throws {EkycError} IMAGE_EMPTY, IMAGE_TOO_LARGE
 */
export function refuseSize({ width, height }: Size, field: string): void {
  // A closed or transferred bitmap reports 0 x 0.
  if (width === 0 || height === 0) throw new EkycError('IMAGE_EMPTY', `${field}: the picture has no pixels.`);
  if (width * height <= MAX_PIXELS) return;
  throw new EkycError(
    'IMAGE_TOO_LARGE',
    `${field}: the picture is ${width} x ${height}; at most ${MAX_PIXELS / 1e6} megapixels are accepted.`,
  );
}
