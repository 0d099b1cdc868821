import type { EkycErrorCode } from '../contract/index.ts';
import type { Progress } from '../models/progress.ts';
import type { CheckResponse, Diagnostics, EncryptionKey } from './api.ts';

/** How a call ended. Errors cross as data: structured clone would lose their class and code. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: EkycErrorCode; readonly message: string };

/** What the worker exposes. `callId` names a running call, so that abort() can end it: signals cannot be sent. */
export interface WorkerApi {
  /**
   * Takes a lock for as long as the worker lives: whoever is granted the same lock knows that the worker is gone,
   * however it went. False where the browser forbids locks, as it may when the user blocks site data.
   */
  holdForLife(lock: string): Promise<Outcome<boolean>>;
  /** Answers the version of the SDK that the worker was built for. */
  start(assetsBaseUrl: string, options: unknown, onProgress: (progress: Progress) => void): Promise<Outcome<string>>;
  preload(callId: number): Promise<Outcome<void>>;
  check(callId: number, request: unknown, options: Record<string, unknown>): Promise<Outcome<CheckResponse>>;
  /** @param key where the page named a server's; else the engine's own. */
  encryptPayload(
    callId: number,
    image: unknown,
    externalMeta: unknown,
    key: EncryptionKey | undefined,
  ): Promise<Outcome<Blob>>;
  decrypt(callId: number, payload: unknown): Promise<Outcome<Blob>>;
  checkEncryptionKey(key: EncryptionKey): Promise<Outcome<void>>;
  rotateEncryptionKey(): Promise<Outcome<string>>;
  eraseAll(): Promise<Outcome<void>>;
  diagnostics(): Promise<Outcome<Diagnostics>>;
  abort(callId: number): void;
}
