/**
 * One piece of work that several callers wait for. It starts with the first caller, and is aborted only when every
 * caller has given up; a caller that gives up rejects at once with its own signal's reason.
 */
export class SharedTask<T> {
  readonly #controller = new AbortController();
  readonly #promise: Promise<T>;
  #waiting = 0;

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#promise = work(this.#controller.signal);
    // Each caller sees the rejection through join(); nobody may be left when it comes.
    this.#promise.catch(() => {});
  }

  /** Whether every caller gave up. A new caller has to start the work anew. */
  get abandoned(): boolean {
    return this.#controller.signal.aborted;
  }

  join(signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    this.#waiting += 1;
    return new Promise<T>((resolve, reject) => {
      let left = false;
      const leave = () => {
        signal?.removeEventListener('abort', giveUp);
        if (!left) this.#waiting -= 1;
        left = true;
      };
      const giveUp = () => {
        leave();
        if (this.#waiting === 0) this.#controller.abort(signal?.reason);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', giveUp);
      this.#promise.then(resolve, reject).finally(leave);
    });
  }
}
