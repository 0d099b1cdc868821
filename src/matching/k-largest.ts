/** The k largest of the numbers it was offered, in a binary heap whose top is the least of them. */
export class KLargest {
  readonly #heap: Float64Array;

  /** @param k at least 1. */
  constructor(k: number) {
    this.#heap = new Float64Array(k).fill(Number.NEGATIVE_INFINITY);
  }

  /** The k-th largest; minus infinity while there were fewer. */
  get least(): number {
    return this.#heap[0]!;
  }

  offer(value: number): void {
    const heap = this.#heap;
    if (value <= heap[0]!) return;
    // The value takes the place of the least, and sinks until nothing below it is less.
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= value) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = value;
  }
}
