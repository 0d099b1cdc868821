import { EkycError } from '../contract/error.ts';

/** The error that a promise rejects with; fails when it resolves or rejects with another kind. */
export async function ekycErrorOf(promise: Promise<unknown>): Promise<EkycError> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof EkycError) return outcome;
  throw new Error(`Expected an EkycError, got ${String(outcome)}`);
}
