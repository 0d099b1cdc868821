import { z } from 'zod';
import { CollectionStore } from '../collections/collection-store.ts';
import { exportCollection } from '../collections/export-collection.ts';
import { Galleries } from '../collections/galleries.ts';
import { importCollection, type ImportOptions as TransferOptions } from '../collections/import-collection.ts';
import type { CollectionInfo, TemplateModel } from '../collections/manifest.ts';
import {
  collectionNameSchema,
  EkycError,
  type FaceSearchEntry,
  type ImageSource,
  parseOrThrow,
  recordIdSchema,
} from '../contract/index.ts';
import { matchProbability } from '../matching/face-match.ts';
import { quantise } from '../matching/template.ts';
import { EMBEDDING_DIMENSION } from '../matching/vector.ts';
import type { Network } from '../models/network.ts';
import type { CollectionSummary, RecordPage } from './api.ts';
import type { FaceTemplates } from './face-templates.ts';

const MAX_PAGE = 10_000;
const pageSchema = z.strictObject({
  after: recordIdSchema.optional(),
  limit: z.int().min(1).max(MAX_PAGE).default(100),
});
const forceSchema = z.boolean().default(false);
const maxFacesSchema = z.int().min(1).default(1);
const passphraseSchema = z.string();
const templatesSchema = z.array(z.unknown()).min(1);

/** The collections of this origin, as the endpoints speak of them. */
export class Collections {
  readonly #store = new CollectionStore();
  readonly #galleries = new Galleries(this.#store);
  readonly #templates: FaceTemplates;
  readonly #matcher: Network;

  constructor(templates: FaceTemplates, matcher: Network) {
    this.#templates = templates;
    this.#matcher = matcher;
  }

  /** @throws {EkycError} INVALID_REQUEST, COLLECTION_EXISTS */
  async create(name: unknown): Promise<void> {
    await this.#store.create(nameOf(name));
  }

  /** @throws {EkycError} INVALID_REQUEST, COLLECTION_UNKNOWN, COLLECTION_NOT_EMPTY */
  async delete(name: unknown, force: unknown): Promise<void> {
    const isForced = parseOrThrow(forceSchema, force, 'force', 'INVALID_REQUEST');
    const collection = nameOf(name);
    await this.#store.delete(collection, { force: isForced });
    this.#galleries.drop(collection);
  }

