import type { CollectionStore } from './collection-store.ts';
import { Gallery } from './gallery.ts';
import type { LoadOptions } from './load-collection.ts';

/** A browser has room for some 120 of their memories, and a device for fewer large ones. */
const MAX_HELD = 8;

/** The collections that were searched last, in memory. */
export class Galleries {
  readonly #store: CollectionStore;
  /** By name, the one that was used last at the end. */
  readonly #held = new Map<string, Gallery>();

  constructor(store: CollectionStore) {
    this.#store = store;
  }

  /**
   * A collection as it is in the store now.
   *
   * @throws {EkycError} as {@link CollectionStore.load}
   */
  async open(name: string, options: Pick<LoadOptions, 'signal' | 'onProgress'> = {}): Promise<Gallery> {
    const gallery = this.#held.get(name) ?? new Gallery();
    this.#held.delete(name);
    await gallery.update(this.#store, name, options);
    this.#held.set(name, gallery);
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= MAX_HELD) break;
      this.#held.delete(oldest);
    }
    return gallery;
  }

  clear(): void {
    this.#held.clear();
  }
}
