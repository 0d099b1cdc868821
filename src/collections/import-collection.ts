import { EkycError } from '../contract/error.ts';
import type { CollectionStore } from './collection-store.ts';
import {
  decodeDescription,
  decodeRecords,
  type ExportedCollection,
  type ExportedRecords,
  recordLength,
} from './export-content.ts';
import { HEADER_LENGTH, readExportHeader, segmentsOf } from './export-header.ts';
import { stretchPassphrase } from './export-key.ts';
import { openSegment, readBytes } from './export-segments.ts';
import type { CollectionInfo, TemplateModel } from './manifest.ts';
import type { RecordProgress } from './records.ts';

export interface ImportOptions {
  readonly signal?: AbortSignal | undefined;
  /** Counts the records that were stored. */
  readonly onProgress?: ((progress: RecordProgress) => void) | undefined;
}

/**
 * Reads what `exportCollection()` wrote, under the name that the collection had and with the ids that its records had, all or
 * nothing.
 *
 * @param model whose templates can be compared here.
 * @throws {EkycError} EXPORT_UNREADABLE, EXPORT_TRUNCATED, EXPORT_VERSION_UNKNOWN, EXPORT_MODEL_FOREIGN, PASSPHRASE_WRONG,
 * COLLECTION_EXISTS, STORAGE_FULL, STORAGE_FAILED; the signal's reason.
 */
export async function importCollection(
  store: Pick<CollectionStore, 'beginImport'>,
  file: Blob,
  passphrase: string,
  model: TemplateModel,
  { signal, onProgress }: ImportOptions = {},
): Promise<CollectionInfo> {
  signal?.throwIfAborted();
  const headerBytes = await readBytes(file, 0, HEADER_LENGTH);
  const header = await readExportHeader(headerBytes, file.size);
  const { key, check } = await stretchPassphrase(passphrase, header);
  if (check.some((byte, i) => header.check[i] !== byte)) {
    throw new EkycError('PASSPHRASE_WRONG', 'The file was sealed with another passphrase. Mind upper and lower case.');
  }
  const open = (number: number) => openSegment(key, headerBytes, file, number);
  const { collection, rest } = decodeDescription(await open(0), header.contentLength);
  requireModel(collection, model);
  const { name, createdAt, count: total } = collection;
  const staging = await store.beginImport({ name, model, createdAt });
  try {
    let done = 0;
    for await (const { ids, codes } of recordsOf(rest, open, segmentsOf(header), model)) {
      signal?.throwIfAborted();
      await staging.append(ids, codes);
      done += ids.length;
      onProgress?.({ done, total });
    }
    signal?.throwIfAborted();
    return await staging.commit();
  } catch (error) {
    // What cannot be removed now is removed by the next visit. The first fault is the one to tell.
    await staging.abort().catch(() => {});
    throw error;
  }
}

/** Records as segments are opened, those that two segments share included. */
async function* recordsOf(
  first: Uint8Array<ArrayBuffer>,
  open: (number: number) => Promise<Uint8Array<ArrayBuffer>>,
  segments: number,
  { dimension }: TemplateModel,
): AsyncGenerator<ExportedRecords, void, undefined> {
  let unread = first;
  for (let number = 1; ; number++) {
    const whole = unread.length - (unread.length % recordLength(dimension));
    yield decodeRecords(unread.subarray(0, whole), dimension);
    if (number >= segments) return;
    const next = await open(number);
    const joined = new Uint8Array(unread.length - whole + next.length);
    joined.set(unread.subarray(whole));
    joined.set(next, unread.length - whole);
    unread = joined;
  }
}

function requireModel({ model }: ExportedCollection, { modelId, dimension }: TemplateModel): void {
  if (!model || (model.modelId === modelId && model.dimension === dimension)) return;
  const message = `The file holds templates of model "${model.modelId}", and this version of Idem compares those of "${modelId}". Import it with the version that exported it, or enrol anew.`;
  throw new EkycError('EXPORT_MODEL_FOREIGN', message);
}
