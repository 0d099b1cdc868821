import {
  AEAD_AES_256_GCM,
  CipherSuite,
  KDF_HKDF_SHA256,
  KEM_DHKEM_P256_HKDF_SHA256,
  KEM_DHKEM_X25519_HKDF_SHA256,
} from 'hpke';

/** The one key derivation and the one cipher of format version 1, by their numbers in RFC 9180. */
export const KDF_ID = 0x0001;
export const AEAD_ID = 0x0002;
/** What the key schedule is bound to, so that its keys serve nothing else. */
export const INFO: Uint8Array = new TextEncoder().encode('idem-ekyc sealed payload 1');
/** Bytes that AES-GCM adds to each segment. */
export const TAG_LENGTH = 16;

/** How a key is agreed upon. P-256 is known to all browsers; X25519 came to them from 2023 on. */
export interface Kem {
  /** Number in RFC 9180. */
  readonly id: number;
  readonly name: 'P-256' | 'X25519';
  /** Bytes of the encapsulated key. */
  readonly encapsulatedLength: number;
  /** As WebCrypto names the keys. */
  readonly algorithm: EcKeyImportParams | Algorithm;
  readonly suite: CipherSuite;
}

export const P256: Kem = {
  id: 0x0010,
  name: 'P-256',
  encapsulatedLength: 65,
  algorithm: { name: 'ECDH', namedCurve: 'P-256' },
  suite: new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM),
};

export const X25519: Kem = {
  id: 0x0020,
  name: 'X25519',
  encapsulatedLength: 32,
  algorithm: { name: 'X25519' },
  suite: new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM),
};

export const KEMS: readonly Kem[] = [P256, X25519];
