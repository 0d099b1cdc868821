/**
 * Does work while no other tab or worker of the origin does any under the same name. Where the browser forbids locks it is done
 * without: every write checks by itself that nothing came between, so that this spares work and no more.
 */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const release = await holdLock(name);
  try {
    return await work();
  } finally {
    release();
  }
}

/** Waits for a lock and holds it until what it returns is called, or until the worker ends, however it ends. */
export function holdLock(name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const held = () => new Promise<void>((release) => resolve(release));
    navigator.locks.request(name, held).catch((error: unknown) => {
      if (isRefusal(error)) resolve(() => {});
      else reject(error);
    });
  });
}

/** Whether somebody holds the lock; undefined where the browser forbids locks. */
export async function isHeld(name: string): Promise<boolean | undefined> {
  try {
    return await navigator.locks.request(name, { ifAvailable: true }, async (lock) => lock === null);
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'SecurityError';
}
