/** Runs pieces of work one after the other, in the order in which they were asked for. */
export class SerialQueue {
  #tail: Promise<unknown> = Promise.resolve();

  /** Work whose signal is aborted before its turn is never started. */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const turn = this.#tail.then(() => {
      signal?.throwIfAborted();
      return work();
    });
    // Whoever asked sees the failure; the next in line does not.
    this.#tail = turn.catch(() => {});
    return turn;
  }
}
