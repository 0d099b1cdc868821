import { corruptCollection } from './faults.ts';
import type { CollectionRow, TemplateModel } from './manifest.ts';
import type { Records } from './records.ts';
import { type Sealed, type StoreKey, seal, unseal } from './store-key.ts';

/** Records in a segment, at most: one is read and opened as a whole, and sealed anew when a record joins or leaves it. */
export const SEGMENT_RECORDS = 1024;

/** Codes of a segment as they are stored. */
export interface SealedCodes extends Sealed {
  /** The collection's when the segment was written. */
  readonly revision: number;
}

/** Records that are stored together. */
export interface Segment extends Records {
  /** From 0, and the same as long as the segment is there. */
  readonly number: number;
  /** The collection's when the segment was written. */
  readonly revision: number;
}

/** A segment as it is stored. */
export interface SealedSegment {
  readonly number: number;
  readonly roster: Uint8Array<ArrayBuffer>;
  readonly sealed: SealedCodes;
}

/** The collection that a segment belongs to. */
type Owner = Pick<CollectionRow, 'name' | 'id'> & { readonly model: TemplateModel | undefined };

const FORMAT = 'idem-ekyc segment 1';

export async function sealSegment(key: StoreKey, owner: Omit<Owner, 'name'>, segment: Segment): Promise<SealedSegment> {
  const { number, revision, roster, codes } = segment;
  const sealed = await seal(key, codes, boundTo(owner, segment));
  // A view would be stored with all that is in its buffer.
  return { number, roster: roster.slice(), sealed: { ...sealed, revision } };
}

/** @throws {EkycError} STORE_CORRUPT when it is not what was stored as this segment of this collection. */
export async function openSegment(key: StoreKey, owner: Owner, segment: SealedSegment): Promise<Segment> {
  const { number, roster, sealed } = segment;
  const { revision } = sealed;
  const opened = await unseal(key, sealed, boundTo(owner, { number, revision, roster }));
  if (!opened) throw corruptCollection(owner.name, `segment ${number} fails its authentication`);
  return { number, revision, roster, codes: new Int8Array(opened) };
}

/** What the codes are bound to: no record, segment or collection can take another's place, nor an older state of itself. */
function boundTo(
  { id, model }: Omit<Owner, 'name'>,
  { number, revision, roster }: Omit<Segment, 'codes'>,
): Uint8Array<ArrayBuffer> {
  const text = JSON.stringify([FORMAT, id, model?.modelId, model?.dimension, number, revision]);
  const head = new TextEncoder().encode(text);
  const bytes = new Uint8Array(head.length + roster.length);
  bytes.set(head);
  bytes.set(roster, head.length);
  return bytes;
}
