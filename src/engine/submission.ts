import { z } from 'zod';
import { parseOrThrow } from '../contract/index.ts';
import type { Provenance } from '../payload/content.ts';
import { hex } from '../payload/keys.ts';
import { decodePicture, type Subject } from '../readings/decode.ts';
import type { MainFace } from '../readings/detected-face.ts';
import type { DocumentNetworks } from '../readings/document-reading.ts';
import type { DocumentRegion } from '../readings/document-region.ts';
import type { EncodedInput, ImageInput } from '../readings/image-input.ts';
import type { Picture } from '../readings/picture.ts';
import { type Payloads, refuseSealed } from './payloads.ts';
import { requireImage, requirePayload } from './request.ts';
import { Stopwatch } from './stopwatch.ts';

/** A picture that was handed in, ready to be asked. Whoever asked for it closes it. */
export interface Submission {
  readonly picture: Picture;
  /** Of a sealed picture: what its payload says. */
  readonly provenance?: SubmittedProvenance;
}

/** What a payload says, and which file it held. */
export interface SubmittedProvenance extends Provenance {
  /** Hex, of the file that was sealed. */
  readonly sha256: string;
}

/** What it takes to read a picture. */
export interface ReadingRoom {
  readonly payloads: Payloads;
  readonly networks: DocumentNetworks;
  readonly mainFace: MainFace;
  readonly documentRegion: DocumentRegion;
}

const encryptedSchema = z.boolean();

/**
 * The one picture of a method that takes no more, as the page gave it. Whoever asked for it closes it.
 *
 * @throws {EkycError} INVALID_REQUEST, and as {@link readSubmission}
 */
export async function readImage(
  image: unknown,
  encrypted: unknown,
  subject: Subject,
  payloads: Payloads,
  signal?: AbortSignal,
): Promise<Picture> {
  const isSealed = parseOrThrow(encryptedSchema, encrypted, 'encrypted', 'INVALID_REQUEST');
  const input = isSealed ? requirePayload(image, 'image') : requireImage(image, 'image');
  const { picture } = await readSubmission(input, isSealed, 'image', subject, payloads, new Stopwatch(), signal);
  return picture;
}

/**
 * Opens a picture where it is sealed, and decodes it.
 *
 * @param field name of the request's field, for messages.
 * @throws {EkycError} as {@link Payloads.open} and {@link decodePicture}; PAYLOAD_UNEXPECTED
 */
export async function readSubmission(
  input: ImageInput,
  encrypted: boolean,
  field: string,
  subject: Subject,
  payloads: Payloads,
  watch: Stopwatch,
  signal?: AbortSignal,
): Promise<Submission> {
  const decode = (image: ImageInput) =>
    watch.measure(`decode ${field}`, () => decodePicture(image, field, subject, signal));
  if (!encrypted) {
    try {
      return { picture: await decode(input) };
    } catch (error) {
      // Looked at only now: it costs a way to the browser's own process and back.
      await refuseSealed(input, field);
      throw error;
    }
  }
  const { image, ...provenance } = await watch.measure(`open ${field}`, () =>
    payloads.open(input as EncodedInput, field),
  );
  // Before the decoding, so that the bytes need not be kept.
  const sha256 = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', image)));
  return { picture: await decode(image), provenance: { ...provenance, sha256 } };
}
