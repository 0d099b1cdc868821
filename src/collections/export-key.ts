import { scrypt } from '@noble/hashes/scrypt.js';
import { CHECK_LENGTH, type ExportHeader } from './export-header.ts';

/** What a passphrase is stretched to. */
export interface ExportKey {
  /** AES-256-GCM, not extractable. */
  readonly key: CryptoKey;
  /** Tells the passphrase from others, and nothing about the key. */
  readonly check: Uint8Array<ArrayBuffer>;
}

const KEY_LENGTH = 32;

/**
 * scrypt (RFC 7914) over the passphrase in Unicode's form NFKC: the same letters count, however a keyboard composes them.
 * The thread does nothing else meanwhile, for about a second.
 */
export async function stretchPassphrase(
  passphrase: string,
  { salt, cost }: Pick<ExportHeader, 'salt' | 'cost'>,
): Promise<ExportKey> {
  const { logN, r, p } = cost;
  const stretched = scrypt(passphrase.normalize('NFKC'), salt, {
    N: 2 ** logN,
    r,
    p,
    dkLen: KEY_LENGTH + CHECK_LENGTH,
  });
  const keyBytes = stretched.slice(0, KEY_LENGTH);
  const key = await crypto.subtle.importKey('raw', keyBytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return { key, check: stretched.slice(KEY_LENGTH) };
}
