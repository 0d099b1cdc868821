import type { Remote } from 'comlink';
import { EkycError } from '../contract/error.ts';
import type { Outcome, WorkerApi } from '../engine/worker-api.ts';
import { RunningWorker, type WorkerSettings } from './running-worker.ts';

/** Keeps one worker at hand: starts it, replaces it when it died, and ends it for good. */
export class WorkerHost {
  readonly #settings: WorkerSettings;
  #worker: Promise<RunningWorker> | undefined;
  #lastCallId = 0;
  #closed: EkycError | undefined;

  constructor(settings: WorkerSettings) {
    this.#settings = settings;
  }

  /** Makes sure that a worker runs. */
  async start(signal?: AbortSignal): Promise<void> {
    await untilAborted(this.#running(), signal);
  }

  /**
   * Calls a method of the worker. An abort rejects at once with the signal's reason, and the worker is told to stop.
   *
   * @throws {EkycError} what the worker answers; WORKER_DIED, ENGINE_CLOSED, and as {@link RunningWorker.start}
   */
  async call<T>(
    method: (api: Remote<WorkerApi>, callId: number) => Promise<Outcome<T>>,
    signal?: AbortSignal,
  ): Promise<T> {
    signal?.throwIfAborted();
    const worker = await untilAborted(this.#running(), signal);
    const callId = ++this.#lastCallId;
    const answer = worker.call((api) => method(api, callId));
    return untilAborted(answer, signal, () => void worker.api.abort(callId));
  }

  /** Ends the worker and every running call. */
  close(): void {
    this.#closed ??= new EkycError('ENGINE_CLOSED', 'This engine was closed. Create another with createEkyc().');
    const reason = this.#closed;
    this.#worker?.then(
      (worker) => worker.end(reason),
      () => {},
    );
  }

  async #running(): Promise<RunningWorker> {
    if (this.#closed) throw this.#closed;
    this.#worker ??= this.#launch();
    const worker = await this.#worker;
    if (this.#closed) throw this.#closed;
    return worker;
  }

  #launch(): Promise<RunningWorker> {
    const launched = RunningWorker.start(this.#settings);
    const forget = () => {
      if (this.#worker === launched) this.#worker = undefined;
    };
    launched.then((worker) => worker.ended.catch(forget), forget);
    return launched;
  }
}

/** The promise's outcome, unless the signal comes first. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined, onAbort?: () => void): Promise<T> {
  if (!signal) return promise;
  return new Promise<T>((resolve, reject) => {
    const abort = () => {
      onAbort?.();
      reject(signal.reason);
    };
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
