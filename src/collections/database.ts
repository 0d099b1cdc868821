import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { EkycError } from '../contract/error.ts';
import { openFault, storageFault } from './faults.ts';
import type { CollectionRow } from './manifest.ts';
import type { SealedCodes } from './segment.ts';
import type { StoreKey } from './store-key.ts';

/** Of a segment: the collection that it belongs to, and its number in it. */
export type SegmentKey = [collectionId: string, number: number];

/** An import that has not ended. Its segments are stored under its id, which becomes the collection's. */
interface ImportRow {
  readonly id: string;
  /** When records came last, milliseconds since 1970. */
  readonly touchedAt: number;
}

interface Schema extends DBSchema {
  /** One key, under the name 'records'. */
  keys: { key: string; value: StoreKey };
  collections: { key: string; value: CollectionRow };
  /** Ids of the records of a segment, 16 bytes each, in clear: they are listed without reading what is large. */
  rosters: { key: SegmentKey; value: Uint8Array<ArrayBuffer> };
  segments: { key: SegmentKey; value: SealedCodes };
  imports: { key: string; value: ImportRow };
}

type StoreName = 'keys' | 'collections' | 'rosters' | 'segments' | 'imports';
type Transaction<M extends IDBTransactionMode> = IDBPTransaction<Schema, StoreName[], M>;
export type Reading = Transaction<'readonly'>;
export type Writing = Transaction<'readwrite'>;

/** Brings the store from one version to the next. It awaits nothing but requests of `upgrade`. */
export type Migration = (database: IDBPDatabase<Schema>, upgrade: Transaction<'versionchange'>) => void | Promise<void>;

export const DATABASE = 'idem-ekyc-collections';
const STORES: StoreName[] = ['keys', 'collections', 'rosters', 'segments', 'imports'];

/** The first makes version 1 out of nothing. One that was published is never changed: the next is added. */
export const MIGRATIONS: readonly Migration[] = [
  (database) => {
    database.createObjectStore('keys');
    database.createObjectStore('collections', { keyPath: 'name' });
    database.createObjectStore('rosters');
    database.createObjectStore('segments');
    database.createObjectStore('imports', { keyPath: 'id' });
  },
];

/** The keys of all segments of a collection. */
export function segmentsOf(collectionId: string): IDBKeyRange {
  // An array sorts after every number.
  return IDBKeyRange.bound([collectionId], [collectionId, []]);
}

/** The database that collections are kept in, opened on first use, and again after another tab had it closed. */
export class CollectionDatabase {
  readonly #migrations: readonly Migration[];
  #connection: Promise<IDBPDatabase<Schema>> | undefined;

  constructor(migrations = MIGRATIONS) {
    this.#migrations = migrations;
  }

  /**
   * @param work awaits nothing but requests of this transaction: the browser would end it.
   * @throws {EkycError} STORAGE_FAILED, STORE_TOO_NEW
   */
  async read<T>(work: (transaction: Reading) => Promise<T>): Promise<T> {
    const connection = await this.#open();
    return complete(connection, 'readonly', work);
  }

  /**
   * All that `work` writes is on the disk in the end, or none of it.
   *
   * @param work as for {@link read}. Where it throws nothing is written.
   * @throws {EkycError} STORAGE_FULL, STORAGE_FAILED, STORE_TOO_NEW
   */
  async write<T>(work: (transaction: Writing) => Promise<T>): Promise<T> {
    const connection = await this.#open();
    return complete(connection, 'readwrite', work);
  }

  /**
   * Removes the database, whatever its version. Other tabs close it when the browser asks them to.
   *
   * @throws {EkycError} STORAGE_FAILED when something may be left.
   */
  async erase(): Promise<void> {
    // One that could not be opened is removed as well.
    const connection = await this.#connection?.catch(() => undefined);
    connection?.close();
    this.#connection = undefined;
    try {
      await deleteDB(DATABASE);
    } catch (cause) {
      // Where the browser keeps nothing for this page there is nothing to erase.
      if (cause instanceof DOMException && cause.name === 'SecurityError') return;
      const message = `The collections could not be erased (${cause}). Have the user clear this site's data in the browser.`;
      throw new EkycError('STORAGE_FAILED', message, { cause });
    }
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    const forget = () => {
      this.#connection = undefined;
    };
    this.#connection ??= connect(this.#migrations, forget).catch((error: unknown) => {
      forget();
      throw error;
    });
    return this.#connection;
  }
}

async function connect(migrations: readonly Migration[], forget: () => void): Promise<IDBPDatabase<Schema>> {
  let migrationFault: unknown;
  try {
    const database = await openDB<Schema>(DATABASE, migrations.length, {
      async upgrade(fresh, from, _to, transaction) {
        // Where it is aborted the opening fails too, and that is told.
        transaction.done.catch(() => {});
        try {
          for (const migrate of migrations.slice(from)) await migrate(fresh, transaction);
        } catch (error) {
          migrationFault = error;
          // With this everything is as it was before the upgrade.
          transaction.abort();
        }
      },
      // A newer version in another tab must not wait for this one.
      blocking() {
        forget();
        database.close();
      },
      terminated: forget,
    });
    return database;
  } catch (error) {
    throw openFault(migrationFault ?? error);
  }
}

async function complete<T, M extends 'readonly' | 'readwrite'>(
  connection: IDBPDatabase<Schema>,
  mode: M,
  work: (transaction: Transaction<M>) => Promise<T>,
): Promise<T> {
  try {
    const transaction = connection.transaction(STORES, mode, { durability: 'strict' });
    const [result] = await Promise.all([attempt(transaction, work), transaction.done]);
    return result;
  } catch (error) {
    throw storageFault(error);
  }
}

async function attempt<T, M extends 'readonly' | 'readwrite'>(
  transaction: Transaction<M>,
  work: (transaction: Transaction<M>) => Promise<T>,
): Promise<T> {
  try {
    return await work(transaction);
  } catch (error) {
    // Where the browser has aborted the transaction, a request only says that it was, and the transaction why.
    if (transaction.error) throw transaction.error;
    abandon(transaction);
    throw error;
  }
}

function abandon(transaction: Transaction<'readonly' | 'readwrite'>): void {
  try {
    transaction.abort();
  } catch (error) {
    // It has ended already, by itself.
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
  }
}
