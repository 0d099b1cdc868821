export const PAGE_SIZE = 20;

/** Where in the list of records the page is. The list itself only knows the way forward. */
export class RecordPages {
  /** Record after which each page up to this one begins. */
  #starts: readonly (string | undefined)[] = [undefined];
  #next: string | undefined;

  /** What `listRecords()` wants to know for this page. */
  get after(): string | undefined {
    return this.#starts.at(-1);
  }

  /** How many records stand on the pages before. */
  get before(): number {
    return (this.#starts.length - 1) * PAGE_SIZE;
  }

  get hasPrevious(): boolean {
    return this.#starts.length > 1;
  }

  get hasNext(): boolean {
    return this.#next !== undefined;
  }

  /** Notes the `next` of the answer for this page. */
  arrived(next: string | undefined): void {
    this.#next = next;
  }

  forward(): void {
    if (this.#next === undefined) return;
    this.#starts = [...this.#starts, this.#next];
    this.#next = undefined;
  }

  back(): void {
    if (this.hasPrevious) this.#starts = this.#starts.slice(0, -1);
  }

  reset(): void {
    this.#starts = [undefined];
    this.#next = undefined;
  }
}
