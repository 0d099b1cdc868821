import type { CollectionDatabase } from './database.ts';
import { type CollectionInfo, describeCollection, type SegmentEntry } from './manifest.ts';
import { decodeIds } from './record-ids.ts';
import type { RecordProgress } from './records.ts';
import { readCollection, readSegments } from './stored-collection.ts';

/** Records that were read and opened. */
export interface LoadedSegment {
  /** As in {@link CollectionInfo}. Of another one all that was loaded is outdated. */
  readonly collectionId: string;
  /** Replaces what was loaded with the same number. */
  readonly number: number;
  readonly revision: number;
  /** None: the segment is gone. */
  readonly ids: readonly string[];
  /** `dimension` of each record, in the order of the ids. */
  readonly codes: Int8Array<ArrayBuffer>;
}

/** What somebody has loaded of a collection before. */
export interface HeldSegments {
  readonly collectionId: string;
  /** Revision by number. */
  readonly revisions: ReadonlyMap<number, number>;
}

export interface LoadOptions {
  /** Segments that are still the same are spared. */
  readonly held?: HeldSegments;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: RecordProgress) => void) | undefined;
}

/** Segments that are read at a time, 512 KiB each. */
const BATCH = 8;

/**
 * Opens the segments of a collection, or those that have changed. What another tab writes meanwhile is followed: a segment may
 * then come a second time.
 *
 * @returns of what the segments are the whole, together with those that were held.
 * @throws {EkycError} COLLECTION_UNKNOWN, STORE_CORRUPT, STORAGE_FAILED; the signal's reason.
 */
export async function* loadCollection(
  database: CollectionDatabase,
  name: string,
  { held, signal, onProgress }: LoadOptions,
): AsyncGenerator<LoadedSegment, CollectionInfo, undefined> {
  let heldId = held?.collectionId;
  const revisions = new Map(held?.revisions);
  let done = 0;
  for (;;) {
    signal?.throwIfAborted();
    const collection = await readCollection(database, name);
    const { id: collectionId, segments } = collection.row;
    if (collectionId !== heldId) revisions.clear();
    heldId = collectionId;
    for (const number of numbersGone(revisions, segments)) {
      revisions.delete(number);
      yield { collectionId, number, revision: collection.row.revision, ids: [], codes: new Int8Array() };
    }
    const outdated = segments.filter(({ number, revision }) => revisions.get(number) !== revision);
    if (outdated.length === 0) return describeCollection(collection.row);
    const total = done + outdated.reduce((sum, { count }) => sum + count, 0);
    for (let at = 0; at < outdated.length; at += BATCH) {
      const batch = await readSegments(database, collection, outdated.slice(at, at + BATCH));
      if (!batch) break;
      for (const { number, revision, roster, codes } of batch) {
        signal?.throwIfAborted();
        const ids = decodeIds(roster);
        revisions.set(number, revision);
        done += ids.length;
        onProgress?.({ done, total });
        yield { collectionId, number, revision, ids, codes };
      }
    }
  }
}

function numbersGone(revisions: ReadonlyMap<number, number>, segments: readonly SegmentEntry[]): number[] {
  const present = new Set(segments.map(({ number }) => number));
  return [...revisions.keys()].filter((number) => !present.has(number));
}
