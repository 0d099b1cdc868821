import { corruptCollection } from './faults.ts';
import { type Sealed, type StoreKey, seal, unseal } from './store-key.ts';

/** The network that templates come from. Those of different networks cannot be compared. */
export interface TemplateModel {
  readonly modelId: string;
  /** Codes of a template, one byte each. */
  readonly dimension: number;
}

/** What a collection says of one of its segments. */
export interface SegmentEntry {
  readonly number: number;
  /** The collection's when the segment was written. */
  readonly revision: number;
  /** Records in it. */
  readonly count: number;
}

/** What a collection is, and as of when. */
export interface CollectionInfo {
  readonly name: string;
  /** Random: tells the collection from another that had or will have its name. */
  readonly id: string;
  /** Undefined until there is a record. */
  readonly model: TemplateModel | undefined;
  /** Records in it. */
  readonly count: number;
  /** Grows with every change, from 1. */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** What a collection holds. */
export interface Manifest extends CollectionInfo {
  /** By number. */
  readonly segments: readonly SegmentEntry[];
}

/** A manifest as it is stored: readable, and authenticated, so that no segment can be left out or put back as it was before. */
export interface CollectionRow extends Manifest {
  readonly seal: Sealed;
}

const FORMAT = 'idem-ekyc collection 1';
const NOTHING = new Uint8Array();

export async function sealManifest(key: StoreKey, manifest: Manifest): Promise<CollectionRow> {
  return { ...manifest, seal: await seal(key, NOTHING, boundTo(manifest)) };
}

/** @throws {EkycError} STORE_CORRUPT when the row is not as it was stored. */
export async function requireIntact(key: StoreKey, row: CollectionRow): Promise<void> {
  const opened = await unseal(key, row.seal, boundTo(row));
  if (!opened) throw corruptCollection(row.name, 'the list of its segments fails its authentication');
}

/** What callers may know of it. */
export function describeCollection({ name, id, model, count, revision, createdAt }: Manifest): CollectionInfo {
  return { name, id, model, count, revision, createdAt };
}

function boundTo({ name, id, model, count, revision, createdAt, segments }: Manifest): Uint8Array<ArrayBuffer> {
  const entries = segments.map((segment) => [segment.number, segment.revision, segment.count]);
  const fields = [FORMAT, name, id, model?.modelId, model?.dimension, count, revision, createdAt, entries];
  return new TextEncoder().encode(JSON.stringify(fields));
}
