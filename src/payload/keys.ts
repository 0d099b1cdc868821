import { EkycError } from '../contract/error.ts';
import { FINGERPRINT_LENGTH, KEY_ID } from './header.ts';
import { KEMS, type Kem } from './suites.ts';

/** Who can open what is sealed: a public key, and how a payload names it. */
export interface PublicKey {
  readonly keyId: string;
  readonly kem: Kem;
  readonly publicKey: CryptoKey;
  /** The first 8 bytes of SHA-256 over the key's SubjectPublicKeyInfo. */
  readonly fingerprint: Uint8Array;
}

/** A key that opens payloads. */
export interface KeyPair extends PublicKey {
  readonly privateKey: CryptoKey;
}

/** Hex fingerprint of a public key: its id where it was given none. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param keyId left out, the hex fingerprint. */
export async function describePublicKey(kem: Kem, publicKey: CryptoKey, keyId?: string): Promise<PublicKey> {
  const spki = await crypto.subtle.exportKey('spki', publicKey);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', spki));
  const fingerprint = digest.slice(0, FINGERPRINT_LENGTH);
  return { keyId: keyId ?? hex(fingerprint), kem, publicKey, fingerprint };
}

/**
 * Reads a public key.
 *
 * @param key SubjectPublicKeyInfo: its DER bytes, or these as base64 or PEM text.
 * @param keyId left out, the hex fingerprint of the key.
 * @throws {EkycError} INVALID_ENCRYPTION_KEY
 */
export async function readPublicKey(key: unknown, keyId?: unknown): Promise<PublicKey> {
  if (keyId !== undefined && !(typeof keyId === 'string' && KEY_ID.test(keyId))) {
    throw invalid('keyId: expected 1 to 64 characters of A-Z a-z 0-9 . _ -');
  }
  const spki = await derOf(key);
  for (const kem of KEMS) {
    const publicKey = await crypto.subtle.importKey('spki', spki, kem.algorithm, true, []).catch(() => undefined);
    if (publicKey) return describePublicKey(kem, publicKey, keyId);
  }
  throw invalid(
    'This is no P-256 or X25519 public key (SubjectPublicKeyInfo, DER or PEM), or this browser does not know its kind. `npx idem-ekyc keygen` makes one that all browsers know',
  );
}

async function derOf(key: unknown): Promise<Uint8Array<ArrayBuffer>> {
  if (key instanceof Blob) return new Uint8Array(await key.arrayBuffer());
  if (key instanceof ArrayBuffer) return new Uint8Array(key);
  if (key instanceof Uint8Array) return new Uint8Array(key);
  if (typeof key !== 'string') throw invalid(`expected text, Blob, ArrayBuffer or Uint8Array; got ${typeof key}`);
  if (/PRIVATE KEY/.test(key)) throw invalid('this is a private key: keep it on your server, and give the public one');
  const base64 = key.replace(/-----(BEGIN|END) PUBLIC KEY-----|\s/g, '');
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    throw invalid('expected base64 of DER, or PEM');
  }
}

function invalid(what: string): EkycError {
  return new EkycError('INVALID_ENCRYPTION_KEY', `The encryption key cannot be used: ${what}.`);
}
