import { EkycError } from '../contract/error.ts';
import { addRecords } from './add-records.ts';
import { CollectionDatabase, MIGRATIONS, segmentsOf } from './database.ts';
import { existingCollection, unknownCollection } from './faults.ts';
import { beginImport, type ImportStaging, type ImportTarget, removeAbandonedImports } from './import-staging.ts';
import { type LoadedSegment, type LoadOptions, loadCollection } from './load-collection.ts';
import { type CollectionInfo, describeCollection, sealManifest, type TemplateModel } from './manifest.ts';
import { idsAfter } from './record-ids.ts';
import { removeRecord } from './remove-record.ts';
import { obtainKey, storedKey } from './store-key.ts';
import { removeSegments } from './stored-collection.ts';

/** A part of a list. */
export interface Page {
  /** Where the page before ended. */
  readonly after?: string | undefined;
  /** Entries at most. */
  readonly limit: number;
}

/**
 * The face templates of this origin, in collections, sealed with a key that stays in this browser. Every change is made whole or
 * not at all, whatever ends the worker, and holds for all tabs. Names and ids are those of the contract: they were checked before.
 *
 * Every method may throw {@link EkycError} STORAGE_FAILED and STORE_TOO_NEW, and one that writes STORAGE_FULL too.
 */
export class CollectionStore {
  readonly #database: CollectionDatabase;
  #swept: Promise<void> | undefined;

  constructor(migrations = MIGRATIONS) {
    this.#database = new CollectionDatabase(migrations);
  }

  /** @throws {EkycError} COLLECTION_EXISTS */
  async create(name: string): Promise<void> {
    const database = await this.#open();
    for (;;) {
      const key = await obtainKey(database);
      const row = await sealManifest(key, {
        ...{ name, id: crypto.randomUUID(), model: undefined, count: 0 },
        ...{ revision: 1, createdAt: Date.now(), segments: [] },
      });
      const created = await database.write(async (transaction) => {
        if (await transaction.objectStore('collections').get(name)) throw existingCollection(name);
        // Everything may have been erased in between, and the key with it.
        if ((await storedKey(transaction))?.id !== key.id) return false;
        await transaction.objectStore('collections').add(row);
        return true;
      });
      if (created) return;
    }
  }

  /**
   * @param force whether records may be lost.
   * @throws {EkycError} COLLECTION_UNKNOWN, COLLECTION_NOT_EMPTY
   */
  async delete(name: string, { force }: { readonly force: boolean }): Promise<void> {
    const database = await this.#open();
    await database.write(async (transaction) => {
      const row = await transaction.objectStore('collections').get(name);
      if (!row) throw unknownCollection(name);
      if (row.count > 0 && !force) {
        const message = `Collection "${name}" holds ${row.count} records. Say force: true to delete it with them.`;
        throw new EkycError('COLLECTION_NOT_EMPTY', message);
      }
      await transaction.objectStore('collections').delete(name);
      await removeSegments(transaction, row.id);
    });
  }

  /** By name. */
  async list(): Promise<CollectionInfo[]> {
    const database = await this.#open();
    const rows = await database.read((transaction) => transaction.objectStore('collections').getAll());
    return rows.map(describeCollection);
  }

  /** What there is to know of a collection without opening it: whether one in memory is current, say by `id` and `revision`. */
  async info(name: string): Promise<CollectionInfo | undefined> {
    const database = await this.#open();
    const row = await database.read((transaction) => transaction.objectStore('collections').get(name));
    return row && describeCollection(row);
  }

  /** @throws {EkycError} COLLECTION_UNKNOWN */
  async count(name: string): Promise<number> {
    const info = await this.info(name);
    if (!info) throw unknownCollection(name);
    return info.count;
  }

  /**
   * Ids of records in their own order, so that a list goes on where it ended, whatever came or went meanwhile.
   *
   * @throws {EkycError} COLLECTION_UNKNOWN
   */
  async records(name: string, { after = '', limit }: Page): Promise<string[]> {
    const database = await this.#open();
    const rosters = await database.read(async (transaction) => {
      const row = await transaction.objectStore('collections').get(name);
      if (!row) throw unknownCollection(name);
      return transaction.objectStore('rosters').getAll(segmentsOf(row.id));
    });
    return idsAfter(new Uint8Array(await new Blob(rosters).arrayBuffer()), after, limit);
  }

  /**
   * Adds records, all or none.
   *
   * @param codes `dimension` of each record, one after the other.
   * @returns their ids, UUID v4, in the same order.
   * @throws {EkycError} COLLECTION_UNKNOWN, COLLECTION_MODEL_FOREIGN, STORE_CORRUPT
   */
  async add(name: string, model: TemplateModel, codes: Int8Array<ArrayBuffer>): Promise<string[]> {
    return addRecords(await this.#open(), name, model, codes);
  }

  /** @throws {EkycError} COLLECTION_UNKNOWN, RECORD_UNKNOWN, STORE_CORRUPT */
  async remove(name: string, recordId: string): Promise<void> {
    return removeRecord(await this.#open(), name, recordId);
  }

  /**
   * Opens the records of a collection, segment by segment, or of the segments that changed since they were loaded. What another
   * tab writes meanwhile is followed: a segment may come a second time then.
   *
   * @returns in the end, the collection that all segments together are now.
   * @throws {EkycError} COLLECTION_UNKNOWN, STORE_CORRUPT; the signal's reason.
   */
  async *load(name: string, options: LoadOptions = {}): AsyncGenerator<LoadedSegment, CollectionInfo, undefined> {
    return yield* loadCollection(await this.#open(), name, options);
  }

  /**
   * Begins to fill a new collection in many steps.
   *
   * @throws {EkycError} COLLECTION_EXISTS
   */
  async beginImport(target: ImportTarget): Promise<ImportStaging> {
    return beginImport(await this.#open(), target);
  }

  /**
   * Destroys everything, the key included, whatever version of Idem stored it.
   *
   * @throws {EkycError} STORAGE_FAILED when something may be left.
   */
  clear(): Promise<void> {
    return this.#database.erase();
  }

  async #open(): Promise<CollectionDatabase> {
    this.#swept ??= removeAbandonedImports(this.#database).catch((error: unknown) => {
      this.#swept = undefined;
      throw error;
    });
    await this.#swept;
    return this.#database;
  }
}
