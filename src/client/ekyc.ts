import { EkycError } from '../contract/error.ts';
import type { CheckOptions, CheckRequest, CheckResponse, Diagnostics } from '../engine/api.ts';
import type { WorkerHost } from './worker-host.ts';

/**
 * An engine in its worker. Its methods mirror the endpoints of the server; made by `createEkyc()`.
 *
 * Calls are answered in the order in which they are made. Every method rejects with an `EkycError`, or with the reason
 * of its signal when that was aborted.
 */
export class Ekyc {
  readonly #host: WorkerHost;

  constructor(host: WorkerHost) {
    this.#host = host;
  }

  /**
   * `POST /check`: the result in the wire contract's own JSON.
   *
   * What is wrong with the request rejects; what befalls a single check stands in its entry, as `status_code` and
   * `error`. Pictures are copied into the worker, so the caller's own stay usable.
   *
   * @throws {EkycError} INVALID_REQUEST, INVALID_CHECK_MODEL, MISSING_INPUT, SEALED_PAYLOAD_UNSUPPORTED, IMAGE_EMPTY,
   * IMAGE_FORMAT_UNSUPPORTED, IMAGE_TOO_LARGE, IMAGE_UNREADABLE, WORKER_DIED, ENGINE_CLOSED
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
  async check(request: CheckRequest, { signal, details = false }: CheckOptions = {}): Promise<CheckResponse> {
    return this.#host
      .call((api, callId) => api.check(callId, request, details), signal)
      .catch((error: unknown) => {
        if (!(error instanceof DOMException && error.name === 'DataCloneError')) throw error;
        const message = `The request holds something that cannot be sent to the worker, such as an element, a function or a closed bitmap (${error.message}).`;
        throw new EkycError('INVALID_REQUEST', message, { cause: error });
      });
  }

  /**
   * Fetches all models and warms them up, so that the first check is as fast as the next. `onProgress` of `createEkyc()`
   * is told of every file.
   *
   * @throws {EkycError} ASSET_MISSING, ASSET_CORRUPT, RUNTIME_FAILED, WORKER_DIED, ENGINE_CLOSED
   */
  preload({ signal }: { readonly signal?: AbortSignal } = {}): Promise<void> {
    return this.#host.call((api, callId) => api.preload(callId), signal);
  }

  /**
   * What runs the networks and why, and how each model fared.
   *
   * @throws {EkycError} WORKER_DIED, ENGINE_CLOSED
   */
  diagnostics(): Promise<Diagnostics> {
    return this.#host.call((api) => api.diagnostics());
  }

  /** Ends the worker and frees all it held. Running and later calls reject with ENGINE_CLOSED. May be called twice. */
  async close(): Promise<void> {
    this.#host.close();
  }
}
