/** Runs pieces of work one after the other, in the order in which they were asked for. */
export class SerialQueue {
  #tail: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** How many pieces of work have not been started yet. */
  get waiting(): number {
    return this.#waiting;
  }

  /**
   * Work whose signal is aborted before its turn is never started: it rejects at once, and the queue lets go of it and of
   * all that it holds. Work that runs has to see to its signal itself.
   */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let todo: (() => Promise<T>) | undefined = work;
      const take = () => {
        const taken = todo;
        if (taken) this.#waiting -= 1;
        todo = undefined;
        signal?.removeEventListener('abort', giveUp);
        return taken;
      };
      const giveUp = () => {
        take();
        reject(signal?.reason);
      };
      if (signal?.aborted) return reject(signal.reason);
      this.#waiting += 1;
      signal?.addEventListener('abort', giveUp);
      // Whoever asked sees the failure; the next in line does not.
      this.#tail = this.#tail.then(() => take()?.().then(resolve, reject));
    });
  }
}
