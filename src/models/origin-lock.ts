/** Whether the browser forbids Web Locks here, as it may when the user blocks site data. */
export function isLockRefusal(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'SecurityError';
}

/**
 * Does work under a lock over all tabs and workers of the origin. Where locks are forbidden the work is done without: it
 * may then be done twice at a time.
 */
export async function withOriginLock<T>(name: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  let begun = false;
  try {
    return await navigator.locks.request(name, { signal }, () => {
      begun = true;
      return work();
    });
  } catch (error) {
    if (begun || !isLockRefusal(error)) throw error;
    return work();
  }
}
