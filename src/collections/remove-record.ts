import { EkycError } from '../contract/error.ts';
import { changeCollection } from './change-collection.ts';
import type { CollectionDatabase } from './database.ts';
import type { CollectionRow, SegmentEntry } from './manifest.ts';
import { encodeIds, indexOfId } from './record-ids.ts';
import { joinRecords, sliceRecords } from './records.ts';
import { readSegments } from './stored-collection.ts';

/** See `CollectionStore.remove`. */
export function removeRecord(database: CollectionDatabase, name: string, recordId: string): Promise<void> {
  const id = encodeIds([recordId]);
  return changeCollection(database, name, async (collection) => {
    const { row } = collection;
    const entry = await findSegment(database, row, id);
    // Read also where no segment has it: the collection may have changed while it was looked for.
    const read = await readSegments(database, collection, entry ? [entry] : []);
    if (!read) return undefined;
    const [segment] = read;
    if (!segment || !row.model) throw unknownRecord(name, recordId);
    const { model } = row;
    const index = indexOfId(segment.roster, id);
    const before = sliceRecords(segment, model.dimension, 0, index);
    const after = sliceRecords(segment, model.dimension, index + 1);
    return { model, segments: [{ ...joinRecords(before, after), number: segment.number }], result: undefined };
  });
}

function findSegment(
  database: CollectionDatabase,
  { id: collectionId, segments }: CollectionRow,
  id: Uint8Array,
): Promise<SegmentEntry | undefined> {
  return database.read(async (transaction) => {
    for (const entry of segments) {
      const roster = await transaction.objectStore('rosters').get([collectionId, entry.number]);
      if (roster && indexOfId(roster, id) >= 0) return entry;
    }
    return undefined;
  });
}

function unknownRecord(name: string, recordId: string): EkycError {
  const message = `Collection "${name}" has no record ${recordId}. It may have been removed already.`;
  return new EkycError('RECORD_UNKNOWN', message);
}
