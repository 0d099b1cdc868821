import type { Progress } from '../models/progress.ts';
import type {
  CheckResponse,
  CollectionSummary,
  Diagnostics,
  DocumentScan,
  EncryptionKey,
  FaceScan,
  RecordPage,
  RecordProgress,
} from './api.ts';
import type { LivingWorker } from './living-worker.ts';
import type { Outcome } from './outcome.ts';

/** Told of records as they are read or written. */
export type OnRecords = (progress: RecordProgress) => void;

/** What the worker exposes. `callId` names a running call, so that abort() can end it: signals cannot be sent. */
export interface WorkerApi extends LivingWorker {
  /** Answers the version of the SDK that the worker was built for. */
  start(assetsBaseUrl: string, options: unknown, onProgress: (progress: Progress) => void): Promise<Outcome<string>>;
  preload(callId: number, checkModel: unknown): Promise<Outcome<void>>;
  check(callId: number, request: unknown, options: Record<string, unknown>): Promise<Outcome<CheckResponse>>;
  /**
   * @param beside `externalMeta` and `evidence`.
   * @param key where the page named a server's; else the engine's own.
   */
  encryptPayload(
    callId: number,
    image: unknown,
    beside: Record<string, unknown>,
    key: EncryptionKey | undefined,
  ): Promise<Outcome<Blob>>;
  decrypt(callId: number, payload: unknown): Promise<Outcome<Blob>>;
  checkEncryptionKey(key: EncryptionKey): Promise<Outcome<void>>;
  rotateEncryptionKey(): Promise<Outcome<string>>;
  readFace(callId: number, image: unknown, encrypted: unknown): Promise<Outcome<FaceScan>>;
  readDocument(callId: number, image: unknown, encrypted: unknown, pictures: unknown): Promise<Outcome<DocumentScan>>;
  generateTemplate(callId: number, image: unknown, encrypted: unknown): Promise<Outcome<{ template: string }>>;
  matchOverTemplate(
    callId: number,
    image: unknown,
    template: unknown,
    encrypted: unknown,
  ): Promise<Outcome<{ score: number }>>;
  createCollection(name: unknown): Promise<Outcome<void>>;
  deleteCollection(name: unknown, force: unknown): Promise<Outcome<void>>;
  listCollections(): Promise<Outcome<CollectionSummary[]>>;
  countRecords(collection: unknown): Promise<Outcome<number>>;
  listRecords(collection: unknown, page: unknown): Promise<Outcome<RecordPage>>;
  removeRecord(collection: unknown, recordId: unknown): Promise<Outcome<void>>;
  addTemplate(collection: unknown, templates: unknown): Promise<Outcome<{ record_ids: string[] }>>;
  addImage(
    callId: number,
    collection: unknown,
    image: unknown,
    encrypted: unknown,
    maxFaces: unknown,
  ): Promise<Outcome<{ record_ids: string[] }>>;
  exportCollection(
    callId: number,
    name: unknown,
    passphrase: unknown,
    onProgress: OnRecords | undefined,
  ): Promise<Outcome<Blob>>;
  importCollection(
    callId: number,
    file: unknown,
    passphrase: unknown,
    onProgress: OnRecords | undefined,
  ): Promise<Outcome<CollectionSummary>>;
  eraseAll(): Promise<Outcome<void>>;
  diagnostics(): Promise<Outcome<Diagnostics>>;
  abort(callId: number): void;
}
