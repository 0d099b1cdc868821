import type { CheckModelInput } from '../contract/index.ts';
import type {
  CheckOptions,
  CheckRequest,
  CheckResponse,
  CollectionSummary,
  Diagnostics,
  DocumentOptions,
  DocumentScan,
  EncodedInput,
  FaceScan,
  ImageInput,
  PictureOptions,
  RecordPage,
  SealOptions,
  TransferOptions,
} from '../engine/api.ts';

/**
 * An engine in its worker. Its methods mirror the endpoints of the server; made by `createEkyc()`.
 *
 * Checks are answered in the order in which they are made. Every method rejects with an `EkycError`, or with the reason
 * of its signal when that was aborted. A worker that died is replaced by the next call, so any call may also reject with
 * what `createEkyc()` rejects with.
 */
export interface Ekyc {
  /**
   * `POST /check`: the result in the wire contract's own JSON.
   *
   * What is wrong with the request rejects; what befalls a single check stands in its entry, as `status_code` and
   * `error`. Pictures are copied into the worker, so the caller's own stay usable.
   *
   * @throws {EkycError} INVALID_REQUEST, INVALID_CHECK_MODEL, MISSING_INPUT, IMAGE_EMPTY, IMAGE_FORMAT_UNSUPPORTED,
   * IMAGE_TOO_LARGE, IMAGE_UNREADABLE, PAYLOAD_UNEXPECTED, what {@link decrypt} throws of payloads, ENGINE_BUSY,
   * WORKER_DIED, ENGINE_CLOSED, INTERNAL
   *
   * @example
   * const face = await ekyc.encryptPayload(selfieFile, { externalMeta: sessionId });
   * const { face_result } = await ekyc.check(
   *   { checkModel: { operations: ['FACE_CHECK'] }, face },
   *   { expectedExternalMeta: sessionId },
   * );
   * for (const entry of face_result?.results ?? []) {
   *   if (entry.status_code === 'OK') console.log(entry.type, entry.probability >= 0.5);
   *   else console.log(entry.type, entry.status_code, entry.error);
   * }
   */
  check(request: CheckRequest, options?: CheckOptions): Promise<CheckResponse>;

  /**
   * Reads the faces of a picture without judging whether they are genuine: where they are, how the main one is turned and lit, and what is wrong
   * with it, so that a page with a camera can say what to change before it takes the picture.
   *
   * A face that FACE_CHECK would reject is no error: `statusCode` and `error` say why, and whatever was found is there. A frame of a camera is not
   * copied, and stays the caller's to close.
   *
   * @throws {EkycError} INVALID_REQUEST, ASSET_MISSING, ASSET_CORRUPT, RUNTIME_FAILED, what {@link check} throws of pictures and
   * payloads, ENGINE_BUSY, WORKER_DIED, ENGINE_CLOSED
   *
   * @example
   * const frame = new VideoFrame(video);
   * const { statusCode, error, quality } = await ekyc.readFace(frame, { encrypted: false });
   * frame.close();
   * if (statusCode === 'OK') console.log(quality?.score);
   * else console.log(error);
   */
  readFace(image: ImageInput, options: PictureOptions): Promise<FaceScan>;

  /**
   * Finds the identity document in a photo and answers it as a scanner would have seen it: cut out, straight from above,
   * upright; with its corners, its portrait, and what is wrong with the photo, so that a page can ask for a better one.
   *
   * A document that DOC_CHECK would reject is no error: `statusCode` and `error` say why, and whatever was found is there. `pictures: false` leaves the
   * JPEG files out, for frames of a camera.
   *
   * @throws {EkycError} INVALID_REQUEST, ASSET_MISSING, ASSET_CORRUPT, RUNTIME_FAILED, what {@link check} throws of pictures and
   * payloads, ENGINE_BUSY, WORKER_DIED, ENGINE_CLOSED
   *
   * @example
   * const { statusCode, rectified, warnings } = await ekyc.readDocument(photo, { encrypted: false });
   * if (statusCode !== 'OK' || warnings.includes('IMAGE_TOO_BLURRY')) askForAnotherPhoto();
   * else if (rectified) preview.src = URL.createObjectURL(rectified);
   */
  readDocument(image: ImageInput, options: DocumentOptions): Promise<DocumentScan>;

