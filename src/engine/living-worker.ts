import { isLockRefusal } from '../models/origin-lock.ts';
import type { Outcome } from './outcome.ts';

/** What every worker exposes, whatever else it does. */
export interface LivingWorker {
  /**
   * Takes a lock for as long as the worker lives: whoever is granted the same lock knows that the worker is gone,
   * however it went. False where the browser forbids locks, as it may when the user blocks site data.
   */
  holdForLife(lock: string): Promise<Outcome<boolean>>;
}

/** Resolves once the lock is held; nobody lets go of it before the worker ends. False where locks are forbidden. */
export function holdForLife(name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const forever = new Promise<never>(() => {});
    navigator.locks
      .request(name, () => {
        resolve(true);
        return forever;
      })
      .catch((error: unknown) => (isLockRefusal(error) ? resolve(false) : reject(error)));
  });
}
