import type { CollectionDatabase } from './database.ts';
import { withLock } from './locks.ts';
import { type CollectionRow, type Manifest, sealManifest, type TemplateModel } from './manifest.ts';
import { countOf } from './records.ts';
import { type Segment, sealSegment } from './segment.ts';
import { isCurrent, putSegment, readCollection, removeSegments, type StoredCollection } from './stored-collection.ts';

/** What a segment becomes. One that is left without records is removed. */
export type ChangedSegment = Omit<Segment, 'revision'>;

export interface Change<T> {
  readonly model: TemplateModel;
  readonly segments: readonly ChangedSegment[];
  readonly result: T;
}

/**
 * Changes a collection in one transaction. Records are sealed before it opens, because the browser ends a transaction that
 * waits for anything else. Where another tab has written meanwhile all is done again, from what is there now.
 *
 * @param prepare says what to change; undefined when it saw that the collection has changed since.
 * @throws {EkycError} COLLECTION_UNKNOWN, STORE_CORRUPT, STORAGE_FULL, STORAGE_FAILED, and what `prepare` throws
 */
export function changeCollection<T>(
  database: CollectionDatabase,
  name: string,
  prepare: (collection: StoredCollection) => Promise<Change<T> | undefined>,
): Promise<T> {
  return withLock(`idem-ekyc-collection:${name}`, async () => {
    for (;;) {
      const collection = await readCollection(database, name);
      const change = await prepare(collection);
      if (change && (await apply(database, collection, change))) return change.result;
    }
  });
}

/** @returns false when the collection has changed since, and nothing was written. */
async function apply(
  database: CollectionDatabase,
  collection: StoredCollection,
  change: Change<unknown>,
): Promise<boolean> {
  const { key, row } = collection;
  const { id } = row;
  const next = changed(row, change);
  const { revision } = next;
  const kept = change.segments.filter((segment) => countOf(segment) > 0);
  const emptied = change.segments.filter((segment) => countOf(segment) === 0);
  const sealed = await Promise.all(kept.map((segment) => sealSegment(key, next, { ...segment, revision })));
  const sealedRow = await sealManifest(key, next);
  return database.write(async (transaction) => {
    if (!(await isCurrent(transaction, collection))) return false;
    for (const { number } of emptied) await removeSegments(transaction, id, number);
    for (const segment of sealed) await putSegment(transaction, id, segment);
    await transaction.objectStore('collections').put(sealedRow);
    return true;
  });
}

function changed(row: CollectionRow, { model, segments }: Change<unknown>): Manifest {
  const revision = row.revision + 1;
  const entries = new Map(row.segments.map((entry) => [entry.number, entry]));
  for (const segment of segments) {
    const { number } = segment;
    entries.set(number, { number, revision, count: countOf(segment) });
  }
  const kept = [...entries.values()].filter(({ count }) => count > 0).sort((p, q) => p.number - q.number);
  const count = kept.reduce((sum, entry) => sum + entry.count, 0);
  const { name, id, createdAt } = row;
  return { name, id, createdAt, model, revision, count, segments: kept };
}
