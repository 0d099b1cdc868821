import { z } from 'zod';
import { EkycError } from '../contract/error.ts';
import { collectionNameSchema } from '../contract/values.ts';
import { decodeIds, encodeIds, ID_LENGTH } from './record-ids.ts';

/** What a file says of the collection in it. */
export type ExportedCollection = z.infer<typeof exportedCollectionSchema>;

/** Records of a file. */
export interface ExportedRecords {
  readonly ids: readonly string[];
  /** `dimension` of each record. */
  readonly codes: Int8Array<ArrayBuffer>;
}

const exportedCollectionSchema = z.strictObject({
  name: collectionNameSchema,
  /** Null where there is no record. */
  model: z.strictObject({ modelId: z.string().min(1).max(256), dimension: z.int().min(1).max(65_536) }).nullable(),
  count: z.int().min(0),
  /** Milliseconds since 1970. */
  createdAt: z.int(),
});

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** The description's length stands before it. */
const LENGTH_BYTES = 4;

/** Length and description, as they stand before the records. */
export function encodeDescription(collection: ExportedCollection): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(collection));
  const bytes = new Uint8Array(LENGTH_BYTES + text.length);
  new DataView(bytes.buffer).setUint32(0, text.length);
  bytes.set(text, LENGTH_BYTES);
  return bytes;
}

/**
 * Reads length and description. What they hold is authentic: what does not fit was written so.
 *
 * @param content of the first segment.
 * @param contentLength of all segments.
 * @returns the description, and the bytes behind it.
 * @throws {EkycError} EXPORT_UNREADABLE
 */
export function decodeDescription(
  content: Uint8Array<ArrayBuffer>,
  contentLength: number,
): { collection: ExportedCollection; rest: Uint8Array<ArrayBuffer> } {
  if (content.length < LENGTH_BYTES) throw misfit('has no description');
  const end = LENGTH_BYTES + new DataView(content.buffer, content.byteOffset).getUint32(0);
  const parsed = exportedCollectionSchema.safeParse(parseJson(content.subarray(LENGTH_BYTES, end)));
  if (!parsed.success) throw misfit('has a description that is none', parsed.error);
  const collection = parsed.data;
  const { count, model } = collection;
  if (end + (model ? count * recordLength(model.dimension) : 0) !== contentLength || (count > 0 && !model)) {
    throw misfit('holds not as many records as it says');
  }
  return { collection, rest: content.subarray(end) };
}

/** Bytes of a record: its id, then its codes. */
export function recordLength(dimension: number): number {
  return ID_LENGTH + dimension;
}

export function encodeRecords({ ids, codes }: ExportedRecords, dimension: number): Uint8Array<ArrayBuffer> {
  const length = recordLength(dimension);
  const bytes = new Uint8Array(ids.length * length);
  const roster = encodeIds(ids);
  const unsigned = new Uint8Array(codes.buffer, codes.byteOffset, codes.length);
  for (let i = 0; i < ids.length; i++) {
    bytes.set(roster.subarray(i * ID_LENGTH, (i + 1) * ID_LENGTH), i * length);
    bytes.set(unsigned.subarray(i * dimension, (i + 1) * dimension), i * length + ID_LENGTH);
  }
  return bytes;
}

/**
 * @param bytes whole records.
 * @throws {EkycError} EXPORT_UNREADABLE
 */
export function decodeRecords(bytes: Uint8Array<ArrayBuffer>, dimension: number): ExportedRecords {
  const length = recordLength(dimension);
  const count = bytes.length / length;
  const roster = new Uint8Array(count * ID_LENGTH);
  const codes = new Int8Array(count * dimension);
  for (let i = 0; i < count; i++) {
    const record = bytes.subarray(i * length, (i + 1) * length);
    roster.set(record.subarray(0, ID_LENGTH), i * ID_LENGTH);
    codes.set(new Int8Array(record.buffer, record.byteOffset + ID_LENGTH, dimension), i * dimension);
  }
  const ids = decodeIds(roster);
  if (!ids.every((id) => UUID_V4.test(id))) throw misfit('holds a record whose id is no UUID v4');
  return { ids, codes };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw misfit('has a description that is no JSON', error);
  }
}

/** @param how words for after "the file". */
function misfit(how: string, cause?: unknown): EkycError {
  const message = `The file ${how}: it was not written as docs/EXPORT.md says. Export the collection again.`;
  return new EkycError('EXPORT_UNREADABLE', message, { cause });
}
