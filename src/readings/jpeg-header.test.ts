import { describe, expect, it } from 'vitest';
import { jpegSize } from './jpeg-header.ts';

const SOI = [0xff, 0xd8];
const APP1 = [0xff, 0xe1, 0, 4, 0xff, 0xc0];
const DHT = [0xff, 0xc4, 0, 9, 8, 0, 1, 0, 1, 1, 1];
const SOS = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0];
/** A frame header of 300 x 200, one component. */
const sof = (marker = 0xc0) => [0xff, marker, 0, 11, 8, 0, 200, 1, 44, 1, 1, 0x11, 0];
const size = { width: 300, height: 200 };

const read = (...segments: number[][]) => jpegSize(new Uint8Array(segments.flat()));

/** Up to its scan header, a JPEG of 24 x 16 with EXIF, as libjpeg writes it. */
const real = Uint8Array.from(
  atob(
    '/9j/4QDORXhpZgAASUkqAAgAAAAHAA8BAgAFAAAAcgAAABIBAwABAAAAAQAAABoBBQABAAAAYgAAABsBBQABAAAAagAAACgBAwABAAAAAgAAABMC' +
      'AwABAAAAAQAAAGmHBAABAAAAeAAAAAAAAAA4YwAA6AMAADhjAADoAwAASWRlbQAABgAAkAcABAAAADAyMTABkQcABAAAAAECAwAAoAcABAAAADAx' +
      'MDABoAMAAQAAAP//AAACoAQAAQAAABgAAAADoAQAAQAAABAAAAAAAAAA/9sAQwAGBAUGBQQGBgUGBwcGCAoQCgoJCQoUDg8MEBcUGBgXFBYWGh0l' +
      'HxobIxwWFiAsICMmJykqKRkfLTAtKDAlKCko/9sAQwEHBwcKCAoTCgoTKBoWGigoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo' +
      'KCgoKCgoKCgoKCgo/8AAEQgAEAAYAwEiAAIRAQMRAf/EABUAAQEAAAAAAAAAAAAAAAAAAAAH/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABYBAQEB' +
      'AAAAAAAAAAAAAAAAAAAGCP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AJ0AjmkQ',
  ),
  (character) => character.charCodeAt(0),
);

describe('jpegSize', () => {
  it.each([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])(
    'reads frame header %i',
    (marker) => {
      expect(read(SOI, sof(marker))).toEqual(size);
    },
  );

  it('passes over other segments, whatever they contain', () => {
    expect(read(SOI, APP1, DHT, [0xff, 0xc8, 0, 2], [0xff, 0xcc, 0, 2], sof(), SOS)).toEqual(size);
  });

  it('passes over fill bytes and over markers without a length', () => {
    expect(read(SOI, [0xff, 0xff], APP1, [0xff, 0x01], [0xff, 0xd0], [0xff, 0xff, 0xff], sof())).toEqual(size);
  });

  it('reads a view that starts within its buffer', () => {
    const bytes = new Uint8Array([1, 2, 3, ...SOI, ...sof()]);
    expect(jpegSize(bytes.subarray(3))).toEqual(size);
  });

  it.each([
    ['no SOI', [sof()]],
    ['a byte between segments', [SOI, APP1, [0], sof()]],
    ['FF00 for a marker', [SOI, [0xff, 0x00], sof()]],
    ['a second SOI', [SOI, SOI, sof()]],
    ['an EOI before the frame header', [SOI, [0xff, 0xd9], sof()]],
    ['a SOS before the frame header', [SOI, SOS, sof()]],
    ['a segment shorter than its length', [SOI, [0xff, 0xe1, 0, 1], sof()]],
    ['a segment longer than the file', [SOI, [0xff, 0xe1, 0, 99], sof()]],
    ['a frame header without a size', [SOI, [0xff, 0xc0, 0, 7, 8, 0, 200, 1, 44]]],
  ])('finds nothing behind %s', (_, segments) => {
    expect(read(...segments)).toBeUndefined();
  });

  it('finds nothing in a file cut short before the end of its frame header, and the size in any other', () => {
    const frame = real.findIndex((_, at) => real[at] === 0xff && real[at + 1] === 0xc0);
    const end = frame + 2 + 17;
    for (let length = 0; length <= real.length; length++) {
      expect(jpegSize(real.subarray(0, length))).toEqual(length < end ? undefined : { width: 24, height: 16 });
    }
  });

  it('takes any bytes without throwing', () => {
    let state = 1;
    const random = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    };
    for (let run = 0; run < 2000; run++) {
      // Markers are made likely, or hardly a run would come past the first segment.
      const bytes = Array.from({ length: 64 }, () => (random() < 96 ? 0xff : random() < 64 ? random() & 7 : random()));
      expect(() => read(SOI, bytes)).not.toThrow();
    }
  });

  it.each([
    ['zeros', [0]],
    ['fill bytes', [0xff]],
    ['empty segments', [0xff, 0xe0, 0, 2]],
    ['markers without a length', [0xff, 0x01]],
  ])('is through with 8 MiB of %s at once', (_, pattern) => {
    const bytes = new Uint8Array(8 * 2 ** 20).map((_, at) => pattern[at % pattern.length] ?? 0);
    bytes.set(SOI);
    // Four bytes before the pattern, so that its first marker is whole.
    bytes.set([0xff, 0x01], 2);
    const start = performance.now();
    expect(jpegSize(bytes)).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
