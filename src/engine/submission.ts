import type { Provenance } from '../payload/content.ts';
import { decodePicture } from '../readings/decode.ts';
import type { MainFace } from '../readings/detected-face.ts';
import { type FaceNetworks, FaceReading } from '../readings/face-reading.ts';
import type { EncodedInput, ImageInput } from '../readings/image-input.ts';
import { type Payloads, refuseSealed } from './payloads.ts';
import type { Stopwatch } from './stopwatch.ts';

/** A picture that was handed in, ready to be asked. Whoever asked for it closes `reading.picture`. */
export interface Submission {
  readonly reading: FaceReading;
  /** Of a sealed picture: what its payload says. */
  readonly provenance?: Provenance;
}

/** What it takes to read a picture. */
export interface ReadingRoom {
  readonly payloads: Payloads;
  readonly networks: FaceNetworks;
  readonly mainFace: MainFace;
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
  { payloads, networks, mainFace }: ReadingRoom,
  watch: Stopwatch,
  signal?: AbortSignal,
): Promise<Submission> {
  const decode = (image: ImageInput) => watch.measure(`decode ${field}`, () => decodePicture(image, field, signal));
  const read = async (image: ImageInput) => new FaceReading(await decode(image), networks, mainFace, signal);
  if (!encrypted) {
    try {
      return { reading: await read(input) };
    } catch (error) {
      // Looked at only now: it costs a way to the browser's own process and back.
      await refuseSealed(input, field);
      throw error;
    }
  }
  const { image, ...provenance } = await watch.measure(`open ${field}`, () =>
    payloads.open(input as EncodedInput, field),
  );
  return { reading: await read(image), provenance };
}
