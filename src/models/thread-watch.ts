import { EkycError } from '../contract/error.ts';
import { PolicyWatch } from '../serving/policy-watch.ts';
import { scriptFault } from '../serving/script-fault.ts';
import { trustedScriptUrl, trustedTypesFault } from '../serving/trusted-script-url.ts';

/**
 * The runtime starts its threads as workers of this worker, and waits for one that cannot start until its time is up. So it
 * is watched while it starts them.
 */
export class ThreadWatch {
  /** A runtime that failed to start its threads cannot be started again, and would say so and not why. */
  #fault: EkycError | undefined;

  /** @throws {EkycError} RUNTIME_FAILED when a thread started by `work` fails to start; else as `work` does. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    if (this.#fault) throw this.#fault;
    const policy = new PolicyWatch();
    const Unwatched = globalThis.Worker;
    let fail: (reason: EkycError) => void = () => {};
    const failure = new Promise<never>((_, reject) => {
      fail = reject;
    });
    const blame = (url: string, fault = 'the browser does not say why.') => {
      const message = `The thread ${url} of the inference runtime could not be started: ${fault}`;
      this.#fault ??= new EkycError('RUNTIME_FAILED', message);
      fail(this.#fault);
    };
    globalThis.Worker = new Proxy(Unwatched, {
      construct(_, [address, options]: [string | URL, WorkerOptions?]) {
        const url = String(address);
        try {
          const thread = new Unwatched(trustedScriptUrl(url), options);
          const onError = async ({ message }: ErrorEvent) => blame(url, message || (await scriptFault(url, policy)));
          thread.addEventListener('error', onError, { once: true });
          return thread;
        } catch (error) {
          blame(url, trustedTypesFault(error) ?? String(error));
          throw error;
        }
      },
    });
    try {
      return await Promise.race([failure, work()]);
    } finally {
      globalThis.Worker = Unwatched;
      policy.stop();
    }
  }
}
