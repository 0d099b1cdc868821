import { PNG } from 'image-size/types/png';
import { WEBP } from 'image-size/types/webp';
import { EkycError } from '../contract/error.ts';
import { bmpSize, isBmp } from './bmp-header.ts';
import { gifSize, isGif } from './gif-header.ts';
import { heifFormat, heifSize } from './heif-header.ts';
import { isJpeg, jpegSize } from './jpeg-header.ts';

/** What the first bytes of a file say about it. */
export interface ImageHeader {
  readonly format: keyof typeof FORMATS;
  /** Before orientation and cropping. What is decoded may differ: a header can lie. */
  readonly width: number;
  readonly height: number;
}

interface Format {
  /** May throw on files that are shorter than any header, as the library does. */
  readonly validate: (bytes: Uint8Array) => boolean;
  readonly calculate: (bytes: Uint8Array) => { readonly width: number; readonly height: number } | undefined;
}

/**
 * Most are read here. The library takes seconds to minutes over JPEG and HEIF files made for that, does not look at the
 * frames of a GIF, which decide over its size, and misreads old BMPs.
 */
const FORMATS = {
  JPEG: { validate: isJpeg, calculate: jpegSize },
  PNG,
  WebP: WEBP,
  BMP: { validate: isBmp, calculate: bmpSize },
  GIF: { validate: isGif, calculate: gifSize },
  AVIF: { validate: (bytes) => heifFormat(bytes) === 'AVIF', calculate: heifSize },
  HEIC: { validate: (bytes) => heifFormat(bytes) === 'HEIC', calculate: heifSize },
} satisfies Record<string, Format>;

const ACCEPTED = 'JPEG, PNG, WebP, BMP, GIF or AVIF';

/**
 * Tells the format of an image file and the size it claims, without decoding it.
 *
 * @param field name of the request's field, for messages.
 * @throws {EkycError} IMAGE_FORMAT_UNSUPPORTED, IMAGE_UNREADABLE, IMAGE_EMPTY
 */
export function readImageHeader(bytes: Uint8Array, field: string): ImageHeader {
  if (bytes.length === 0) throw new EkycError('IMAGE_EMPTY', `${field}: the picture has no bytes.`);
  const names = Object.keys(FORMATS) as (keyof typeof FORMATS)[];
  const format = names.find((name) => attempt(FORMATS[name].validate, bytes).value);
  if (!format) {
    throw new EkycError(
      'IMAGE_FORMAT_UNSUPPORTED',
      `${field}: this is no ${ACCEPTED} file. Convert it to one of these.`,
    );
  }
  const { value: size, error } = attempt<ReturnType<Format['calculate']>>(FORMATS[format].calculate, bytes);
  if (!size) {
    throw new EkycError('IMAGE_UNREADABLE', `${field}: the ${format} file has no readable header.`, { cause: error });
  }
  if (size.width === 0 || size.height === 0) {
    throw new EkycError('IMAGE_EMPTY', `${field}: the ${format} file claims to be ${size.width} x ${size.height}.`);
  }
  return { format, width: size.width, height: size.height };
}

/** The library reads past the end of short files, and throws. */
function attempt<T>(read: (bytes: Uint8Array) => T, bytes: Uint8Array): { value?: T; error?: unknown } {
  try {
    return { value: read(bytes) };
  } catch (error) {
    return { error };
  }
}
