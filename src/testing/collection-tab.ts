import type { CollectionTask } from './collection-worker.ts';

/** A worker with a store of its own, as another tab would have. */
export class CollectionTab {
  readonly #worker: Worker;
  /** Of the worker, and of the lock that it holds. */
  readonly #name: string;

  private constructor(worker: Worker, name: string) {
    this.#worker = worker;
    this.#name = name;
  }

  static async open(): Promise<CollectionTab> {
    const name = `collection-tab-${crypto.randomUUID()}`;
    const worker = new Worker(new URL('./collection-worker.ts', import.meta.url), { type: 'module', name });
    await new Promise((ready) => worker.addEventListener('message', ready, { once: true }));
    return new CollectionTab(worker, name);
  }

  /** Rejects with what failed, in words. */
  run(task: CollectionTask): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#worker.addEventListener(
        'message',
        ({ data }) => ('error' in data ? reject(new Error(data.error)) : resolve(data.result)),
        { once: true },
      );
      this.#worker.postMessage(task);
    });
  }

  /** Ends the worker where it is, and waits until it is gone. */
  async kill(): Promise<void> {
    this.#worker.terminate();
    await navigator.locks.request(this.#name, async () => {});
  }
}
