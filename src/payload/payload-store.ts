import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import { EkycError } from '../contract/error.ts';

/** A key of this browser's own. Its private half cannot be exported, here or in the store. */
export interface StoredKey {
  readonly keyId: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
}

/** Where keys and nonces are kept. */
export interface KeyStorage {
  readonly keyStorage: 'indexeddb' | 'memory';
  /** In words. */
  readonly keyStorageReason: string;
}

interface Schema extends DBSchema {
  keys: { key: string; value: StoredKey };
  nonces: {
    key: string;
    value: { readonly nonce: string; readonly expiresAt: number };
    indexes: { expiresAt: number };
  };
}

const DATABASE = 'idem-ekyc-payloads';
const VERSION = 1;
const STORED: KeyStorage = {
  keyStorage: 'indexeddb',
  keyStorageReason: 'Keys are kept in IndexedDB, their private halves non-extractable.',
};

/**
 * The keys and the used nonces of this origin, in IndexedDB. Where the browser refuses that, as in some private windows, they
 * are held in memory until the worker ends.
 */
export class PayloadStore {
  readonly #keys = new Map<string, StoredKey>();
  /** Time of expiry by nonce. */
  readonly #nonces = new Map<string, number>();
  #database: Promise<IDBPDatabase<Schema> | undefined> | undefined;
  #storage = STORED;

  async storage(): Promise<KeyStorage> {
    await this.#open();
    return this.#storage;
  }

  async keys(): Promise<StoredKey[]> {
    const stored = await this.#try((database) => database.getAll('keys'));
    return [...(stored ?? []), ...this.#keys.values()];
  }

  async addKey(key: StoredKey): Promise<void> {
    const stored = await this.#try((database) => database.put('keys', key));
    if (stored === undefined) this.#keys.set(key.keyId, key);
  }

  async removeKey(keyId: string): Promise<void> {
    this.#keys.delete(keyId);
    await this.#try((database) => database.delete('keys', keyId));
  }

  /**
   * Takes a nonce, once: of all tabs and workers, one is told true.
   *
   * @param expiresAt milliseconds since 1970; the nonce is forgotten then.
   */
  async takeNonce(nonce: string, now: number, expiresAt: number): Promise<boolean> {
    if ((this.#nonces.get(nonce) ?? 0) > now) return false;
    const taken = await this.#try((database) => takeStored(database, nonce, now, expiresAt));
    if (taken === undefined) this.#nonces.set(nonce, expiresAt);
    return taken ?? true;
  }

  async returnNonce(nonce: string): Promise<void> {
    this.#nonces.delete(nonce);
    await this.#try((database) => database.delete('nonces', nonce));
  }

  /** @throws {EkycError} STORAGE_FAILED when something may be left. */
  async clear(): Promise<void> {
    this.#keys.clear();
    this.#nonces.clear();
    const database = await this.#open();
    try {
      await (database ? emptyStores(database) : deleteDB(DATABASE));
    } catch (cause) {
      // Where the browser keeps nothing for this page there is nothing to erase.
      if (cause instanceof DOMException && cause.name === 'SecurityError') return;
      const message = `The keys could not be erased (${cause}). Have the user clear this site's data in the browser.`;
      throw new EkycError('STORAGE_FAILED', message, { cause });
    }
  }

  /** Undefined where the browser refuses, now and, as it says why, in diagnostics. */
  async #try<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T | undefined> {
    const database = await this.#open();
    try {
      return database && (await work(database));
    } catch (error) {
      this.#refused(error);
      return undefined;
    }
  }

  #open(): Promise<IDBPDatabase<Schema> | undefined> {
    this.#database ??= this.#connect().catch((error: unknown) => this.#refused(error));
    return this.#database;
  }

  async #connect(): Promise<IDBPDatabase<Schema>> {
    const forget = () => {
      this.#database = undefined;
    };
    const database = await openDB<Schema>(DATABASE, VERSION, {
      upgrade(fresh) {
        fresh.createObjectStore('keys', { keyPath: 'keyId' });
        fresh.createObjectStore('nonces', { keyPath: 'nonce' }).createIndex('expiresAt', 'expiresAt');
      },
      // A newer version in another tab must not wait for this one.
      blocking() {
        forget();
        database.close();
      },
      terminated: forget,
    });
    return database;
  }

  #refused(error: unknown): undefined {
    this.#storage = {
      keyStorage: 'memory',
      keyStorageReason: `Keys are held in memory until the worker ends, because IndexedDB refuses them (${error}).`,
    };
  }
}

/** Other tabs go on with the database. */
async function emptyStores(database: IDBPDatabase<Schema>): Promise<void> {
  const transaction = database.transaction(['keys', 'nonces'], 'readwrite');
  await Promise.all([
    transaction.objectStore('keys').clear(),
    transaction.objectStore('nonces').clear(),
    transaction.done,
  ]);
}

/** In one transaction, so that no other tab comes between. */
async function takeStored(
  database: IDBPDatabase<Schema>,
  nonce: string,
  now: number,
  expiresAt: number,
): Promise<boolean> {
  const transaction = database.transaction('nonces', 'readwrite');
  const { store } = transaction;
  let expired = await store.index('expiresAt').openCursor(IDBKeyRange.upperBound(now));
  for (; expired; expired = await expired.continue()) await expired.delete();
  const isFree = (await store.getKey(nonce)) === undefined;
  if (isFree) await store.add({ nonce, expiresAt });
  await transaction.done;
  return isFree;
}
