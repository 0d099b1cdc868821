import { z } from 'zod';
import { parseOrThrow } from '../contract/index.ts';
import { DocumentReading } from '../readings/document-reading.ts';
import { type Box, growInside } from '../readings/geometry.ts';
import { pictureToJpeg } from '../readings/jpeg-encoding.ts';
import type { Picture } from '../readings/picture.ts';
import type { DocumentScan, PortraitPlace } from './api.ts';
import { documentFacts } from './document-details.ts';
import { type ReadingRoom, readImage } from './submission.ts';

const picturesSchema = z.boolean().default(true);

/** How much larger than the face the portrait's picture is: hair, neck and shoulders. */
const AROUND_THE_FACE = 1.8;

/**
 * Reads the document of a picture, and what it shows as pictures of their own.
 *
 * @param pictures false leaves these out.
 * @throws {EkycError} INVALID_REQUEST, and as `readImage()` and `Network.run()`
 */
export async function scanDocument(
  image: unknown,
  encrypted: unknown,
  pictures: unknown,
  { payloads, networks, documentRegion, mainFace }: ReadingRoom,
  signal?: AbortSignal,
): Promise<DocumentScan> {
  const withPictures = parseOrThrow(picturesSchema, pictures, 'pictures', 'INVALID_REQUEST');
  const picture = await readImage(image, encrypted, 'document', payloads, signal);
  const reading = new DocumentReading(picture, networks, { region: documentRegion, mainFace, signal });
  try {
    const all = await documentFacts(reading);
    const document = (await reading.rectified())?.picture;
    if (!document || !withPictures) return all;
    const { portrait, ...facts } = all;
    const rectified = await pictureToJpeg(document, wholeOf(document));
    return { ...facts, rectified, ...(portrait && { portrait: await withImage(portrait, document) }) };
  } finally {
    reading.close();
  }
}

async function withImage(portrait: PortraitPlace, document: Picture): Promise<DocumentScan['portrait'] & object> {
  return { ...portrait, image: await pictureToJpeg(document, growInside(portrait.box, AROUND_THE_FACE, document)) };
}

function wholeOf({ width, height }: Picture): Box {
  return { x: 0, y: 0, width, height };
}
