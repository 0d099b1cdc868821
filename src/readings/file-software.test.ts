import { describe, expect, it } from 'vitest';
import { softwareOf } from './file-software.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const joined = (...parts: (Uint8Array | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? bytes(part) : part)]));

function number(value: number, length: number, little = false): Uint8Array {
  const digits = Array.from({ length }, (_, i) => Math.floor(value / 256 ** i) % 256);
  return Uint8Array.from(little ? digits : digits.reverse());
}

/** A TIFF whose first directory holds one text. */
function tiff(tag: number, text: string, little = false, offset = 26): Uint8Array {
  const n = (value: number, length: number) => number(value, length, little);
  const value = text.length + 1 <= 4 ? bytes(`${text}\0`.padEnd(4, '\0')) : n(offset, 4);
  const entry = joined(n(tag, 2), n(2, 2), n(text.length + 1, 4), value);
  return joined(little ? 'II' : 'MM', n(42, 2), n(8, 4), n(1, 2), entry, n(0, 4), text, '\0');
}

const segment = (marker: number, data: Uint8Array) =>
  joined(number(0xff00 + marker, 2), number(data.length + 2, 2), data);
const jpeg = (...segments: Uint8Array[]) => joined('\xff\xd8', ...segments, '\xff\xda\0\x02pixels\xff\xd9');
const exif = (data: Uint8Array) => segment(0xe1, joined('Exif\0\0', data));
const xmp = (xml: string) => segment(0xe1, joined('http://ns.adobe.com/xap/1.0/\0', xml));
const chunk = (type: string, data: Uint8Array | string) => joined(number(data.length, 4), type, data, '\0\0\0\0');
const png = (...chunks: Uint8Array[]) => joined('\x89PNG\r\n\x1a\n', ...chunks, chunk('IEND', ''));
const part = (type: string, data: Uint8Array) =>
  joined(type, number(data.length, 4, true), data, '\0'.repeat(data.length % 2));
const webp = (...parts: Uint8Array[]) => joined('RIFF', number(4, 4, true), 'WEBP', ...parts);

describe('the software that a file names', () => {
  it.each([
    ['EXIF of a JPEG', jpeg(segment(0xe0, bytes('JFIF\0')), exif(tiff(0x0131, 'GIMP 2.10.34')))],
    ['EXIF of the other byte order', jpeg(exif(tiff(0x0131, 'GIMP 2.10.34', true)))],
    ["EXIF's ProcessingSoftware", jpeg(exif(tiff(0x000b, 'GIMP 2.10.34')))],
    ['XMP, as an attribute', jpeg(xmp('<rdf:Description xmp:CreatorTool="GIMP 2.10.34"/>'))],
    ['XMP, as an element', jpeg(xmp('<xmp:CreatorTool>GIMP 2.10.34</xmp:CreatorTool>'))],
    ["a PNG's text", png(chunk('tEXt', 'Software\0GIMP 2.10.34'))],
    ["a PNG's EXIF", png(chunk('eXIf', tiff(0x0131, 'GIMP 2.10.34')))],
    ["a PNG's XMP", png(chunk('iTXt', 'XML:com.adobe.xmp\0\0\0\0\0<a xmp:CreatorTool="GIMP 2.10.34"/>'))],
    ["a WebP's EXIF", webp(part('VP8 ', bytes('pixel')), part('EXIF', tiff(0x0131, 'GIMP 2.10.34')))],
    ["a WebP's XMP", webp(part('XMP ', bytes('<a xmp:CreatorTool="GIMP 2.10.34"/>')))],
  ])('is in %s', (_, file) => {
    expect(softwareOf(file)).toEqual(['GIMP 2.10.34']);
  });

  it('is each once, however often it is named', () => {
    const file = jpeg(exif(tiff(0x0131, 'HDR+')), xmp('<a xmp:CreatorTool="Snapseed 2"/>'), exif(tiff(0x0131, 'HDR+')));
    expect(softwareOf(file)).toEqual(['HDR+', 'Snapseed 2']);
  });

  it('may be as short as to lie in the directory itself', () => {
    expect(softwareOf(jpeg(exif(tiff(0x0131, 'abc'))))).toEqual(['abc']);
  });

  it.each([
    ['no file', new Uint8Array()],
    ['a file without metadata', jpeg()],
    ['a BMP', bytes('BM\0\0')],
    ['what comes after the pixels of a JPEG', joined(jpeg(), exif(tiff(0x0131, 'GIMP')))],
    ['a text that is said to lie beyond the file', jpeg(exif(tiff(0x0131, 'GIMP 2.10.34', false, 9e6)))],
    ['a directory that is said to lie beyond the file', jpeg(exif(joined('MM\0*', number(9e6, 4))))],
    ['a segment that is cut off', jpeg(exif(tiff(0x0131, 'GIMP 2.10.34'))).subarray(0, 12)],
    [
      'a chunk that is said to be longer than the file',
      joined('\x89PNG\r\n\x1a\n', number(0xffffffff, 4), 'eXIf', 'MM'),
    ],
  ])('is none in %s', (_, file) => {
    expect(softwareOf(file)).toEqual([]);
  });
});
