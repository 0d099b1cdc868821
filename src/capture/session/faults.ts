import { EkycError } from '../../contract/error.ts';

/** Any fault as the type that callers are promised. */
export function asEkycError(error: unknown): EkycError {
  if (error instanceof EkycError) return error;
  return new EkycError('INTERNAL', `The capture failed: ${error}`, { cause: error });
}

export function isWorkerDeath(error: unknown): boolean {
  return error instanceof EkycError && error.code === 'WORKER_DIED';
}

/** Calls again where the engine's worker died during the call: the next call starts a new one. A second death is the caller's to know. */
export async function onceMoreIfWorkerDied<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isWorkerDeath(error)) throw error;
    return call();
  }
}
