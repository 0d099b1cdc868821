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
  readonly #channel = new BroadcastChannel('idem-ekyc:galleries');

  constructor(store: CollectionStore) {
    this.#store = store;
    this.#channel.onmessage = ({ data }: MessageEvent<string | undefined>) => this.#forget(data);
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

  /**
   * Frees what is left in memory of collections that were deleted, in all tabs. A search would see by itself that they are gone.
   *
   * @param name left out, all.
   */
  drop(name?: string): void {
    this.#forget(name);
    this.#channel.postMessage(name);
  }

  #forget(name: string | undefined): void {
    if (name === undefined) this.#held.clear();
    else this.#held.delete(name);
  }
}
