import { type Remote, wrap } from 'comlink';
import { version } from '../../package.json';
import { EkycError } from '../contract/error.ts';
import type { LivingWorker } from '../engine/living-worker.ts';
import type { Outcome } from '../engine/outcome.ts';
import { PolicyWatch } from '../serving/policy-watch.ts';
import { scriptFault } from '../serving/script-fault.ts';
import { newWorker, workerFailed } from './new-worker.ts';
import { isUnsendable } from './sendable.ts';

const SAME_VERSION = 'Serve the dist/assets folder of the same version.';

/** One worker of `dist/assets`, from its start to its end. */
export class WorkerConnection<Api extends LivingWorker> {
  readonly #url: string;
  readonly #worker: Worker;
  readonly #api: Remote<Api>;
  readonly #afterDeath: string;
  /** Told of the end, each by its own reject function. */
  readonly #calls = new Set<(reason: EkycError) => void>();
  readonly #watch = new AbortController();
  #ended: EkycError | undefined;

  /**
   * @param url absolute, of the worker's script.
   * @param afterDeath what becomes of a worker that died, or what to do then: a sentence.
   * @throws {EkycError} WORKER_FAILED_TO_START
   */
  constructor(url: string, afterDeath: string) {
    this.#url = url;
    this.#afterDeath = afterDeath;
    this.#worker = newWorker(url);
    this.#api = wrap<Api>(this.#worker);
  }

  get ended(): boolean {
    return this.#ended !== undefined;
  }

  /**
   * Waits for the worker's script, and for its first answer.
   *
   * @param greet answers the version of the SDK that the worker was built for.
   * @throws {EkycError} WORKER_FAILED_TO_START, and what the worker answers
   */
  async greet(greet: (api: Remote<Api>) => Promise<Outcome<string>>): Promise<void> {
    const policy = new PolicyWatch();
    const onError = ({ message }: ErrorEvent) => void this.#endUnstarted(message, policy);
    this.#worker.addEventListener('error', onError, { once: true });
    try {
      await this.#greet(greet);
    } catch (error) {
      if (error instanceof EkycError || isUnsendable(error)) throw error;
      // Any other error is Comlink's: the worker does not know what it was asked.
      throw workerFailed(this.#url, `it does not answer as version ${version} does (${error}). ${SAME_VERSION}`);
    } finally {
      this.#worker.removeEventListener('error', onError);
      policy.stop();
    }
  }

  async #greet(greet: (api: Remote<Api>) => Promise<Outcome<string>>): Promise<void> {
    const lock = `idem-ekyc:worker:${crypto.randomUUID()}`;
    const living = this.#api as unknown as Remote<LivingWorker>;
    if (await this.call(() => living.holdForLife(lock))) this.#watchFor(lock);
    const builtFor = await this.call(greet);
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
  call<T>(method: (api: Remote<Api>) => Promise<Outcome<T>>): Promise<T> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise<T>((resolve, reject) => {
      // Asked first: a request that cannot even be made rejects here, and is no running call.
      const answer = method(this.#api);
      this.#calls.add(reject);
      answer
        .then((outcome) => resolve(unwrap(outcome)))
        .catch(reject)
        .finally(() => this.#calls.delete(reject));
    });
  }

  /** Tells the worker something that it does not answer. */
  tell(method: (api: Remote<Api>) => unknown): void {
    if (!this.#ended) void method(this.#api);
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
        const message = `The worker ended unexpectedly, perhaps for lack of memory. ${this.#afterDeath}`;
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
