import { generateKeyPairSync } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEY_ID } from '../payload/header.ts';

export const KINDS = ['p-256', 'x25519'] as const;
export type KeyKind = (typeof KINDS)[number];

/** What keygen made. */
export interface GeneratedKey {
  readonly privateFile: string;
  readonly publicFile: string;
  /** SubjectPublicKeyInfo, DER, base64: the first argument of setEncryptionKey(). */
  readonly publicKey: string;
}

/**
 * Writes a key pair as `<keyId>.private.pem`, which the owner alone may read, and `<keyId>.public.pem`. Never over a file that is
 * there: payloads may be sealed to it.
 *
 * @throws {Error} in words for the command line.
 */
export function generateKey(keyId: string, kind: KeyKind, folder: string): GeneratedKey {
  if (!KEY_ID.test(keyId)) throw new Error(`'${keyId}' is no key id: use 1 to 64 characters of A-Z a-z 0-9 . _ -`);
  const pair = kind === 'p-256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('x25519');
  const privateFile = join(folder, `${keyId}.private.pem`);
  const publicFile = join(folder, `${keyId}.public.pem`);
  create(privateFile, pair.privateKey.export({ format: 'pem', type: 'pkcs8' }), 0o600);
  try {
    create(publicFile, pair.publicKey.export({ format: 'pem', type: 'spki' }), 0o644);
  } catch (error) {
    rmSync(privateFile);
    throw error;
  }
  return {
    privateFile,
    publicFile,
    publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}

function create(file: string, content: string | Buffer, mode: number): void {
  try {
    writeFileSync(file, content, { flag: 'wx', mode });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new Error(`${file} is there already. Choose another key id, or move the file away.`);
  }
}