  /**
   * Seals a picture, so that only the engine can open it: for pages with a camera of their own. A JPEG is sealed as it is,
   * any other picture is made one first. Answers the payload, `application/octet-stream`. Without `evidence` of how it was captured INJECTION_ATTACK
   * gives it less than 0.5.
   *
   * @throws {EkycError} INVALID_REQUEST, IMAGE_EMPTY, IMAGE_FORMAT_UNSUPPORTED, IMAGE_TOO_LARGE, IMAGE_UNREADABLE,
   * INVALID_ENCRYPTION_KEY, ENGINE_BUSY, WORKER_DIED, ENGINE_CLOSED
   *
   * @example
   * const face = await ekyc.encryptPayload(selfieFile, { externalMeta: sessionId });
   */
  encryptPayload(image: ImageInput, options?: SealOptions): Promise<Blob>;

  /**
   * `POST /decrypt`: the picture that was sealed, byte for byte, `image/jpeg`.
   *
   * @throws {EkycError} INVALID_REQUEST, PAYLOAD_EXPECTED, PAYLOAD_TRUNCATED, PAYLOAD_ALTERED, PAYLOAD_MALFORMED,
   * PAYLOAD_VERSION_UNKNOWN, PAYLOAD_KEY_UNKNOWN, PAYLOAD_KEY_WRONG, PAYLOAD_STALE, PAYLOAD_FROM_FUTURE, IMAGE_TOO_LARGE,
   * ENGINE_BUSY, WORKER_DIED, ENGINE_CLOSED
   */
  decrypt(payload: EncodedInput, options?: { readonly signal?: AbortSignal }): Promise<Blob>;

  /**
   * From now on `encryptPayload()` seals to a server's public key: only that server can open such payloads, by
   * `openPayload()` of `idem-ekyc/server`. `null` returns to the engine's own key.
   *
   * @param key SubjectPublicKeyInfo of a P-256 or X25519 key: DER, or its base64 or PEM text. `npx idem-ekyc keygen` makes one.
   * @param keyId names the key in the payload, 1 to 64 of `A-Z a-z 0-9 . _ -`; left out, the key's hex fingerprint.
   * @throws {EkycError} INVALID_ENCRYPTION_KEY, and so does `encryptPayload()` until another key is set; WORKER_DIED,
   * ENGINE_CLOSED
   */
  setEncryptionKey(key: string | EncodedInput | null, keyId?: string): Promise<void>;

  /**
   * Replaces the engine's own key, which otherwise happens every 30 days. The old one opens what was sealed to it for 24
   * hours more, as long as payloads are accepted.
   */
  rotateEncryptionKey(): Promise<void>;

  /**
   * `POST /generate-template`: the picture's face as text that is compared and stored in its place. It holds no picture, but whoever
   * has it can find the person again: keep it like one.
   *
   * @throws {EkycError} INVALID_REQUEST, FACE_REJECTED, what {@link check} throws of pictures and payloads
   *
   * @example
   * const { template } = await ekyc.generateTemplate(selfieFile, { encrypted: false });
   */
  generateTemplate(image: ImageInput, options: PictureOptions): Promise<{ readonly template: string }>;

  /**
   * `POST /match-over-template`: how probable it is that picture and template show the same person, on the scale of
   * FACE_MATCH_VALIDATION; threshold 0.5.
   *
   * @throws {EkycError} TEMPLATE_UNREADABLE, TEMPLATE_TRUNCATED, TEMPLATE_ALTERED, TEMPLATE_VERSION_UNKNOWN,
   * TEMPLATE_MODEL_FOREIGN, and as {@link generateTemplate}
   */
  matchOverTemplate(image: ImageInput, template: string, options: PictureOptions): Promise<{ readonly score: number }>;

  /**
   * `POST /collections`: an empty collection of face templates on this device, encrypted at rest.
   *
   * @param name 1 to 128 of `A-Z a-z 0-9 . _ -`.
   * @throws {EkycError} INVALID_REQUEST, COLLECTION_EXISTS, STORAGE_FULL, STORAGE_FAILED, STORE_TOO_NEW
   *
   * @example
   * await ekyc.createCollection('customers');
   * const { record_ids } = await ekyc.addImage('customers', selfieFile, { encrypted: false });
   */
  createCollection(name: string): Promise<void>;

  /**
   * `DELETE /collections`. One that holds records only with `force: true`.
   *
   * @throws {EkycError} INVALID_REQUEST, COLLECTION_UNKNOWN, COLLECTION_NOT_EMPTY, STORAGE_FAILED
   */
  deleteCollection(name: string, options?: { readonly force?: boolean }): Promise<void>;

  /** All collections of this device, by name. @throws {EkycError} STORAGE_FAILED, STORE_TOO_NEW */
  listCollections(): Promise<readonly CollectionSummary[]>;