  async list(): Promise<CollectionSummary[]> {
    return (await this.#store.list()).map(summarise);
  }

  /** @throws {EkycError} INVALID_REQUEST, COLLECTION_UNKNOWN */
  async count(name: unknown): Promise<number> {
    return this.#store.count(nameOf(name));
  }

  /** @throws {EkycError} INVALID_REQUEST, COLLECTION_UNKNOWN */
  async records(name: unknown, page: unknown): Promise<RecordPage> {
    const { after, limit } = parseOrThrow(pageSchema, page, 'options', 'INVALID_REQUEST');
    // One more, to see whether there is another page.
    const ids = await this.#store.records(nameOf(name), { after, limit: limit + 1 });
    const record_ids = ids.slice(0, limit);
    return { record_ids, ...(ids.length > limit && { next: record_ids.at(-1)! }) };
  }

  /** @throws {EkycError} INVALID_REQUEST, COLLECTION_UNKNOWN, RECORD_UNKNOWN */
  async remove(name: unknown, recordId: unknown): Promise<void> {
    await this.#store.remove(nameOf(name), parseOrThrow(recordIdSchema, recordId, 'recordId', 'INVALID_REQUEST'));
  }

  /** @throws {EkycError} INVALID_REQUEST, COLLECTION_UNKNOWN, COLLECTION_MODEL_FOREIGN, and of templates */
  async addTemplates(name: unknown, templates: unknown): Promise<{ record_ids: string[] }> {
    const collection = nameOf(name);
    const texts = parseOrThrow(templatesSchema, templates, 'templates', 'INVALID_REQUEST');
    const codes = texts.map((text, i) => this.#templates.decode(text, `templates[${i}]`));
    return { record_ids: await this.#add(collection, codes) };
  }

  /** @throws {EkycError} INVALID_REQUEST, COLLECTION_UNKNOWN, COLLECTION_MODEL_FOREIGN, and as {@link FaceTemplates.read} */
  async addImage(
    name: unknown,
    image: unknown,
    encrypted: unknown,
    maxFaces: unknown,
    signal?: AbortSignal,
  ): Promise<{ record_ids: string[] }> {
    const collection = nameOf(name);
    const most = parseOrThrow(maxFacesSchema, maxFaces, 'maxFaces', 'INVALID_REQUEST');
    // Before the picture is looked at, which takes longer.
    await this.#store.count(collection);
    const embeddings = await this.#templates.read(image, encrypted, most, signal);
    signal?.throwIfAborted();
    return { record_ids: await this.#add(collection, embeddings.map(quantise)) };
  }

  /** @throws {EkycError} INVALID_REQUEST, and as {@link exportCollection} */
  async export(name: unknown, passphrase: unknown, options: TransferOptions): Promise<Blob> {
    return exportCollection(this.#store, nameOf(name), passphraseOf(passphrase), options);
  }

  /** @throws {EkycError} INVALID_REQUEST, and as {@link importCollection} */
  async import(file: unknown, passphrase: unknown, options: TransferOptions): Promise<CollectionSummary> {
    if (!(file instanceof Blob)) throw new EkycError('INVALID_REQUEST', `file: expected a Blob; got ${typeof file}.`);
    return summarise(await importCollection(this.#store, file, passphraseOf(passphrase), this.#model, options));
  }

  /**
   * One entry of FACE_MATCH_SEARCH.
   *
   * @throws {EkycError} STORE_CORRUPT and other faults of the store; the signal's reason.
   */
  async search(
    collection: string,
    image_source: ImageSource,
    faces: readonly Float32Array[],
    limit: number,
    signal?: AbortSignal,
  ): Promise<FaceSearchEntry> {
    const entry = { collection, image_source };
    const info = await this.#store.info(collection);
    if (!info) return { ...entry, error: 'Collection does not exist', status_code: 'ERROR' };
    const { id } = this.#matcher.entry;
    if (info.model && info.model.modelId !== id) {
      const error = `The collection's templates were made by model "${info.model.modelId}", and the one here is "${id}"`;
      return { ...entry, error, status_code: 'ERROR' };
    }
    const gallery = await this.#galleries.open(collection, { signal });
    const results = gallery.search(faces, limit).map(({ recordId, cosine }) => ({
      record_id: recordId,
      probability: matchProbability(cosine, this.#matcher.entry),
    }));
    return { ...entry, results, status_code: 'OK' };
  }

  /** @throws {EkycError} STORAGE_FAILED */
  async erase(): Promise<void> {
    this.#galleries.drop();
    await this.#store.clear();
  }

  async #add(collection: string, records: readonly Int8Array[]): Promise<string[]> {
    const codes = new Int8Array(records.length * EMBEDDING_DIMENSION);
    for (const [i, record] of records.entries()) codes.set(record, i * EMBEDDING_DIMENSION);
    return this.#store.add(collection, this.#model, codes);
  }

  get #model(): TemplateModel {
    return { modelId: this.#matcher.entry.id, dimension: EMBEDDING_DIMENSION };
  }
}

function summarise({ name, count, createdAt }: CollectionInfo): CollectionSummary {
  return { name, count, createdAt: new Date(createdAt).toISOString() };
}

function passphraseOf(passphrase: unknown): string {
  return parseOrThrow(passphraseSchema, passphrase, 'passphrase', 'INVALID_REQUEST');
}

function nameOf(name: unknown): string {
  return parseOrThrow(collectionNameSchema, name, 'collection', 'INVALID_REQUEST');
}
