import { encodeHeader, NONCE_LENGTH } from './header.ts';
import type { PublicKey } from './keys.ts';
import { INFO } from './suites.ts';

/** Bytes of content in a segment. Of 256 KiB to 2 MiB the fastest in Chromium, and the one that takes least memory. */
const SEGMENT_SIZE = 256 * 1024;

/**
 * Seals content to a public key (HPKE base mode, RFC 9180), segment by segment: WebCrypto copies what it is given, and of a
 * whole picture that would take four times its memory.
 *
 * @param content made by {@link encodeContent}.
 * @param now milliseconds since 1970.
 * @param segmentSize bytes of content in each segment but the last.
 */
export async function sealPayload(
  content: Uint8Array,
  recipient: PublicKey,
  now = Date.now(),
  segmentSize = SEGMENT_SIZE,
): Promise<Blob> {
  const { kem, keyId, fingerprint, publicKey } = recipient;
  const header = encodeHeader({
    kem,
    keyId,
    fingerprint,
    timestamp: BigInt(now),
    nonce: crypto.getRandomValues(new Uint8Array(NONCE_LENGTH)),
    segmentSize,
    contentLength: content.length,
  });
  const { encapsulatedSecret, ctx } = await kem.suite.SetupSender(publicKey, { info: INFO });
  const parts = [header, encapsulatedSecret];
  for (let at = 0; at < content.length; at += segmentSize) {
    parts.push(await ctx.Seal(content.subarray(at, at + segmentSize), header));
  }
  return new Blob(parts as BlobPart[], { type: 'application/octet-stream' });
}
