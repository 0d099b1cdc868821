import { proxy, type Remote, wrap } from 'comlink';
import { version } from '../../package.json';
import { EkycError } from '../contract/error.ts';
import type { Progress } from '../engine/api.ts';
import type { Outcome, WorkerApi } from '../engine/worker-api.ts';
import { PolicyWatch } from '../serving/policy-watch.ts';
import { scriptFault } from '../serving/script-fault.ts';
import { newWorker, workerFailed } from './new-worker.ts';
import { isUnsendable } from './sendable.ts';

const SAME_VERSION = 'Serve the dist/assets folder of the same version.';

/** What a worker is started with. */
export interface WorkerSettings {
  /** Absolute, with a slash at the end. */
  readonly assetsBaseUrl: string;
  readonly engineOptions: object;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/** One worker from its start to its end. */
export class EngineWorker {
  readonly #url: string;
  readonly #worker: Worker;
  readonly #api: Remote<WorkerApi>;
  /** Told of the end, each by its own reject function. */
  readonly #calls = new Set<(reason: EkycError) => void>();
  readonly #watch = new AbortController();
  #ended: EkycError | undefined;

  /** @throws {EkycError} WORKER_FAILED_TO_START */
  constructor(assetsBaseUrl: string) {
    this.#url = new URL('worker.js', assetsBaseUrl).href;
    this.#worker = newWorker(this.#url);
    this.#api = wrap<WorkerApi>(this.#worker);
  }

  get ended(): boolean {
    return this.#ended !== undefined;
  }

  /** @throws {EkycError} WORKER_FAILED_TO_START, INVALID_OPTION, BACKEND_UNAVAILABLE */
  async start(settings: WorkerSettings): Promise<void> {
    const policy = new PolicyWatch();
    const onError = ({ message }: ErrorEvent) => void this.#endUnstarted(message, policy);
    this.#worker.addEventListener('error', onError, { once: true });
    try {
      await this.#greet(settings);
    } catch (error) {
      if (error instanceof EkycError || isUnsendable(error)) throw error;
      // Any other error is Comlink's: the worker does not know what it was asked.
      throw workerFailed(this.#url, `it does not answer as version ${version} does (${error}). ${SAME_VERSION}`);
    } finally {
      this.#worker.removeEventListener('error', onError);
      policy.stop();
    }
  }

  async #greet({ assetsBaseUrl, engineOptions, onProgress }: WorkerSettings): Promise<void> {
    const lock = `idem-ekyc:worker:${crypto.randomUUID()}`;
    if (await this.call((api) => api.holdForLife(lock))) this.#watchFor(lock);
    const report = (progress: Progress) => {
      // Reports that were under way when the worker was ended still arrive.
      if (!this.#ended) onProgress?.(progress);
    };
    const builtFor = await this.call((api) => api.start(assetsBaseUrl, engineOptions, proxy(report)));
    if (builtFor !== version) {
      throw workerFailed(
        this.#url,
        `it is of version ${builtFor}, and the SDK is of version ${version}. ${SAME_VERSION}`,
      );
    }
  }

  /** A script that ran and failed says why; one that did not even run says nothing, and has to be looked at. */
  async #endUnstarted(message: string | undefined, policy: PolicyWatch): Promise<void> {
    const fault = message ? `${message}. ${SAME_VERSION}` : await scriptFault(this.#url, policy);
    this.end(workerFailed(this.#url, fault));
  }

  /** @throws {EkycError} what the worker answers, or the reason of its end. */
  call<T>(method: (api: Remote<WorkerApi>) => Promise<Outcome<T>>): Promise<T> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise<T>((resolve, reject) => {
      this.#calls.add(reject);
      method(this.#api)
        .then((outcome) => resolve(unwrap(outcome)))
        .catch(reject)
        .finally(() => this.#calls.delete(reject));
    });
  }

  abort(callId: number): void {
    if (!this.#ended) void this.#api.abort(callId);
  }

  /** Terminates the worker; every running and later call rejects with the reason. */
  end(reason: EkycError): void {
    if (this.#ended) return;
    this.#ended = reason;
    this.#worker.terminate();
    this.#watch.abort();
    for (const reject of this.#calls) reject(reason);
  }

  /** Being granted the lock that the worker holds means that the worker is gone. */
  #watchFor(lock: string): void {
    navigator.locks
      .request(lock, { signal: this.#watch.signal }, () => {
        const message = 'The worker ended unexpectedly, perhaps for lack of memory. The next call starts a new one.';
        this.end(new EkycError('WORKER_DIED', message));
      })
      .catch((error: unknown) => {
        // The watch is aborted by end() alone; what else goes wrong with the lock ends the watch, not the worker.
        if (!this.#watch.signal.aborted)
          this.end(new EkycError('WORKER_DIED', `The worker cannot be watched: ${error}`));
      });
  }
}

function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new EkycError(outcome.code, outcome.message);
}
