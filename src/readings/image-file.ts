import { EkycError } from '../contract/error.ts';
import { readImageHeader } from './image-header.ts';
import { type EncodedInput, refuseSize } from './image-input.ts';

/** The file of a 108-megapixel phone camera fits. */
export const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The bytes of a file, in a copy that no caller can change, also of memory that is shared or resizable, which Blob and
 * decoders refuse.
 *
 * @param field name of the request's field, for messages.
 * @throws {EkycError} IMAGE_TOO_LARGE, IMAGE_UNREADABLE
 */
export async function bytesOf(
  file: EncodedInput,
  field: string,
  maxBytes: number = MAX_BYTES,
): Promise<Uint8Array<ArrayBuffer>> {
  const size = file instanceof Blob ? file.size : file.byteLength;
  if (size > maxBytes) {
    const mebibytes = (bytes: number) => Math.ceil(bytes / 2 ** 20);
    throw new EkycError(
      'IMAGE_TOO_LARGE',
      `${field}: the file has ${mebibytes(size)} MiB; at most ${mebibytes(maxBytes)} MiB are accepted.`,
    );
  }
  // Detached buffers, which cannot be copied, have a length of 0.
  if (size === 0) return new Uint8Array();
  if (!(file instanceof Blob)) return new Uint8Array(ArrayBuffer.isView(file) ? file : new Uint8Array(file));
  const buffer = await file.arrayBuffer().catch((error: unknown) => {
    throw new EkycError('IMAGE_UNREADABLE', `${field}: the file could not be read (${String(error)}).`, {
      cause: error,
    });
  });
  return new Uint8Array(buffer);
}

/**
 * The pixels of an image file, upright as EXIF says. What is too large is refused before it is decoded; since a header may
 * lie, whoever uses the pixels refuses again.
 *
 * @param blob the same bytes, where they are in a Blob already.
 * @throws {EkycError} IMAGE_EMPTY, IMAGE_FORMAT_UNSUPPORTED, IMAGE_TOO_LARGE, IMAGE_UNREADABLE
 */
export async function decodeFile(
  bytes: Uint8Array<ArrayBuffer>,
  field: string,
  blob: Blob = new Blob([bytes]),
): Promise<ImageBitmap> {
  const header = readImageHeader(bytes, field);
  refuseSize(header, field);
  // Decoded in full and shrunk in a second step. In Chromium a resize on decode takes as long as the two, and it would
  // need the upright size beforehand, which headers do not tell reliably.
  return createImageBitmap(blob).catch((error: unknown) => {
    // Of all formats taken, the only one that some browsers open and others do not.
    if (header.format === 'HEIC') {
      const message = `${field}: this browser does not open this HEIC file. HEIC opens in Safari alone: convert it to JPEG.`;
      throw new EkycError('IMAGE_FORMAT_UNSUPPORTED', message, { cause: error });
    }
    throw new EkycError('IMAGE_UNREADABLE', `${field}: the ${header.format} file is truncated or corrupt.`, {
      cause: error,
    });
  });
}
