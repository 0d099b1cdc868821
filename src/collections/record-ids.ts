/** Bytes of a record's id in a roster. */
export const ID_LENGTH = 16;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** @param ids UUIDs in lower case. @returns 16 bytes each. */
export function encodeIds(ids: readonly string[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(ids.length * ID_LENGTH);
  for (const [i, id] of ids.entries()) {
    const hex = id.replaceAll('-', '');
    for (let k = 0; k < ID_LENGTH; k++) bytes[i * ID_LENGTH + k] = Number.parseInt(hex.slice(2 * k, 2 * k + 2), 16);
  }
  return bytes;
}

/** @param bytes 16 for each id. @returns UUIDs in lower case. */
export function decodeIds(bytes: Uint8Array): string[] {
  const ids: string[] = [];
  for (let at = 0; at < bytes.length; at += ID_LENGTH) {
    let hex = '';
    for (let k = at; k < at + ID_LENGTH; k++) hex += HEX[bytes[k]!];
    ids.push(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`);
  }
  return ids;
}

/** Where an id stands in a roster, or -1. */
export function indexOfId(roster: Uint8Array, id: Uint8Array): number {
  for (let at = 0; at < roster.length; at += ID_LENGTH) {
    if (id.every((byte, k) => roster[at + k] === byte)) return at / ID_LENGTH;
  }
  return -1;
}

/**
 * The first ids, in their order, of those behind another. Few of them are decoded and compared as text, whatever the number.
 *
 * @param after '' for the first of all.
 */
export function idsAfter(roster: Uint8Array, after: string, limit: number): string[] {
  const prefixes = prefixesOf(roster);
  const [from = 0] = prefixesOf(encodeIds([after]));
  const candidates = prefixes.filter((prefix) => prefix >= from).sort();
  // Those that begin as `after` does may all stand before it.
  const begun = candidates.lastIndexOf(from) + 1;
  const to = candidates[Math.min(begun + limit, candidates.length) - 1] ?? 0;
  const ids: string[] = [];
  for (const [i, prefix] of prefixes.entries()) {
    if (prefix < from || prefix > to) continue;
    ids.push(...decodeIds(roster.subarray(i * ID_LENGTH, (i + 1) * ID_LENGTH)));
  }
  return ids
    .filter((id) => id > after)
    .sort()
    .slice(0, limit);
}

/** The first four bytes of each id, as a number: in the order that ids are in. */
function prefixesOf(roster: Uint8Array): Uint32Array {
  const view = new DataView(roster.buffer, roster.byteOffset, roster.byteLength);
  return Uint32Array.from({ length: roster.length / ID_LENGTH }, (_, i) => view.getUint32(i * ID_LENGTH));
}
