/** The collection that is offered where there is none yet. It is made with the first enrolment, never unasked. */
export const DEFAULT_COLLECTION = 'demo';

/** The wanted collection where it exists, or else the one to fall back on. */
export function chooseCollection(existing: readonly string[], wanted: string): string {
  if (existing.includes(wanted)) return wanted;
  if (existing.includes(DEFAULT_COLLECTION)) return DEFAULT_COLLECTION;
  return existing[0] ?? DEFAULT_COLLECTION;
}
