import { SharedTask } from './shared-task.ts';

/** A value made at first use and kept. Callers meanwhile share the making; after a failure the next call tries again. */
export class Lazy<T> {
  readonly #make: (signal: AbortSignal) => Promise<T>;
  #task: SharedTask<T> | undefined;

  constructor(make: (signal: AbortSignal) => Promise<T>) {
    this.#make = make;
  }

  async get(signal?: AbortSignal): Promise<T> {
    if (!this.#task || this.#task.abandoned) this.#task = new SharedTask(this.#make);
    const task = this.#task;
    try {
      return await task.join(signal);
    } catch (error) {
      if (this.#task === task && !signal?.aborted) this.#task = undefined;
      throw error;
    }
  }

  /** Forgets the value, and calls `free` on it. Does nothing where none was made. */
  async clear(free: (value: T) => Promise<void>): Promise<void> {
    const task = this.#task;
    this.#task = undefined;
    if (task && !task.abandoned) await task.join().then(free, () => {});
  }
}
