import { EkycError } from '../../contract/error.ts';

/** Of canvas: little is lost, and the photo is a tenth of the frame. */
const QUALITY = 0.95;
const TYPE = 'image/jpeg';
/** How each JPEG file begins. */
const START_OF_IMAGE = [0xff, 0xd8, 0xff];

/**
 * A picture as the JPEG that is shown and sealed. One that is a JPEG already stays as it is, byte for byte; any other is encoded once, on white.
 *
 * @throws {EkycError} IMAGE_UNREADABLE, IMAGE_TOO_LARGE
 */
export async function toPhoto(picture: ImageBitmap | Blob): Promise<Blob> {
  if (picture instanceof ImageBitmap) return encode(picture);
  if (await isJpeg(picture)) return picture.type === TYPE ? picture : new Blob([picture], { type: TYPE });
  const bitmap = await createImageBitmap(picture).catch((cause: unknown) => {
    throw new EkycError('IMAGE_UNREADABLE', 'The file could not be decoded in the page. Give a JPEG.', { cause });
  });
  return encode(bitmap).finally(() => bitmap.close());
}

async function isJpeg(file: Blob): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, START_OF_IMAGE.length).arrayBuffer());
  return START_OF_IMAGE.every((byte, i) => start[i] === byte);
}

async function encode(bitmap: ImageBitmap): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height });
  const context = canvas.getContext('2d');
  if (!context) throw tooLarge(bitmap);
  context.fillStyle = 'white';
  context.fillRect(0, 0, bitmap.width, bitmap.height);
  context.drawImage(bitmap, 0, 0);
  const photo = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, TYPE, QUALITY));
  // Safari gives all canvases of a page so many pixels together, and counts those that nobody collected yet.
  Object.assign(canvas, { width: 0, height: 0 });
  if (!photo) throw tooLarge(bitmap);
  return photo;
}

function tooLarge({ width, height }: ImageBitmap): EkycError {
  return new EkycError(
    'IMAGE_TOO_LARGE',
    `This browser has no canvas of ${width} x ${height}. Give a JPEG, or a smaller picture.`,
  );
}
