import { EkycError } from '../contract/error.ts';
import type { Box } from './geometry.ts';
import { bytesOf, decodeFile, MAX_BYTES } from './image-file.ts';
import { readImageHeader } from './image-header.ts';
import { type ImageInput, isPixels, refuseSize, sizeOf } from './image-input.ts';
import { jpegSize } from './jpeg-header.ts';
import { crop, type Picture } from './picture.ts';

/** Of canvas: little is lost, and a photo stays smaller than as PNG by far. */
const QUALITY = 0.95;

/** Most files tell their size before this; the others are read in full. */
const HEAD_LENGTH = 256 * 1024;

/**
 * A picture as a JPEG file. One that is JPEG already is answered byte for byte, its pixels unseen; any other is encoded once,
 * upright, at its own size, on white.
 *
 * @param field name of the request's field, for messages.
 * @throws {EkycError} IMAGE_EMPTY, IMAGE_FORMAT_UNSUPPORTED, IMAGE_TOO_LARGE, IMAGE_UNREADABLE
 */
export async function toJpeg(input: ImageInput, field: string): Promise<Blob> {
  if (isPixels(input)) {
    refuseSize(sizeOf(input), field);
    return encode(await createImageBitmap(input), field);
  }
  const file = input instanceof Blob ? input : new Blob([input as BlobPart]);
  // A large JPEG is never read as a whole.
  const head = jpegSize(await bytesOf(file.slice(0, HEAD_LENGTH), field));
  if (head && head.width * head.height > 0 && file.size <= MAX_BYTES) {
    refuseSize(head, field);
    return file;
  }
  const bytes = await bytesOf(file, field);
  const header = readImageHeader(bytes, field);
  if (header.format !== 'JPEG') return encode(await decodeFile(bytes, field, file), field);
  refuseSize(header, field);
  return file;
}

/** A part of a picture as a JPEG file, at the picture's own size. */
export async function pictureToJpeg(picture: Picture, box: Box): Promise<Blob> {
  const [width, height] = [Math.round(box.width), Math.round(box.height)];
  const canvas = new OffscreenCanvas(width, height);
  const pixels = crop(picture, box, width, height) as Uint8ClampedArray<ArrayBuffer>;
  canvas.getContext('2d')!.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}

async function encode(bitmap: ImageBitmap, field: string): Promise<Blob> {
  try {
    const { width, height } = bitmap;
    refuseSize(bitmap, field);
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d')!;
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0);
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY }).catch((cause: unknown) => {
      const message = `${field}: this browser has no canvas of ${width} x ${height} to encode the picture with. Give a JPEG file.`;
      throw new EkycError('IMAGE_TOO_LARGE', message, { cause });
    });
  } finally {
    bitmap.close();
  }
}
