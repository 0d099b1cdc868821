import { type IDBPDatabase, openDB } from 'idb';
import type { CollectionStore } from '../collections/collection-store.ts';
import { DATABASE } from '../collections/database.ts';
import type { LoadedSegment, LoadOptions } from '../collections/load-collection.ts';

export const MODEL = { modelId: 'test-model-1', dimension: 512 };

/** Codes of templates; that of each begins with its number, from `first` on. */
export function codesOf(count: number, first = 0): Int8Array<ArrayBuffer> {
  const codes = new Int8Array(count * MODEL.dimension).fill(7);
  const view = new DataView(codes.buffer);
  for (let i = 0; i < count; i++) view.setInt32(i * MODEL.dimension, first + i);
  return codes;
}

/** All segments that a load yields. */
export async function loaded(store: CollectionStore, name: string, options?: LoadOptions): Promise<LoadedSegment[]> {
  const segments: LoadedSegment[] = [];
  for await (const segment of store.load(name, options)) segments.push(segment);
  return segments;
}

/** The numbers that the templates of a collection begin with, by record. */
export async function numbersIn(store: CollectionStore, name: string): Promise<Map<string, number>> {
  const numbers = new Map<string, number>();
  for (const { ids, codes } of await loaded(store, name)) {
    const view = new DataView(codes.buffer, codes.byteOffset);
    for (const [i, id] of ids.entries()) numbers.set(id, view.getInt32(i * MODEL.dimension));
  }
  return numbers;
}

/** Opens the store's database, as somebody who tampers with it would. */
export async function withDatabase<T>(use: (database: IDBPDatabase) => Promise<T>): Promise<T> {
  const database = await openDB(DATABASE);
  try {
    return await use(database);
  } finally {
    database.close();
  }
}

/** Rows of all kinds that are stored. */
export function storedRows(): Promise<Record<string, number>> {
  return withDatabase(async (database) => {
    const counts = [...database.objectStoreNames].map(async (name) => [name, await database.count(name)]);
    return Object.fromEntries(await Promise.all(counts));
  });
}
