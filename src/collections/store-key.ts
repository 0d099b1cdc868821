import type { CollectionDatabase, Reading, Writing } from './database.ts';

/** The key that all records are sealed with. It cannot be exported, here or in the store. */
export interface StoreKey {
  /** Random: tells this key from one that was made after everything was erased. */
  readonly id: string;
  readonly key: CryptoKey;
}

/** Of AES-256-GCM. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  /** With the tag of 16 bytes at its end. */
  readonly ciphertext: ArrayBuffer;
}

const NAME = 'records';

export function storedKey(transaction: Reading | Writing): Promise<StoreKey | undefined> {
  return transaction.objectStore('keys').get(NAME);
}

/** The key, made on first use. Of two tabs that make one at the same time both get the one that was stored first. */
export async function obtainKey(database: CollectionDatabase): Promise<StoreKey> {
  const present = await database.read(storedKey);
  if (present) return present;
  const fresh: StoreKey = {
    id: crypto.randomUUID(),
    key: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
  };
  return database.write(async (transaction) => {
    const first = await storedKey(transaction);
    if (!first) await transaction.objectStore('keys').add(fresh, NAME);
    return first ?? fresh;
  });
}

/** @param additionalData what is bound to the content: it opens with the very same alone. */
export async function seal(
  { key }: StoreKey,
  content: Uint8Array<ArrayBuffer> | Int8Array<ArrayBuffer>,
  additionalData: Uint8Array<ArrayBuffer>,
): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const ciphertext = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, content);
  return { iv, ciphertext };
}

/** @returns undefined when it is not what was sealed. */
export async function unseal(
  { key }: StoreKey,
  { iv, ciphertext }: Sealed,
  additionalData: Uint8Array<ArrayBuffer>,
): Promise<ArrayBuffer | undefined> {
  try {
    return await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, ciphertext);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return undefined;
    throw error;
  }
}
