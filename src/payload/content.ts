import { z } from 'zod';
import { EkycError } from '../contract/error.ts';
import { parseOrThrow } from '../contract/parse-or-throw.ts';

/** What is sealed beside the picture. */
export interface PayloadMetadata {
  /** The caller's own, such as the id of a session. */
  readonly externalMeta?: string;
  /** How the picture was captured; absent where the capture module did not capture it. */
  readonly evidence?: SealedEvidence;
}

/** A JSON object. Whoever sealed it may have written anything: `scoreEvidence()` holds it against docs/EVIDENCE.md. */
export type SealedEvidence = Readonly<Record<string, unknown>>;

/** What a payload says of its picture. */
export interface Provenance extends PayloadMetadata {
  readonly keyId: string;
  /** When it was sealed, by the sealer's clock. */
  readonly sealedAt: Date;
  /** Hex of the 16 random bytes that name this payload. */
  readonly nonce: string;
}

/** A payload that was opened. All of it is authentic: as it was when it was sealed. */
export interface OpenedPayload extends Provenance {
  /** The JPEG file, byte for byte as it was sealed. */
  readonly image: Uint8Array<ArrayBuffer>;
}

/** Longest `externalMeta`, in UTF-16 code units. */
const MAX_EXTERNAL_META = 1024;
/** Longest metadata, in bytes. */
const MAX_METADATA = 256 * 1024;
/** The metadata's length stands before it. */
const LENGTH_BYTES = 4;
/** The longest content, in bytes: no picture that is accepted is larger. */
export const MAX_CONTENT = 64 * 1024 * 1024 + MAX_METADATA + LENGTH_BYTES;

const externalMetaSchema = z.string().min(1).max(MAX_EXTERNAL_META);
const metadataSchema = z.strictObject({
  externalMeta: externalMetaSchema.exactOptional(),
  evidence: z.record(z.string(), z.unknown()).exactOptional(),
});

/** @throws {EkycError} INVALID_REQUEST */
export function parseExternalMeta(value: unknown, name: string): string | undefined {
  return parseOrThrow(externalMetaSchema.optional(), value, name, 'INVALID_REQUEST');
}

/**
 * What is sealed before the picture: the metadata's length in 4 bytes, and the metadata as JSON.
 *
 * @throws {EkycError} INVALID_REQUEST when the metadata has more than 256 KiB.
 */
export function encodeMetadata(metadata: PayloadMetadata): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(metadata));
  if (json.length > MAX_METADATA) {
    const message = `The payload's metadata has ${json.length} bytes; at most ${MAX_METADATA} are sealed.`;
    throw new EkycError('INVALID_REQUEST', message);
  }
  const bytes = new Uint8Array(LENGTH_BYTES + json.length);
  new DataView(bytes.buffer).setUint32(0, json.length);
  bytes.set(json, LENGTH_BYTES);
  return bytes;
}

/**
 * The picture is a view into the content, no copy.
 *
 * @throws {EkycError} PAYLOAD_MALFORMED: whoever sealed this did not keep to the format.
 */
export function decodeContent(
  content: Uint8Array<ArrayBuffer>,
  field: string,
): PayloadMetadata & Pick<OpenedPayload, 'image'> {
  if (content.length < LENGTH_BYTES) throw malformed(field, 'it is empty');
  const length = new DataView(content.buffer, content.byteOffset).getUint32(0);
  const imageStart = LENGTH_BYTES + length;
  if (length > MAX_METADATA || imageStart > content.length) throw malformed(field, 'its metadata is too long');
  const metadata = parseMetadata(content.subarray(LENGTH_BYTES, imageStart), field);
  const image = content.subarray(imageStart);
  // SOI and the first byte of the next marker, as every JPEG begins.
  if (![0xff, 0xd8, 0xff].every((byte, i) => image[i] === byte)) throw malformed(field, 'it holds no JPEG');
  return { ...metadata, image };
}

function parseMetadata(json: Uint8Array, field: string): PayloadMetadata {
  try {
    return metadataSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json)));
  } catch (error) {
    throw malformed(field, 'its metadata is not what the format says', error);
  }
}

function malformed(field: string, how: string, cause?: unknown): EkycError {
  const message = `${field}: the payload is whole, but not sealed as docs/PAYLOAD.md says: ${how}.`;
  return new EkycError('PAYLOAD_MALFORMED', message, { cause });
}
