import { EkycError } from '../contract/error.ts';
import type { CollectionDatabase, Writing } from './database.ts';
import { existingCollection } from './faults.ts';
import { holdLock, isHeld } from './locks.ts';
import {
  type CollectionInfo,
  describeCollection,
  type SegmentEntry,
  sealManifest,
  type TemplateModel,
} from './manifest.ts';
import { encodeIds } from './record-ids.ts';
import { countOf, joinRecords, NO_RECORDS, sliceRecords } from './records.ts';
import { SEGMENT_RECORDS, sealSegment } from './segment.ts';
import { obtainKey, type StoreKey, storedKey } from './store-key.ts';
import { putSegment, removeSegments } from './stored-collection.ts';

/** Where locks are forbidden nobody can tell a killed import from one that waits: after this time it counts as killed. */
const ABANDONED_AFTER_MS = 3_600_000;
/** Of all that an import writes: what is new has no past. */
const REVISION = 1;

/** The collection that an import makes. */
export interface ImportTarget {
  readonly name: string;
  readonly model: TemplateModel;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** What an import holds from its begin to its end. */
interface Claim {
  readonly id: string;
  readonly key: StoreKey;
  readonly release: () => void;
}

/** @throws {EkycError} COLLECTION_EXISTS, STORAGE_FULL, STORAGE_FAILED */
export async function beginImport(database: CollectionDatabase, target: ImportTarget): Promise<ImportStaging> {
  const key = await obtainKey(database);
  const id = crypto.randomUUID();
  const release = await holdLock(lockOf(id));
  try {
    await database.write(async (transaction) => {
      if (await transaction.objectStore('collections').get(target.name)) throw existingCollection(target.name);
      await transaction.objectStore('imports').add({ id, touchedAt: Date.now() });
    });
  } catch (error) {
    release();
    throw error;
  }
  return new ImportStaging(database, target, { id, key, release });
}

/**
 * Fills a new collection in many transactions. Nobody sees it before the last one. An import that is never committed leaves
 * nothing: `abort()` removes it, or the next visit does.
 */
export class ImportStaging {
  readonly #database: CollectionDatabase;
  readonly #target: ImportTarget;
  readonly #claim: Claim;
  readonly #ids = new Set<string>();
  readonly #segments: SegmentEntry[] = [];
  /** Records that do not fill a segment yet. */
  #pending = NO_RECORDS;

  constructor(database: CollectionDatabase, target: ImportTarget, claim: Claim) {
    this.#database = database;
    this.#target = target;
    this.#claim = claim;
  }

  /**
   * To be awaited before the next call. After a failure only `abort()` makes sense.
   *
   * @param ids UUIDs in lower case.
   * @param codes `dimension` of each record, in the order of the ids.
   * @throws {EkycError} INVALID_REQUEST when an id came before, STORAGE_FULL, STORAGE_FAILED
   */
  async append(ids: readonly string[], codes: Int8Array<ArrayBuffer>): Promise<void> {
    for (const id of ids) {
      if (this.#ids.has(id)) throw new EkycError('INVALID_REQUEST', `Record ${id} is there twice. Ids have to differ.`);
      this.#ids.add(id);
    }
    this.#pending = joinRecords(this.#pending, { roster: encodeIds(ids), codes });
    while (countOf(this.#pending) >= SEGMENT_RECORDS) await this.#write(SEGMENT_RECORDS);
  }

  /**
   * Makes the collection visible, whole.
   *
   * @throws {EkycError} COLLECTION_EXISTS, STORAGE_FULL, STORAGE_FAILED; `abort()` is due then.
   */
  async commit(): Promise<CollectionInfo> {
    const rest = countOf(this.#pending);
    if (rest > 0) await this.#write(rest);
    const { id, key, release } = this.#claim;
    const { name, model, createdAt } = this.#target;
    const row = await sealManifest(key, {
      ...{ name, id, model, createdAt },
      count: this.#ids.size,
      revision: REVISION,
      segments: this.#segments,
    });
    await this.#database.write(async (transaction) => {
      await this.#requireClaim(transaction);
      if (await transaction.objectStore('collections').get(name)) throw existingCollection(name);
      await transaction.objectStore('collections').add(row);
      await transaction.objectStore('imports').delete(id);
    });
    release();
    return describeCollection(row);
  }

  /** @throws {EkycError} STORAGE_FAILED: the next visit removes what is left. */
  async abort(): Promise<void> {
    const { id, release } = this.#claim;
    try {
      await removeImport(this.#database, id);
    } finally {
      release();
    }
  }

  /** Stores the first records of those that are pending as a segment. */
  async #write(count: number): Promise<void> {
    const { id, key } = this.#claim;
    const { model } = this.#target;
    const number = this.#segments.length;
    const records = sliceRecords(this.#pending, model.dimension, 0, count);
    const segment = await sealSegment(key, { id, model }, { number, revision: REVISION, ...records });
    await this.#database.write(async (transaction) => {
      await this.#requireClaim(transaction);
      await transaction.objectStore('imports').put({ id, touchedAt: Date.now() });
      await putSegment(transaction, id, segment);
    });
    this.#segments.push({ number, revision: REVISION, count });
    this.#pending = sliceRecords(this.#pending, model.dimension, count);
  }

  /** Everything may have been erased since the last step, and the key with it. */
  async #requireClaim(transaction: Writing): Promise<void> {
    const { id, key } = this.#claim;
    const isThere = await transaction.objectStore('imports').get(id);
    if (isThere && (await storedKey(transaction))?.id === key.id) return;
    const message = `What was imported into "${this.#target.name}" so far was erased meanwhile. Import it again.`;
    throw new EkycError('STORAGE_FAILED', message);
  }
}

/** Removes what imports left that were killed. One that is under way in another tab stays. */
export async function removeAbandonedImports(database: CollectionDatabase): Promise<void> {
  const imports = await database.read((transaction) => transaction.objectStore('imports').getAll());
  for (const { id, touchedAt } of imports) {
    const isAlive = (await isHeld(lockOf(id))) ?? Date.now() - touchedAt < ABANDONED_AFTER_MS;
    if (!isAlive) await removeImport(database, id);
  }
}

function removeImport(database: CollectionDatabase, id: string): Promise<void> {
  return database.write(async (transaction) => {
    // It may have been committed in the moment before.
    if (!(await transaction.objectStore('imports').get(id))) return;
    await removeSegments(transaction, id);
    await transaction.objectStore('imports').delete(id);
  });
}

function lockOf(id: string): string {
  return `idem-ekyc-import:${id}`;
}
