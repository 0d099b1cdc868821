import { EkycError } from '../contract/error.ts';
import type { CollectionStore } from './collection-store.ts';
import { encodeDescription, encodeRecords, recordLength } from './export-content.ts';
import { encodeExportHeader, type PassphraseCost, SALT_LENGTH } from './export-header.ts';
import { stretchPassphrase } from './export-key.ts';
import { SegmentSealer } from './export-segments.ts';
import type { LoadedSegment, LoadOptions } from './load-collection.ts';
import type { CollectionInfo } from './manifest.ts';

/** Characters that a passphrase has at least, in Unicode's form NFKC. */
const MIN_PASSPHRASE = 8;
/** 128 MiB, and about a second. */
const COST: PassphraseCost = { logN: 17, r: 8, p: 1 };

/**
 * Writes a collection into one file, sealed with a passphrase. See docs/EXPORT.md.
 *
 * @param options `onProgress` counts the records that were read.
 * @param cost of trying a passphrase.
 * @throws {EkycError} INVALID_REQUEST when the passphrase is too short, COLLECTION_UNKNOWN, STORE_CORRUPT, STORAGE_FAILED; the
 * signal's reason.
 */
export async function exportCollection(
  store: Pick<CollectionStore, 'load'>,
  name: string,
  passphrase: string,
  options: Pick<LoadOptions, 'signal' | 'onProgress'> = {},
  cost = COST,
): Promise<Blob> {
  if ([...passphrase.normalize('NFKC')].length < MIN_PASSPHRASE) {
    const message = `passphrase: must be ${MIN_PASSPHRASE} characters at least. Whoever has the file can try as many as they like.`;
    throw new EkycError('INVALID_REQUEST', message);
  }
  const { signal } = options;
  const { info, segments } = await gather(store, name, options);
  const { model, count, createdAt } = info;
  const description = encodeDescription({ name, model: model ?? null, count, createdAt });
  const contentLength = description.length + (model ? count * recordLength(model.dimension) : 0);
  const salt = crypto.getRandomValues(new Uint8Array(SALT_LENGTH));
  const { key, check } = await stretchPassphrase(passphrase, { salt, cost });
  const sealer = new SegmentSealer(key, await encodeExportHeader({ cost, salt, check, contentLength }));
  await sealer.write(description);
  for (const segment of segments) {
    signal?.throwIfAborted();
    if (model) await sealer.write(encodeRecords(segment, model.dimension));
  }
  return sealer.finish();
}

/** All segments as they were at one moment. A segment may come again while it is loaded, so that none can be written before the last. */
async function gather(
  store: Pick<CollectionStore, 'load'>,
  name: string,
  options: LoadOptions,
): Promise<{ info: CollectionInfo; segments: LoadedSegment[] }> {
  const segments = new Map<number, LoadedSegment>();
  let collectionId: string | undefined;
  const loading = store.load(name, options);
  for (;;) {
    const step = await loading.next();
    if (step.done) {
      return { info: step.value, segments: [...segments.values()].filter(({ ids }) => ids.length > 0) };
    }
    if (step.value.collectionId !== collectionId) segments.clear();
    collectionId = step.value.collectionId;
    segments.set(step.value.number, step.value);
  }
}
