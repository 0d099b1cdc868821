import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { EkycError } from '../contract/error.ts';
import type { OpenedPayload } from '../payload/content.ts';
import { describePublicKey, type KeyPair } from '../payload/keys.ts';
import { DEFAULT_MAX_AGE_MS, openPayload as open } from '../payload/open.ts';
import { KEMS } from '../payload/suites.ts';

export interface OpenPayloadOptions {
  /** Private keys by key id: PKCS#8 in PEM, as `npx idem-ekyc keygen` writes them. */
  readonly keys: Readonly<Record<string, string>>;
  /** A payload that was sealed longer ago is refused, milliseconds. Default: 24 hours. */
  readonly maxAgeMs?: number;
}

/**
 * Opens what `encryptPayload()` sealed to a key that was set with `setEncryptionKey(key, keyId)`.
 *
 * What it cannot know is the caller's to check: whether the payload's `nonce` was seen before, and whether its `externalMeta` is
 * that of this user's session.
 *
 * @throws {EkycError} PAYLOAD_EXPECTED, PAYLOAD_TRUNCATED, PAYLOAD_ALTERED, PAYLOAD_MALFORMED, PAYLOAD_VERSION_UNKNOWN,
 * PAYLOAD_KEY_UNKNOWN, PAYLOAD_KEY_WRONG, PAYLOAD_STALE, PAYLOAD_FROM_FUTURE, IMAGE_TOO_LARGE; INVALID_ENCRYPTION_KEY when
 * the private key cannot be used
 *
 * @example
 * const { image, nonce, externalMeta } = await openPayload(body, { keys: { 'bank-2026': privatePem } });
 */
export function openPayload(payload: Uint8Array, { keys, maxAgeMs }: OpenPayloadOptions): Promise<OpenedPayload> {
  return open(new Uint8Array(payload), {
    findKey: async (keyId) => (Object.hasOwn(keys, keyId) ? readPrivateKey(keys[keyId]!, keyId) : undefined),
    maxAgeMs: maxAgeMs ?? DEFAULT_MAX_AGE_MS,
    field: 'payload',
    inPlace: true,
  });
}

async function readPrivateKey(pem: string, keyId: string): Promise<KeyPair> {
  const key = parsePem(pem, keyId);
  const kem = KEMS.find(({ name }) => name === kindOf(key));
  if (!kem) throw invalid(keyId, 'it is neither P-256 nor X25519');
  const { subtle } = crypto;
  const der = (of: KeyObject, type: 'pkcs8' | 'spki') =>
    new Uint8Array(of.export({ format: 'der', type: type as 'spki' }));
  const publicKey = await subtle.importKey('spki', der(createPublicKey(key), 'spki'), kem.algorithm, true, []);
  const privateKey = await subtle.importKey('pkcs8', der(key, 'pkcs8'), kem.algorithm, false, ['deriveBits']);
  return { ...(await describePublicKey(kem, publicKey, keyId)), privateKey };
}

function parsePem(pem: string, keyId: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    // Without its cause: what is wrong with a private key is told by showing it.
    throw invalid(keyId, 'it is no private key in PEM (PKCS#8)');
  }
}

function kindOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string | undefined {
  if (asymmetricKeyType === 'x25519') return 'X25519';
  return asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'P-256' : undefined;
}

function invalid(keyId: string, what: string): EkycError {
  return new EkycError('INVALID_ENCRYPTION_KEY', `The private key "${keyId}" cannot be used: ${what}.`);
}
