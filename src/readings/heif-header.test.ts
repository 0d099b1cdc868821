import { describe, expect, it } from 'vitest';
import { heifFormat, heifSize } from './heif-header.ts';

const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));
const box = (type: string, ...content: number[][]) => {
  const body = content.flat();
  return [...u32(8 + body.length), ...ascii(type), ...body];
};
const ispe = (width: number, height: number) => box('ispe', u32(0), u32(width), u32(height));
const clap = box('clap', ...[4000, 1, 3000, 1, 0, 1, 0, 1].map(u32));
const ftyp = box('ftyp', ascii('avif'), u32(0));
const meta = (...properties: number[][]) =>
  box('meta', u32(0), box('hdlr', u32(0)), box('iprp', box('ipco', ...properties), box('ipma')));
const read = (...content: number[][]) => heifSize(new Uint8Array(content.flat()));

describe('heifSize', () => {
  it('takes the photo for the size, not its tiles or its thumbnail', () => {
    const properties = [ispe(512, 512), box('pixi', u32(0)), ispe(4032, 3024), clap, ispe(320, 240)];
    expect(read(ftyp, meta(...properties))).toEqual({ width: 4032, height: 3024 });
  });

  it('passes over boxes with a size of 64 bits, and reads one that lasts to the end of the file', () => {
    const wide = [...u32(1), ...ascii('mdat'), ...u32(0), ...u32(20), 1, 2, 3, 4];
    const last = meta(ispe(64, 48)).fill(0, 0, 4);
    expect(read(ftyp, wide, last)).toEqual({ width: 64, height: 48 });
  });

  it('reads a view that starts within its buffer', () => {
    const bytes = new Uint8Array([1, 2, 3, ...ftyp, ...meta(ispe(64, 48))]);
    expect(heifSize(bytes.subarray(3))).toEqual({ width: 64, height: 48 });
  });

  it.each([
    ['no meta box', [ftyp]],
    ['no size', [ftyp, meta(clap)]],
    ['a size cut short', [ftyp, meta(box('ispe', u32(0), u32(64)))]],
    ['a box shorter than its header', [ftyp, u32(7), ascii('free'), meta(ispe(64, 48))]],
  ])('finds nothing where there is %s', (_, content) => {
    expect(read(...content)).toBeUndefined();
  });

  it('finds nothing in a file cut short, without throwing', () => {
    const file = [...ftyp, ...meta(ispe(64, 48))];
    for (let length = 0; length < file.length; length++) expect(read(file.slice(0, length))).toBeUndefined();
  });

  it('is through with 8 MiB of sizes at once', () => {
    const one = ispe(64, 48);
    const properties = new Uint8Array(8 * 2 ** 20).map((_, at) => one[at % one.length] ?? 0);
    const content = properties.length;
    const head = [...u32(28 + content), ...ascii('meta'), ...u32(0), ...u32(16 + content), ...ascii('iprp')];
    const file = new Uint8Array([...head, ...u32(8 + content), ...ascii('ipco'), ...properties]);
    const start = performance.now();
    expect(heifSize(file)).toEqual({ width: 64, height: 48 });
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('heifFormat', () => {
  const format = (...brands: string[]) => {
    const [main = '', ...others] = brands;
    return heifFormat(new Uint8Array(box('ftyp', ascii(main), u32(0), ...others.map(ascii))));
  };

  it.each([
    ['AVIF', ['avif']],
    ['AVIF', ['avis', 'msf1']],
    ['AVIF', ['mif1', 'miaf', 'avif']],
    ['HEIC', ['heic', 'mif1']],
    ['HEIC', ['mif1', 'heic']],
    ['HEIC', ['mif1']],
    [undefined, ['isom', 'iso2', 'avc1', 'mp41']],
  ])('is %s of the brands %o', (expected, brands) => {
    expect(format(...brands)).toBe(expected);
  });

  it('is nothing in a file cut short or of another kind, without throwing', () => {
    for (let length = 0; length < 12; length++)
      expect(heifFormat(new Uint8Array(ftyp.slice(0, length)))).toBeUndefined();
    expect(heifFormat(new TextEncoder().encode('a text of no special kind'))).toBeUndefined();
  });
});
