import { z } from 'zod';
import { parseOrThrow } from '../contract/index.ts';
import { DocumentReading } from '../readings/document-reading.ts';
import { type Box, growInside } from '../readings/geometry.ts';
import { pictureToJpeg } from '../readings/jpeg-encoding.ts';
import type { Picture } from '../readings/picture.ts';
import type { DocumentScan, PortraitPlace } from './api.ts';
import { documentFacts } from './document-details.ts';
import { requireImage, requirePayload } from './request.ts';
import { Stopwatch } from './stopwatch.ts';
import { type ReadingRoom, readSubmission } from './submission.ts';

const encryptedSchema = z.boolean();

/** How much larger than the face the portrait's picture is: hair, neck and shoulders. */
const AROUND_THE_FACE = 1.8;

/**
 * Reads the document of a picture, and what it shows as pictures of their own.
 *
 * @throws {EkycError} INVALID_REQUEST, and as `readSubmission()` and `Network.run()`
 */
export async function scanDocument(
  image: unknown,
  encrypted: unknown,
  { payloads, networks, documentRegion }: ReadingRoom,
  signal?: AbortSignal,
): Promise<DocumentScan> {
  const isSealed = parseOrThrow(encryptedSchema, encrypted, 'encrypted', 'INVALID_REQUEST');
  const input = isSealed ? requirePayload(image, 'image') : requireImage(image, 'image');
  const { picture } = await readSubmission(input, isSealed, 'image', 'document', payloads, new Stopwatch(), signal);
  const reading = new DocumentReading(picture, networks, documentRegion, undefined, signal);
  try {
    const { portrait, ...facts } = await documentFacts(reading);
    const document = (await reading.rectified())?.picture;
    if (!document) return facts;
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