  /** @throws {EkycError} INVALID_REQUEST, COLLECTION_UNKNOWN, STORAGE_FAILED */
  countRecords(collection: string): Promise<number>;

  /**
   * Ids of records, in an order of their own that does not change.
   *
   * @param page `limit` of 1 to 10,000, 100 when left out; `after`: `next` of the page before.
   * @throws {EkycError} INVALID_REQUEST, COLLECTION_UNKNOWN, STORAGE_FAILED
   */
  listRecords(
    collection: string,
    page?: { readonly after?: string | undefined; readonly limit?: number },
  ): Promise<RecordPage>;

  /** `DELETE /collections/remove-record`. @throws {EkycError} INVALID_REQUEST, COLLECTION_UNKNOWN, RECORD_UNKNOWN, STORAGE_FAILED */
  removeRecord(collection: string, recordId: string): Promise<void>;

  /**
   * `POST /add-template`: all templates, or none where one is bad.
   *
   * @returns ids of the new records, UUID v4, in the order of the templates.
   * @throws {EkycError} INVALID_REQUEST, COLLECTION_UNKNOWN, COLLECTION_MODEL_FOREIGN, STORAGE_FULL, STORAGE_FAILED, and of templates as
   * {@link matchOverTemplate}
   */
  addTemplate(collection: string, templates: readonly string[]): Promise<{ readonly record_ids: readonly string[] }>;

  /**
   * `POST /add-image`: a record for each face of the picture that is not small beside the largest.
   *
   * @param options `maxFaces`: a picture with more faces is refused; 1 when left out.
   * @returns ids of the new records, UUID v4, the largest face first.
   * @throws {EkycError} as {@link addTemplate} and {@link generateTemplate}
   */
  addImage(
    collection: string,
    image: ImageInput,
    options: PictureOptions & { readonly maxFaces?: number },
  ): Promise<{ readonly record_ids: readonly string[] }>;

  /**
   * A collection as one file, sealed with a passphrase. Whoever has both has the collection.
   *
   * @param passphrase of at least 8 characters. It is stretched (scrypt), which takes a second or so.
   * @throws {EkycError} INVALID_REQUEST, COLLECTION_UNKNOWN, STORE_CORRUPT, STORAGE_FAILED
   *
   * @example
   * const file = await ekyc.exportCollection('customers', passphrase, { onProgress: ({ done, total }) => show(done / total) });
   */
  exportCollection(name: string, passphrase: string, options?: TransferOptions): Promise<Blob>;

  /**
   * Makes a collection out of such a file, under its name and with its record ids: whole, or not at all.
   *
   * @throws {EkycError} INVALID_REQUEST, EXPORT_UNREADABLE, EXPORT_TRUNCATED, EXPORT_VERSION_UNKNOWN, EXPORT_MODEL_FOREIGN,
   * PASSPHRASE_WRONG, COLLECTION_EXISTS, STORAGE_FULL, STORAGE_FAILED
   */
  importCollection(file: Blob, passphrase: string, options?: TransferOptions): Promise<CollectionSummary>;

  /**
   * Erases what was kept about people on this device: all collections, the engine's keys, so that nothing sealed to them can be
   * opened any more, and the used nonces. Downloaded models stay.
   *
   * @throws {EkycError} STORAGE_FAILED when something may be left; WORKER_DIED, ENGINE_CLOSED
   */
  eraseAll(): Promise<void>;

  /**
   * Fetches models and warms them up, so that the first check is as fast as the next. `onProgress` of `createEkyc()` is told of every file.
   *
   * @param options `checkModel`: of the checks that will come, whose models alone are fetched, whichever pictures they are given. Left out, all models
   * are, but those of pipelines that are no default.
   * @throws {EkycError} INVALID_CHECK_MODEL, ASSET_MISSING, ASSET_CORRUPT, RUNTIME_FAILED, MODEL_UNUSABLE, WORKER_DIED, ENGINE_CLOSED. Where a registered
   * pipeline is at fault, all others are ready by then.
   *
   * @example
   * await ekyc.preload({ checkModel: { operations: ['FACE_CHECK'] } });
   */
  preload(options?: { readonly checkModel?: CheckModelInput; readonly signal?: AbortSignal }): Promise<void>;

  /**
   * What runs the networks and why, and how each model fared.
   *
   * @throws {EkycError} WORKER_DIED, ENGINE_CLOSED
   */
  diagnostics(): Promise<Diagnostics>;

  /** Ends the worker and frees all it held. Running and later calls reject with ENGINE_CLOSED. May be called twice. */
  close(): Promise<void>;
}
