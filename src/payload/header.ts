import { EkycError } from '../contract/error.ts';
import { AEAD_ID, KDF_ID, KEMS, type Kem, TAG_LENGTH } from './suites.ts';

/** What stands before the sealed content, readable by anyone and authenticated with it. See docs/PAYLOAD.md. */
export interface PayloadHeader {
  readonly kem: Kem;
  readonly keyId: string;
  /** Of the key that it was sealed to: the first 8 bytes of SHA-256 over its SubjectPublicKeyInfo. */
  readonly fingerprint: Uint8Array;
  /** When it was sealed, milliseconds since 1970 by the sealer's clock. */
  readonly timestamp: bigint;
  /** 16 random bytes that name this payload. */
  readonly nonce: Uint8Array;
  /** Bytes of content in each segment but the last. */
  readonly segmentSize: number;
  /** Bytes of the whole content. */
  readonly contentLength: number;
}

/** A payload's bytes, cut into their parts. Views, no copies. */
export interface PayloadParts {
  readonly header: PayloadHeader;
  /** The header's bytes. */
  readonly headerBytes: Uint8Array;
  readonly encapsulatedKey: Uint8Array;
  /** The sealed segments, one after the other. */
  readonly segments: Uint8Array<ArrayBuffer>;
}

export const FINGERPRINT_LENGTH = 8;
export const NONCE_LENGTH = 16;
export const KEY_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** "IDEM" */
const MAGIC = [0x49, 0x44, 0x45, 0x4d];
const VERSION = 1;
/** Where each field begins. */
const AT = {
  version: 4,
  keyIdLength: 5,
  kem: 6,
  kdf: 8,
  aead: 10,
  fingerprint: 12,
  timestamp: 20,
  nonce: 28,
  segmentSize: 44,
  contentLength: 48,
  keyId: 52,
} as const;
const SEGMENT_SIZES = { min: 256, max: 16 * 1024 * 1024 };
/** Each takes its time: somebody might cut a large picture into crumbs. */
const MAX_SEGMENTS = 1024;

/** Whether the bytes begin as a payload does. */
export function beginsAsPayload(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

export function encodeHeader(header: PayloadHeader): Uint8Array<ArrayBuffer> {
  const { kem, keyId, fingerprint, timestamp, nonce, segmentSize, contentLength } = header;
  const bytes = new Uint8Array(AT.keyId + keyId.length);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  bytes[AT.version] = VERSION;
  bytes[AT.keyIdLength] = keyId.length;
  view.setUint16(AT.kem, kem.id);
  view.setUint16(AT.kdf, KDF_ID);
  view.setUint16(AT.aead, AEAD_ID);
  bytes.set(fingerprint, AT.fingerprint);
  view.setBigUint64(AT.timestamp, timestamp);
  bytes.set(nonce, AT.nonce);
  view.setUint32(AT.segmentSize, segmentSize);
  view.setUint32(AT.contentLength, contentLength);
  bytes.set(new TextEncoder().encode(keyId), AT.keyId);
  return bytes;
}

/**
 * Reads the header and finds the parts behind it. Nothing of it is to be trusted before a segment was opened with it.
 *
 * @param field where the payload came from, for messages.
 * @throws {EkycError} PAYLOAD_EXPECTED, PAYLOAD_TRUNCATED, PAYLOAD_VERSION_UNKNOWN, PAYLOAD_ALTERED
 */
export function readHeader(payload: Uint8Array<ArrayBuffer>, field: string): PayloadParts {
  if (payload.length < MAGIC.length && payload.every((byte, i) => byte === MAGIC[i])) throw truncated(payload, field);
  if (!beginsAsPayload(payload)) {
    const message = `${field}: this is no sealed payload. Seal the picture with encryptPayload(), or say encrypted: false.`;
    throw new EkycError('PAYLOAD_EXPECTED', message);
  }
  const version = payload[AT.version];
  if (version !== undefined && version !== VERSION) {
    throw unknownVersion(field, `of format version ${version}; this version opens ${VERSION}`);
  }
  const keyEnd = AT.keyId + (payload[AT.keyIdLength] ?? 0);
  if (payload.length < keyEnd) throw truncated(payload, field);
  const header = readFields(payload, keyEnd, field);
  const segmentsStart = keyEnd + header.kem.encapsulatedLength;
  const end = segmentsStart + sealedLength(header);
  if (payload.length < end) throw truncated(payload, field, end);
  if (payload.length > end) throw altered(field, `has ${payload.length - end} bytes too many`);
  return {
    header,
    headerBytes: payload.subarray(0, keyEnd),
    encapsulatedKey: payload.subarray(keyEnd, segmentsStart),
    segments: payload.subarray(segmentsStart),
  };
}

function readFields(payload: Uint8Array, keyEnd: number, field: string): PayloadHeader {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const suite = [AT.kem, AT.kdf, AT.aead].map((at) => view.getUint16(at)) as [number, number, number];
  const kem = KEMS.find(({ id }) => id === suite[0]);
  if (!kem || suite[1] !== KDF_ID || suite[2] !== AEAD_ID) {
    throw unknownVersion(field, `sealed with HPKE suite ${suite.join('/')}, which this version does not know`);
  }
  const keyId = String.fromCharCode(...payload.subarray(AT.keyId, keyEnd));
  if (!KEY_ID.test(keyId)) throw altered(field, 'holds a key id that no sealer writes');
  const segmentSize = view.getUint32(AT.segmentSize);
  const contentLength = view.getUint32(AT.contentLength);
  const { min, max } = SEGMENT_SIZES;
  if (segmentSize < min || segmentSize > max || contentLength > MAX_SEGMENTS * segmentSize) {
    throw altered(field, 'holds a segment size that no sealer writes');
  }
  return {
    kem,
    keyId,
    fingerprint: payload.subarray(AT.fingerprint, AT.timestamp),
    timestamp: view.getBigUint64(AT.timestamp),
    nonce: payload.subarray(AT.nonce, AT.segmentSize),
    segmentSize,
    contentLength,
  };
}

function sealedLength({ contentLength, segmentSize }: PayloadHeader): number {
  return contentLength + TAG_LENGTH * Math.ceil(contentLength / segmentSize);
}

function truncated({ length }: Uint8Array, field: string, end?: number): EkycError {
  const lost = length === 0 ? 'the payload has no bytes' : 'the payload is cut off';
  const of = end === undefined ? '' : `: ${length} of ${end} bytes are there`;
  return new EkycError('PAYLOAD_TRUNCATED', `${field}: ${lost}${of}. Send it again, whole.`);
}

function unknownVersion(field: string, what: string): EkycError {
  const message = `${field}: the payload is ${what}. Seal and open with the same version of Idem.`;
  return new EkycError('PAYLOAD_VERSION_UNKNOWN', message);
}

/** @param how words for after "the payload". */
export function altered(field: string, how: string, cause?: unknown): EkycError {
  const message = `${field}: the payload ${how}: it was changed after it was sealed. Capture the picture again.`;
  return new EkycError('PAYLOAD_ALTERED', message, { cause });
}
