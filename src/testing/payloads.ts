import type { PayloadMetadata } from '../payload/content.ts';
import { describePublicKey, type KeyPair, type PublicKey } from '../payload/keys.ts';
import { openPayload } from '../payload/open.ts';
import { sealPayload } from '../payload/seal.ts';
import { type Kem, P256 } from '../payload/suites.ts';

/** The start of a JPEG, and bytes that tell where they stand. As long as is asked for. */
export function jpegOf(length: number): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 0xff);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  return bytes;
}

export async function keyPair(kem: Kem = P256, keyId?: string): Promise<KeyPair> {
  const { publicKey, privateKey } = (await kem.suite.GenerateKeyPair(false)) as CryptoKeyPair;
  return { ...(await describePublicKey(kem, publicKey, keyId)), privateKey };
}

/** A small payload, sealed now or at a given time. */
export async function seal(
  key: PublicKey,
  { image = jpegOf(300), metadata = {}, now = Date.now() }: SealedInTest = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const payload = await sealPayload(image, metadata, key, { now });
  return new Uint8Array(await payload.arrayBuffer());
}

interface SealedInTest {
  readonly image?: Uint8Array<ArrayBuffer>;
  readonly metadata?: PayloadMetadata;
  readonly now?: number;
}

/** Opens with one key alone, under whatever id. */
export function open(payload: Uint8Array<ArrayBuffer>, key: KeyPair, now = Date.now()) {
  return openPayload(payload, {
    findKey: async (keyId) => (keyId === key.keyId ? key : undefined),
    maxAgeMs: 3_600_000,
    now,
    field: 'face',
  });
}
