interface Box {
  readonly type: string;
  /** Where its content starts, and ends. */
  readonly start: number;
  readonly end: number;
}

/**
 * The largest size that an AVIF or HEIC file lists for any of its images, before cropping and orientation.
 *
 * A large photo is a grid of tiles, and the file lists the tiles' size next to the photo's, in any order: the largest
 * is what a decoder may have to hold.
 *
 * Source: ISO/IEC 14496-12, 4.2 (boxes); ISO/IEC 23008-12, 6.5.3 (`ispe`) and 9.3 (`iprp`, `ipco`).
 *
 * @returns undefined when the file lists no size.
 */
export function heifSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const meta = find(view, 'meta', 0, view.byteLength);
  // meta and ispe are "full" boxes: four bytes of version and flags come first.
  const properties = meta && find(view, 'iprp', meta.start + 4, meta.end);
  const container = properties && find(view, 'ipco', properties.start, properties.end);
  if (!container) return undefined;
  let largest: { width: number; height: number } | undefined;
  for (const { type, start, end } of boxes(view, container.start, container.end)) {
    if (type !== 'ispe' || end - start < 12) continue;
    const size = { width: view.getUint32(start + 4), height: view.getUint32(start + 8) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}

function find(view: DataView, type: string, from: number, to: number): Box | undefined {
  for (const box of boxes(view, from, to)) if (box.type === type) return box;
  return undefined;
}

/** The boxes from one offset to another, up to the first that does not fit. */
function* boxes(view: DataView, from: number, to: number): Generator<Box> {
  let at = from;
  while (at + 8 <= to) {
    const { header, size } = extent(view, at, to);
    if (size < header || at + size > to) return;
    const type = String.fromCharCode(...[4, 5, 6, 7].map((offset) => view.getUint8(at + offset)));
    yield { type, start: at + header, end: at + size };
    at += size;
  }
}

/** Size 1 stands for a 64-bit size behind the type, and size 0 for all that is left. */
function extent(view: DataView, at: number, to: number): { header: number; size: number } {
  const size = view.getUint32(at);
  if (size === 0) return { header: 8, size: to - at };
  if (size !== 1) return { header: 8, size };
  if (at + 16 > to) return { header: 16, size: 0 };
  return { header: 16, size: view.getUint32(at + 8) * 2 ** 32 + view.getUint32(at + 12) };
}
