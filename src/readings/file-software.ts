import { isJpeg } from './jpeg-header.ts';

/** No name of software is longer; more is no name. */
const LONGEST = 120;
/** Segments or chunks that are looked at: real files have hundreds, those with the pixels of a large PNG included. */
const MOST = 20_000;
/** EXIF: ProcessingSoftware and Software. */
const TAGS = [0x000b, 0x0131];
/** EXIF's type for text. */
const ASCII = 2;
const EXIF = 'Exif\0\0';
const XMP = 'http://ns.adobe.com/xap/1.0/\0';

/**
 * The software that a file's metadata name: EXIF's Software and ProcessingSoftware, XMP's CreatorTool and PNG's Software. Anybody can write or
 * remove them. Whatever is malformed is passed over.
 *
 * Sources: ITU-T T.81 B.1.1 (JPEG's markers), CIPA DC-008 4.5 and 4.6 (EXIF in APP1, TIFF), ISO 16684-1 and XMP part 3 (XMP in files),
 * ISO/IEC 15948 11.3.4 and 11.2.1 (PNG's text, chunks), the WebP container (RIFF, EXIF and XMP chunks).
 */
export function softwareOf(bytes: Uint8Array): readonly string[] {
  const names: string[] = [];
  for (const { kind, data } of metadataOf(bytes)) {
    if (kind === 'name') names.push(textOf(data));
    else if (kind === 'exif') names.push(...fromExif(data));
    else names.push(...fromXmp(textOf(data)));
  }
  return [...new Set(names.map((name) => name.replace(/\0.*$/s, '').trim().slice(0, LONGEST)).filter(Boolean))];
}

interface Metadata {
  readonly kind: 'exif' | 'xmp' | 'name';
  readonly data: Uint8Array;
}

function metadataOf(bytes: Uint8Array): Iterable<Metadata> {
  if (isJpeg(bytes)) return inJpeg(bytes);
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return inPng(bytes);
  return startsWith(bytes, 'RIFF') && startsWith(bytes.subarray(8), 'WEBP') ? inWebP(bytes) : [];
}

/** APP1 segments, all of which come before the pixels. */
function* inJpeg(bytes: Uint8Array): Generator<Metadata> {
  const view = viewOf(bytes);
  let at = 2;
  for (let i = 0; i < MOST && at + 4 <= bytes.length && bytes[at] === 0xff; i++) {
    const marker = bytes[at + 1]!;
    // Any number of FF may fill up before a marker's second byte.
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (marker === 0xda || marker === 0xd9 || length < 2) return;
    if (marker === 0xe1) {
      const data = bytes.subarray(at + 4, at + 2 + length);
      if (startsWith(data, EXIF)) yield { kind: 'exif', data: data.subarray(EXIF.length) };
      if (startsWith(data, XMP)) yield { kind: 'xmp', data: data.subarray(XMP.length) };
    }
    at += 2 + length;
  }
}

function* inPng(bytes: Uint8Array): Generator<Metadata> {
  const view = viewOf(bytes);
  for (let i = 0, at = 8; i < MOST && at + 12 <= bytes.length; i++, at += 12 + view.getUint32(at)) {
    const data = bytes.subarray(at + 8, at + 8 + view.getUint32(at));
    const type = bytes.subarray(at + 4, at + 8);
    if (startsWith(type, 'eXIf')) yield { kind: 'exif', data };
    if (startsWith(type, 'tEXt') && startsWith(data, 'Software\0')) yield { kind: 'name', data: data.subarray(9) };
    // Without compression, which no writer of XMP uses.
    if (startsWith(type, 'iTXt') && startsWith(data, 'XML:com.adobe.xmp\0\0')) yield { kind: 'xmp', data };
  }
}

function* inWebP(bytes: Uint8Array): Generator<Metadata> {
  const view = viewOf(bytes);
  for (let i = 0, at = 12; i < MOST && at + 8 <= bytes.length; i++) {
    const length = view.getUint32(at + 4, true);
    const chunk = bytes.subarray(at, at + 8 + length);
    const data = chunk.subarray(8);
    if (startsWith(chunk, 'EXIF'))
      yield { kind: 'exif', data: startsWith(data, EXIF) ? data.subarray(EXIF.length) : data };
    if (startsWith(chunk, 'XMP ')) yield { kind: 'xmp', data };
    at += 8 + length + (length % 2);
  }
}

/** The texts of the first directory of a TIFF. */
function fromExif(tiff: Uint8Array): string[] {
  if (tiff.length < 8) return [];
  const view = viewOf(tiff);
  const little = startsWith(tiff, 'II');
  if (!little && !startsWith(tiff, 'MM')) return [];
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return [];
  const entries = view.getUint16(directory, little);
  const found: string[] = [];
  for (let at = directory + 2, i = 0; i < entries && at + 12 <= tiff.length; i++, at += 12) {
    if (!TAGS.includes(view.getUint16(at, little)) || view.getUint16(at + 2, little) !== ASCII) continue;
    const length = view.getUint32(at + 4, little);
    const start = length <= 4 ? at + 8 : view.getUint32(at + 8, little);
    found.push(textOf(tiff.subarray(start, start + length)));
  }
  return found;
}

/** CreatorTool, as an attribute or as an element. */
function fromXmp(xml: string): string[] {
  return [...xml.matchAll(/\bCreatorTool(?:\s*=\s*["']([^"'<]*)|\s*>([^<]*))/g)].map(
    ([, value, text]) => value ?? text!,
  );
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return bytes.length >= text.length && [...text].every((letter, i) => bytes[i] === letter.charCodeAt(0));
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
