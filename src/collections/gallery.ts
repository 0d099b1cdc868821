import { SearchIndex } from '../matching/search-index.ts';
import type { Vector } from '../matching/vector.ts';
import type { CollectionStore } from './collection-store.ts';
import type { LoadedSegment, LoadOptions } from './load-collection.ts';

/** A record that is like a face. */
export interface GalleryHit {
  readonly recordId: string;
  readonly cosine: number;
}

/** More rows are not taken out one by one: it is quicker to begin anew. */
const MANY_REMOVALS = 200;

/** The records of a collection in memory, to be searched. Never ahead of the store, and behind it only until the next `update()`. */
export class Gallery {
  readonly #index = new SearchIndex();
  /** Ids of the index's rows. */
  #recordIds: string[] = [];
  #collectionId: string | undefined;
  readonly #segments = new Map<number, Pick<LoadedSegment, 'revision' | 'ids'>>();

  /** Bytes of memory held, ids aside. */
  get bytes(): number {
    return this.#index.bytes;
  }

  /**
   * Loads what changed in the store since the last time, whichever tab wrote it.
   *
   * @throws {EkycError} as {@link CollectionStore.load}
   */
  async update(
    store: CollectionStore,
    name: string,
    options: Pick<LoadOptions, 'signal' | 'onProgress'>,
  ): Promise<void> {
    const held = this.#collectionId && { collectionId: this.#collectionId, revisions: this.#revisions() };
    const loading = store.load(name, { ...options, ...(held && { held }) });
    for (;;) {
      const { done, value } = await loading.next();
      if (done) return this.#become(value.id);
      if (this.#take(value)) continue;
      this.clear();
      return this.update(store, name, options);
    }
  }

  /**
   * The records that are most like any of some faces; each counts by the face that it is most like.
   *
   * @returns best first, ties by record id.
   */
  search(queries: readonly Vector[], limit: number): GalleryHit[] {
    const best = new Map<number, number>();
    for (const query of queries) {
      for (const { row, cosine } of this.#index.search(query, limit)) {
        best.set(row, Math.max(cosine, best.get(row) ?? Number.NEGATIVE_INFINITY));
      }
    }
    const hits = Array.from(best, ([row, cosine]) => ({ recordId: this.#recordIds[row]!, cosine }));
    return hits.sort((p, q) => q.cosine - p.cosine || (p.recordId < q.recordId ? -1 : 1)).slice(0, limit);
  }

  clear(): void {
    this.#index.clear();
    this.#recordIds = [];
    this.#segments.clear();
    this.#collectionId = undefined;
  }

  /** Another collection of the same name takes nothing over. */
  #become(collectionId: string): void {
    if (collectionId !== this.#collectionId) this.clear();
    this.#collectionId = collectionId;
  }

  #revisions(): ReadonlyMap<number, number> {
    return new Map(Array.from(this.#segments, ([number, { revision }]) => [number, revision]));
  }

  /** False where too much has changed. A record never changes, so that its id tells whether it is here. */
  #take({ collectionId, number, revision, ids, codes }: LoadedSegment): boolean {
    this.#become(collectionId);
    const before = new Set(this.#segments.get(number)?.ids);
    const now = new Set(ids);
    const gone = [...before].filter((id) => !now.has(id));
    if (gone.length > MANY_REMOVALS) return false;
    for (const id of gone) {
      const row = this.#recordIds.indexOf(id);
      this.#index.remove(row);
      this.#recordIds.splice(row, 1);
    }
    const dimension = codes.length / Math.max(1, ids.length);
    if (before.size === 0) this.#index.append(codes);
    for (const [i, id] of ids.entries()) {
      if (before.has(id)) continue;
      if (before.size > 0) this.#index.append(codes.subarray(i * dimension, (i + 1) * dimension));
      this.#recordIds.push(id);
    }
    if (ids.length === 0) this.#segments.delete(number);
    else this.#segments.set(number, { revision, ids });
    return true;
  }
}
