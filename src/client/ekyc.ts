import type { CheckOptions, CheckRequest, CheckResponse, Diagnostics } from '../engine/api.ts';

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
   * @throws {EkycError} INVALID_REQUEST, INVALID_CHECK_MODEL, MISSING_INPUT, SEALED_PAYLOAD_UNSUPPORTED, IMAGE_EMPTY,
   * IMAGE_FORMAT_UNSUPPORTED, IMAGE_TOO_LARGE, IMAGE_UNREADABLE, WORKER_DIED, ENGINE_CLOSED, INTERNAL
   *
   * @example
   * const { face_result } = await ekyc.check({
   *   checkModel: { operations: ['FACE_CHECK'] },
   *   face: selfieFile,
   *   encrypted: false,
   * });
   * for (const entry of face_result?.results ?? []) {
   *   if (entry.status_code === 'OK') console.log(entry.type, entry.probability >= 0.5);
   *   else console.log(entry.type, entry.status_code, entry.error);
   * }
   */
  check(request: CheckRequest, options?: CheckOptions): Promise<CheckResponse>;

  /**
   * Fetches all models and warms them up, so that the first check is as fast as the next. `onProgress` of `createEkyc()`
   * is told of every file.
   *
   * @throws {EkycError} ASSET_MISSING, ASSET_CORRUPT, RUNTIME_FAILED, WORKER_DIED, ENGINE_CLOSED
   */
  preload(options?: { readonly signal?: AbortSignal }): Promise<void>;

  /**
   * What runs the networks and why, and how each model fared.
   *
   * @throws {EkycError} WORKER_DIED, ENGINE_CLOSED
   */
  diagnostics(): Promise<Diagnostics>;

  /** Ends the worker and frees all it held. Running and later calls reject with ENGINE_CLOSED. May be called twice. */
  close(): Promise<void>;
}
