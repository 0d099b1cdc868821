import { encodeMetadata, type PayloadMetadata } from './content.ts';
import { encodeHeader, NONCE_LENGTH } from './header.ts';
import type { PublicKey } from './keys.ts';
import { INFO, TAG_LENGTH } from './suites.ts';

/** Bytes of content in a segment. Of 256 KiB to 2 MiB the fastest in Chromium, and the one that takes least memory. */
const SEGMENT_SIZE = 256 * 1024;
/** What is not the same for every payload that is sealed. */
export interface SealSettings {
  /** Milliseconds since 1970. */
  readonly now?: number;
  /** Bytes of content in each segment but the last. */
  readonly segmentSize?: number;
}

/**
 * Seals a picture to a public key (HPKE base mode, RFC 9180), segment by segment: WebCrypto copies what it is given, and of a
 * whole picture that would take four times its memory.
 *
 * @param image a JPEG file.
 * @throws {EkycError} INVALID_REQUEST when the metadata is too long.
 */
export function sealPayload(
  image: Blob | Uint8Array<ArrayBuffer>,
  metadata: PayloadMetadata,
  recipient: PublicKey,
  settings: SealSettings = {},
): Promise<Blob> {
  return sealContent(new Blob([encodeMetadata(metadata), image]), recipient, settings);
}

export async function sealContent(
  content: Blob,
  { kem, keyId, fingerprint, publicKey }: PublicKey,
  { now = Date.now(), segmentSize = SEGMENT_SIZE }: SealSettings = {},
): Promise<Blob> {
  const header = encodeHeader({
    kem,
    keyId,
    fingerprint,
    timestamp: BigInt(now),
    nonce: crypto.getRandomValues(new Uint8Array(NONCE_LENGTH)),
    segmentSize,
    contentLength: content.size,
  });
  const { encapsulatedSecret, ctx } = await kem.suite.SetupSender(publicKey, { info: INFO });
  const start = header.length + encapsulatedSecret.length;
  const tags = TAG_LENGTH * Math.ceil(content.size / segmentSize);
  // The content is read to the payload's end. What is sealed is written from the start on, and never reaches what is not: one
  // buffer does for both.
  const payload = new Uint8Array(await new Blob([new Uint8Array(start + tags), content]).arrayBuffer());
  payload.set(header);
  payload.set(encapsulatedSecret, header.length);
  for (let from = start + tags, to = start; from < payload.length; from += segmentSize) {
    const sealed = await ctx.Seal(payload.subarray(from, from + segmentSize), header);
    payload.set(sealed, to);
    to += sealed.length;
  }
  return new Blob([payload], { type: 'application/octet-stream' });
}
