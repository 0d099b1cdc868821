/** OS/2's first header. Its sizes have 16 bits, those of all later ones 32. */
const OLDEST = 12;
/** Windows' fifth and last. */
const LONGEST = 124;

/** Whether the file starts as a BMP does. The length of the second header is looked at too: many texts start with "BM". */
export function isBmp(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x42 || bytes[1] !== 0x4d || bytes.length < 18) return false;
  const length = viewOf(bytes).getUint32(14, true);
  return length >= OLDEST && length <= LONGEST;
}

/**
 * Size that a BMP's header claims.
 *
 * Source: Microsoft, "Bitmap Storage" (BITMAPFILEHEADER, BITMAPCOREHEADER, BITMAPINFOHEADER and its successors).
 *
 * @returns undefined when the file ends before its size.
 */
export function bmpSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  if (!isBmp(bytes)) return undefined;
  const view = viewOf(bytes);
  if (view.getUint32(14, true) === OLDEST) {
    if (bytes.length < 22) return undefined;
    return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  }
  if (bytes.length < 26) return undefined;
  // A negative height says that the rows go from top to bottom.
  return { width: view.getUint32(18, true), height: Math.abs(view.getInt32(22, true)) };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
