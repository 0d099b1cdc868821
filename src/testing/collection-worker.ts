import { CollectionStore } from '../collections/collection-store.ts';
import { codesOf, MODEL } from './collections.ts';

/** What the worker is told to do. */
export type CollectionTask =
  | { readonly kind: 'add'; readonly name: string; readonly count: number; readonly times: number }
  | { readonly kind: 'import'; readonly name: string; readonly count: number }
  | { readonly kind: 'delete'; readonly name: string }
  | { readonly kind: 'remove'; readonly name: string; readonly ids: readonly string[] };

const store = new CollectionStore();

async function run(task: CollectionTask): Promise<unknown> {
  const { kind, name } = task;
  if (kind === 'delete') return store.delete(name, { force: true });
  if (kind === 'import') {
    const staging = await store.beginImport({ name, model: MODEL, createdAt: 1 });
    for (let i = 0; i < task.count; i += 1000) {
      await staging.append(
        Array.from({ length: 1000 }, () => crypto.randomUUID()),
        codesOf(1000, i),
      );
    }
    return staging.commit();
  }
  if (kind === 'remove') {
    for (const id of task.ids) await store.remove(name, id);
    return;
  }
  const ids: string[] = [];
  for (let i = 0; i < task.times; i++) ids.push(...(await store.add(name, MODEL, codesOf(task.count))));
  return ids;
}

// Held until the worker is gone.
void navigator.locks.request(self.name, () => new Promise(() => {}));

addEventListener('message', ({ data }: MessageEvent<CollectionTask>) => {
  run(data).then(
    (result) => postMessage({ result }),
    (error: unknown) => postMessage({ error: String(error) }),
  );
});
postMessage('ready');
