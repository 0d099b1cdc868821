import { DecapError, DeserializeError, OpenError, ValidationError } from 'hpke';
import { EkycError } from '../contract/error.ts';
import { decodeContent, MAX_CONTENT, type OpenedPayload } from './content.ts';
import { altered, type PayloadHeader, type PayloadParts, readHeader } from './header.ts';
import { hex, type KeyPair } from './keys.ts';
import { INFO, TAG_LENGTH } from './suites.ts';

export interface OpenOptions {
  /** The key with this id, or nothing where there is none. */
  readonly findKey: (keyId: string) => Promise<KeyPair | undefined>;
  /** A payload that was sealed longer ago is refused, milliseconds. */
  readonly maxAgeMs: number;
  /** Milliseconds since 1970. */
  readonly now?: number;
  /** Where the payload came from, for messages. */
  readonly field: string;
  /** Whether the payload's own bytes may be overwritten with the content, which saves as much memory. */
  readonly inPlace?: boolean;
}

/** How far ahead of ours the sealer's clock may be. */
export const MAX_CLOCK_SKEW_MS = 5 * 60_000;
/** How long payloads may be opened, unless said otherwise. */
export const DEFAULT_MAX_AGE_MS = 24 * 3_600_000;

/**
 * Opens a payload.
 *
 * @throws {EkycError} PAYLOAD_EXPECTED, PAYLOAD_TRUNCATED, PAYLOAD_VERSION_UNKNOWN, PAYLOAD_KEY_UNKNOWN, PAYLOAD_KEY_WRONG,
 * PAYLOAD_ALTERED, PAYLOAD_MALFORMED, PAYLOAD_STALE, PAYLOAD_FROM_FUTURE, IMAGE_TOO_LARGE
 */
export async function openPayload(payload: Uint8Array<ArrayBuffer>, options: OpenOptions): Promise<OpenedPayload> {
  const { findKey, maxAgeMs, now = Date.now(), field, inPlace = false } = options;
  const parts = readHeader(payload, field);
  const { header } = parts;
  if (header.contentLength > MAX_CONTENT) {
    throw new EkycError('IMAGE_TOO_LARGE', `${field}: the payload says that it holds ${header.contentLength} bytes.`);
  }
  const key = await findKey(header.keyId);
  requireKey(key, header, field);
  // An opened segment is shorter than the sealed one, so that none is overwritten before it was read.
  const room = inPlace ? parts.segments.subarray(0, header.contentLength) : new Uint8Array(header.contentLength);
  const content = await openSegments(parts, key, room, field);
  // Not before: until a segment was opened, anyone may have written the time.
  requireValidTime(Number(header.timestamp), now, maxAgeMs, field);
  return {
    ...decodeContent(content, field),
    keyId: header.keyId,
    sealedAt: new Date(Number(header.timestamp)),
    nonce: hex(header.nonce),
  };
}

function requireKey(key: KeyPair | undefined, header: PayloadHeader, field: string): asserts key is KeyPair {
  const { keyId } = header;
  if (!key) {
    const message = `${field}: the payload is sealed to key "${keyId}", which is not here: it may be a server's, another browser's, erased or outdated. Capture the picture again.`;
    throw new EkycError('PAYLOAD_KEY_UNKNOWN', message);
  }
  if (hex(key.fingerprint) === hex(header.fingerprint)) {
    if (key.kem === header.kem) return;
    throw altered(field, `names another kind of key than "${keyId}" is`);
  }
  const message = `${field}: the payload is sealed to another key "${keyId}" (fingerprint ${hex(header.fingerprint)}) than the one here (${hex(key.fingerprint)}). Use the private key that belongs to the public key.`;
  throw new EkycError('PAYLOAD_KEY_WRONG', message);
}

async function openSegments(
  { header, headerBytes, encapsulatedKey, segments }: PayloadParts,
  key: KeyPair,
  content: Uint8Array<ArrayBuffer>,
  field: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const sealedSize = header.segmentSize + TAG_LENGTH;
  try {
    const context = await header.kem.suite.SetupRecipient(key, encapsulatedKey, { info: INFO });
    for (let at = 0, to = 0; at < segments.length; at += sealedSize, to += header.segmentSize) {
      content.set(await context.Open(segments.subarray(at, at + sealedSize), headerBytes), to);
    }
  } catch (error) {
    const forgeries = [OpenError, DecapError, DeserializeError, ValidationError];
    if (forgeries.some((kind) => error instanceof kind)) throw altered(field, 'fails its authentication', error);
    throw error;
  }
  return content;
}

function requireValidTime(sealedAt: number, now: number, maxAgeMs: number, field: string): void {
  const hours = (ms: number) => `${(ms / 3_600_000).toFixed(1)} hours`;
  if (sealedAt - now > MAX_CLOCK_SKEW_MS) {
    const message = `${field}: the payload was sealed ${hours(sealedAt - now)} in the future, by this clock. Set the clock of the device that sealed it, or of this one.`;
    throw new EkycError('PAYLOAD_FROM_FUTURE', message);
  }
  if (now - sealedAt <= maxAgeMs) return;
  const message = `${field}: the payload was sealed ${hours(now - sealedAt)} ago; at most ${hours(maxAgeMs)} are accepted. Capture the picture again.`;
  throw new EkycError('PAYLOAD_STALE', message);
}
