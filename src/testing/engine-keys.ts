import { type IDBPDatabase, openDB } from 'idb';
import { describePublicKey, type PublicKey } from '../payload/keys.ts';
import type { StoredKey } from '../payload/payload-store.ts';
import { P256 } from '../payload/suites.ts';

/** Opens the store of the engine's keys, as another tab would. */
async function withStore<T>(use: (database: IDBPDatabase) => Promise<T>): Promise<T> {
  const database = await openDB('idem-ekyc-payloads');
  try {
    return await use(database);
  } finally {
    database.close();
  }
}

/** The keys that are stored, the newest first. */
export async function storedKeys(): Promise<StoredKey[]> {
  const keys: StoredKey[] = await withStore((database) => database.getAll('keys'));
  return keys.sort((p, q) => q.createdAt - p.createdAt);
}

export function storedNonces(): Promise<string[]> {
  return withStore(async (database) => (await database.getAllKeys('nonces')) as string[]);
}

/** Makes every stored key older. */
export async function ageKeys(byMs: number): Promise<void> {
  const keys = await storedKeys();
  await withStore(async (database) => {
    for (const key of keys) await database.put('keys', { ...key, createdAt: key.createdAt - byMs });
  });
}

/** The public half of the engine's key, to seal to it as anybody could who has it. */
export async function enginePublicKey(): Promise<PublicKey> {
  const [key] = await storedKeys();
  if (!key) throw new Error('The engine made no key yet');
  return describePublicKey(P256, key.publicKey);
}
