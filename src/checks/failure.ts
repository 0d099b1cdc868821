/**
 * What an entry says of a check that failed.
 *
 * @throws the signal's reason when the failure is an abort: that ends the call and is no answer.
 */
export function failure(error: unknown, signal?: AbortSignal): string {
  signal?.throwIfAborted();
  return error instanceof Error ? error.message : String(error);
}
