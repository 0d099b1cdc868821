/**
 * At most `limit` of the items, at even distances, so that a list which is sorted by label or source stays in proportion.
 * The same items for the same list.
 */
export function spread<T>(items: readonly T[], limit: number): T[] {
  if (limit >= items.length) return [...items];
  return items.filter(
    (_, index) => Math.floor(((index + 1) * limit) / items.length) > Math.floor((index * limit) / items.length),
  );
}
