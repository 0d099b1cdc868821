import { type CollectionDatabase, type Reading, segmentsOf, type Writing } from './database.ts';
import { corruptCollection, unknownCollection } from './faults.ts';
import { type CollectionRow, requireIntact, type SegmentEntry } from './manifest.ts';
import { ID_LENGTH } from './record-ids.ts';
import { openSegment, type SealedSegment, type Segment } from './segment.ts';
import { type StoreKey, storedKey } from './store-key.ts';

/** A collection as it was at one moment, and the key to it. */
export interface StoredCollection {
  readonly key: StoreKey;
  readonly row: CollectionRow;
}

/** @throws {EkycError} COLLECTION_UNKNOWN, STORE_CORRUPT */
export async function readCollection(database: CollectionDatabase, name: string): Promise<StoredCollection> {
  const { key, row } = await database.read(async (transaction) => ({
    key: await storedKey(transaction),
    row: await transaction.objectStore('collections').get(name),
  }));
  if (!row) throw unknownCollection(name);
  if (!key) throw corruptCollection(name, 'its key is gone');
  await requireIntact(key, row);
  return { key, row };
}

/** Whether the collection is still what it was. */
export async function isCurrent(transaction: Reading | Writing, { key, row }: StoredCollection): Promise<boolean> {
  const present = await transaction.objectStore('collections').get(row.name);
  const presentKey = await storedKey(transaction);
  return present?.id === row.id && present.revision === row.revision && presentKey?.id === key.id;
}

/**
 * Reads and opens some segments of a collection.
 *
 * @returns undefined when the collection has changed since.
 * @throws {EkycError} STORE_CORRUPT
 */
export async function readSegments(
  database: CollectionDatabase,
  collection: StoredCollection,
  entries: readonly SegmentEntry[],
): Promise<Segment[] | undefined> {
  const sealed = await database.read(async (transaction) => {
    if (!(await isCurrent(transaction, collection))) return undefined;
    return Promise.all(entries.map((entry) => readSealed(transaction, collection.row, entry)));
  });
  return sealed && Promise.all(sealed.map((segment) => openSegment(collection.key, collection.row, segment)));
}

export async function putSegment(transaction: Writing, collectionId: string, segment: SealedSegment): Promise<void> {
  const { number, roster, sealed } = segment;
  await transaction.objectStore('rosters').put(roster, [collectionId, number]);
  await transaction.objectStore('segments').put(sealed, [collectionId, number]);
}

/** @param number all of the collection's, unless it is given. */
export async function removeSegments(transaction: Writing, collectionId: string, number?: number): Promise<void> {
  const keys = number === undefined ? segmentsOf(collectionId) : IDBKeyRange.only([collectionId, number]);
  await transaction.objectStore('rosters').delete(keys);
  await transaction.objectStore('segments').delete(keys);
}

async function readSealed(
  transaction: Reading,
  { id, name }: CollectionRow,
  { number, revision, count }: SegmentEntry,
): Promise<SealedSegment> {
  const [roster, sealed] = await Promise.all([
    transaction.objectStore('rosters').get([id, number]),
    transaction.objectStore('segments').get([id, number]),
  ]);
  if (!roster || !sealed) throw corruptCollection(name, `segment ${number} is gone`);
  if (sealed.revision !== revision || roster.length !== count * ID_LENGTH) {
    throw corruptCollection(name, `segment ${number} is not the one that was stored last`);
  }
  return { number, roster, sealed };
}
