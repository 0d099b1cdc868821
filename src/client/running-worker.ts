import { proxy, type Remote, wrap } from 'comlink';
import { EkycError } from '../contract/error.ts';
import type { Progress } from '../engine/api.ts';
import type { Outcome, WorkerApi } from '../engine/worker-api.ts';

/** What a worker is started with. */
export interface WorkerSettings {
  /** Absolute, with a slash at the end. */
  readonly assetsBaseUrl: string;
  readonly engineOptions: object;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/** One worker from its start to its end. */
export class RunningWorker {
  readonly api: Remote<WorkerApi>;
  /** Never resolves; rejects when the worker dies or is ended. */
  readonly ended: Promise<never>;
  readonly #end: (reason: EkycError) => void;

  private constructor(worker: Worker, api: Remote<WorkerApi>, lock: string) {
    this.api = api;
    let end!: (reason: EkycError) => void;
    this.ended = new Promise<never>((_, reject) => {
      end = reject;
    });
    // Calls see the end through call(); between calls nobody listens.
    this.ended.catch(() => {});
    const watch = new AbortController();
    this.#end = (reason) => {
      end(reason);
      watch.abort();
      worker.terminate();
    };
    navigator.locks
      .request(lock, { signal: watch.signal }, () => {
        const message = 'The worker ended unexpectedly, perhaps for lack of memory. The next call starts a new one.';
        this.#end(new EkycError('WORKER_DIED', message));
      })
      .catch(() => {
        // Only end() aborts the watch, and it has told everybody already.
      });
  }

  /** @throws {EkycError} WORKER_FAILED_TO_START, INVALID_OPTION, BACKEND_UNAVAILABLE */
  static async start({ assetsBaseUrl, engineOptions, onProgress }: WorkerSettings): Promise<RunningWorker> {
    const url = new URL('worker.js', assetsBaseUrl).href;
    const worker = spawn(url);
    const api = wrap<WorkerApi>(worker);
    const lock = `idem-ekyc:worker:${crypto.randomUUID()}`;
    try {
      unwrap(await Promise.race([api.holdForLife(lock), failureToLoad(worker, url)]));
      const running = new RunningWorker(worker, api, lock);
      await running.call((remote) =>
        remote.start(
          assetsBaseUrl,
          engineOptions,
          proxy((progress: Progress) => onProgress?.(progress)),
        ),
      );
      return running;
    } catch (error) {
      worker.terminate();
      throw error;
    }
  }

  /** @throws {EkycError} what the worker answers, or the reason of its end. */
  async call<T>(method: (api: Remote<WorkerApi>) => Promise<Outcome<T>>): Promise<T> {
    return unwrap(await Promise.race([method(this.api), this.ended]));
  }

  end(reason: EkycError): void {
    this.#end(reason);
  }
}

function spawn(url: string): Worker {
  try {
    return new Worker(url, { type: 'module', name: 'idem-ekyc' });
  } catch (error) {
    throw failedToStart(url, error);
  }
}

/** The browser tells a page nothing about why a worker script failed, so the message names what it can be. */
function failureToLoad(worker: Worker, url: string): Promise<never> {
  return new Promise((_, reject) => {
    worker.addEventListener('error', (event) => reject(failedToStart(url, event.message)), { once: true });
  });
}

function failedToStart(url: string, cause: unknown): EkycError {
  const words = cause instanceof Error ? cause.message : cause;
  return new EkycError(
    'WORKER_FAILED_TO_START',
    `The worker ${url} could not be started${words ? ` (${words})` : ''}. Serve the package's dist/assets folder from the page's own origin and set assetsBaseUrl to it; allow it in the Content-Security-Policy (worker-src 'self'); on a cross-origin isolated page send Cross-Origin-Embedder-Policy: require-corp with it.`,
    { cause },
  );
}

function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new EkycError(outcome.code, outcome.message);
}
