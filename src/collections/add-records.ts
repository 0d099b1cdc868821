import { EkycError } from '../contract/error.ts';
import { type ChangedSegment, changeCollection } from './change-collection.ts';
import type { CollectionDatabase } from './database.ts';
import type { CollectionRow, TemplateModel } from './manifest.ts';
import { encodeIds } from './record-ids.ts';
import { countOf, joinRecords, NO_RECORDS, type Records, sliceRecords } from './records.ts';
import { SEGMENT_RECORDS, type Segment } from './segment.ts';
import { readSegments } from './stored-collection.ts';

/** See `CollectionStore.add`. */
export async function addRecords(
  database: CollectionDatabase,
  name: string,
  model: TemplateModel,
  codes: Int8Array<ArrayBuffer>,
): Promise<string[]> {
  const ids = Array.from({ length: codes.length / model.dimension }, () => crypto.randomUUID());
  const added = { roster: encodeIds(ids), codes };
  return changeCollection(database, name, async (collection) => {
    const { row } = collection;
    requireModel(row, model);
    const withRoom = row.segments.filter(({ count }) => count < SEGMENT_RECORDS).slice(0, 1);
    const partial = await readSegments(database, collection, withRoom);
    return partial && { model, result: ids, segments: fill(partial[0], nextNumber(row), added, model) };
  });
}

function requireModel({ name, model, count }: CollectionRow, { modelId, dimension }: TemplateModel): void {
  if (!model || count === 0 || (model.modelId === modelId && model.dimension === dimension)) return;
  const message = `Collection "${name}" holds templates of model "${model.modelId}", which those of "${modelId}" cannot be compared with. Enrol anew into another collection.`;
  throw new EkycError('COLLECTION_MODEL_FOREIGN', message);
}

/** A number that no segment has. */
function nextNumber({ segments }: CollectionRow): number {
  return (segments.at(-1)?.number ?? -1) + 1;
}

/** Puts records behind those of a segment that has room, and the rest into new ones. */
function fill(
  partial: Segment | undefined,
  firstNumber: number,
  added: Records,
  { dimension }: TemplateModel,
): ChangedSegment[] {
  const all = joinRecords(partial ?? NO_RECORDS, added);
  const segments: ChangedSegment[] = [];
  let number = firstNumber;
  for (let from = 0; from < countOf(all); from += SEGMENT_RECORDS) {
    const to = Math.min(from + SEGMENT_RECORDS, countOf(all));
    const records = sliceRecords(all, dimension, from, to);
    segments.push({ ...records, number: from === 0 && partial ? partial.number : number++ });
  }
  return segments;
}
