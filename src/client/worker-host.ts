import type { Remote } from 'comlink';
import { EkycError } from '../contract/error.ts';
import type { Outcome } from '../engine/outcome.ts';
import type { WorkerApi } from '../engine/worker-api.ts';
import { EngineWorker, type WorkerSettings } from './engine-worker.ts';
import { untilAborted } from './until-aborted.ts';

/** Keeps one worker at hand: starts it, replaces it when it died, and ends it for good. */
export class WorkerHost {
  readonly #settings: WorkerSettings;
  #current: { readonly worker: EngineWorker; readonly started: Promise<void> } | undefined;
  #lastCallId = 0;
  #closed: EkycError | undefined;

  constructor(settings: WorkerSettings) {
    this.#settings = settings;
  }

  /**
   * Makes sure that a worker runs.
   *
   * @throws {EkycError} as {@link EngineWorker.start}; ENGINE_CLOSED
   */
  async start(signal?: AbortSignal): Promise<void> {
    await untilAborted(this.#running(), signal);
  }

  /**
   * Calls a method of the worker. An abort rejects at once with the signal's reason, and the worker is told to stop.
   *
   * @throws {EkycError} what the worker answers; WORKER_DIED, ENGINE_CLOSED, and as {@link EngineWorker.start}
   */
  async call<T>(
    method: (api: Remote<WorkerApi>, callId: number) => Promise<Outcome<T>>,
    signal?: AbortSignal,
  ): Promise<T> {
    signal?.throwIfAborted();
    const worker = await untilAborted(this.#running(), signal);
    signal?.throwIfAborted();
    const callId = ++this.#lastCallId;
    const answer = worker.call((api) => method(api, callId));
    return untilAborted(answer, signal, () => worker.abort(callId));
  }

  /** Ends the worker, also one that is still starting, and every running call. */
  close(): void {
    this.#closed ??= new EkycError('ENGINE_CLOSED', 'This engine was closed. Create another with createEkyc().');
    this.#current?.worker.end(this.#closed);
  }

  async #running(): Promise<EngineWorker> {
    if (this.#closed) throw this.#closed;
    if (!this.#current || this.#current.worker.ended) this.#current = this.#launch();
    const { worker, started } = this.#current;
    await started;
    return worker;
  }

  #launch() {
    const worker = new EngineWorker(this.#settings.assetsBaseUrl);
    const started = worker.start(this.#settings).catch((error: unknown) => {
      worker.end(error instanceof EkycError ? error : new EkycError('INTERNAL', String(error)));
      throw error;
    });
    return { worker, started };
  }
}
