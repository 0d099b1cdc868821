import type { CollectionTask } from './collection-worker.ts';

/** A worker with a store of its own, as another tab would have. */
export class CollectionTab {
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  static async open(): Promise<CollectionTab> {
    const worker = new Worker(new URL('./collection-worker.ts', import.meta.url), { type: 'module' });
    await new Promise((ready) => worker.addEventListener('message', ready, { once: true }));
    return new CollectionTab(worker);
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

  kill(): void {
    this.#worker.terminate();
  }
}
