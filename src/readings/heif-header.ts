interface Box {
  readonly type: string;
  /** Where its content starts, and ends. */
  readonly start: number;
  readonly end: number;
}

/** Brands of files that hold AV1 pictures, and of files that hold others: HEVC pictures, in practice. */
const AVIF_BRANDS = ['avif', 'avis'];
const HEIF_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'mif2', 'msf1'];
/** More brands than any file has. */
const MAX_BRANDS = 64;

/**
 * Which of the two formats a file's brands name. The main brand alone does not tell: `mif1` stands for either.
 *
 * Source: ISO/IEC 14496-12, 4.3 (`ftyp`); AV1 Image File Format 1.1, 6; ISO/IEC 23008-12, 10.
 */
export function heifFormat(bytes: Uint8Array): 'AVIF' | 'HEIC' | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 12 || fourCharacters(view, 4) !== 'ftyp') return undefined;
  const brands = [fourCharacters(view, 8)];
  // Between the main brand and the others lies a version.
  const end = Math.min(view.getUint32(0), view.byteLength, 16 + 4 * MAX_BRANDS);
  for (let at = 16; at + 4 <= end; at += 4) brands.push(fourCharacters(view, at));
  if (brands.some((brand) => AVIF_BRANDS.includes(brand))) return 'AVIF';
  return brands.some((brand) => HEIF_BRANDS.includes(brand)) ? 'HEIC' : undefined;
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
    yield { type: fourCharacters(view, at + 4), start: at + header, end: at + size };
    at += size;
  }
}

function fourCharacters(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}

/** Size 1 stands for a 64-bit size behind the type, and size 0 for all that is left. */
function extent(view: DataView, at: number, to: number): { header: number; size: number } {
  const size = view.getUint32(at);
  if (size === 0) return { header: 8, size: to - at };
  if (size !== 1) return { header: 8, size };
  if (at + 16 > to) return { header: 16, size: 0 };
  return { header: 16, size: view.getUint32(at + 8) * 2 ** 32 + view.getUint32(at + 12) };
}
