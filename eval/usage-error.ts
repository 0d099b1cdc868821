/** The caller's fault: a wrong option, a file that is not there, a list that cannot be read. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
