import { readFile } from 'node:fs/promises';
import { inRepository } from '../repository.ts';
import { answered, type CorpusEntry, refused } from './corpus-entry.ts';
import { PLAIN, SOURCE, source, sourceJpeg, sourcePng } from './source-picture.ts';

const ELSEWHERE = 'https://elsewhere.invalid';

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="640" height="800">
  <image xlink:href="${ELSEWHERE}/pixel.png" width="640" height="800"/>
  <style>@import url(${ELSEWHERE}/style.css);</style>
  <script>fetch('${ELSEWHERE}/script')</script>
</svg>`;

/** Files that are no picture, a picture that browsers do not open, or one under another name. */
export const foreignFiles: readonly CorpusEntry[] = [
  ...Object.entries({
    'text.jpg': 'Dear customer, please find my selfie attached.\n',
    'letter-that-begins-as-a-bitmap.bmp': 'BMW invoice, 12 pages; the picture follows in another letter.\n',
    'text-that-begins-as-a-gif.gif': 'GIF88a is no version of GIF, and this is no picture.\n',
    'page.html': '<!doctype html><title>Sign in</title><img src="selfie.jpg">',
    'vector.svg': SVG,
    'vector-with-declaration.svg': `<?xml version="1.0" encoding="UTF-8"?>\n<!-- a drawing -->\n${SVG}`,
    'vector-renamed.png': SVG,
    'document.pdf': '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n',
  }).map(([name, text]) => refused(name, 'IMAGE_FORMAT_UNSUPPORTED', () => Buffer.from(text, 'latin1'))),
  refused('archive.zip', 'IMAGE_FORMAT_UNSUPPORTED', () =>
    Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0\0\0', 'latin1'), Buffer.alloc(200)]),
  ),
  refused('film.mp4', 'IMAGE_FORMAT_UNSUPPORTED', () => Buffer.concat([fileType('isom', 'isomiso2avc1mp41'), mdat()])),
  refused('network.onnx', 'IMAGE_FORMAT_UNSUPPORTED', () =>
    readFile(inRepository('public/models/face-detect-rfb320.onnx')),
  ),
  refused('scan.tiff', 'IMAGE_FORMAT_UNSUPPORTED', () => source().tiff().toBuffer()),
  refused('icon.ico', 'IMAGE_FORMAT_UNSUPPORTED', async () => {
    const png = await source().resize(64, 64).png().toBuffer();
    const head = Buffer.from([0, 0, 1, 0, 1, 0, 64, 64, 0, 0, 1, 0, 32, 0, 0, 0, 0, 0, 22, 0, 0, 0]);
    head.writeUInt32LE(png.length, 14);
    return Buffer.concat([head, png]);
  }),
  refused('header-only.heic', 'IMAGE_UNREADABLE', () => Buffer.concat([fileType('heic', 'mif1heic'), mdat()])),
  refused('apple-photo.heic', 'IMAGE_FORMAT_UNSUPPORTED', () =>
    Buffer.concat([fileType('heic', 'mif1heic'), sizesBox(4032, 3024), mdat()]),
  ),
  answered('png-renamed.jpg', { ...SOURCE, status: 'OK', like: PLAIN }, sourcePng),
  answered('jpeg-renamed.bmp', { ...SOURCE, status: 'OK', like: PLAIN }, sourceJpeg),
];

/** Source: ISO/IEC 14496-12, 4.3. */
function fileType(brand: string, compatible: string): Buffer {
  return box('ftyp', Buffer.from(`${brand}\0\0\0\0${compatible}`, 'latin1'));
}

/** `meta` with nothing but the size of one image in it. */
function sizesBox(width: number, height: number): Buffer {
  const size = Buffer.alloc(12);
  size.writeUInt32BE(width, 4);
  size.writeUInt32BE(height, 8);
  const properties = box('iprp', box('ipco', box('ispe', size)));
  return box('meta', Buffer.concat([Buffer.alloc(4), properties]));
}

function mdat(): Buffer {
  return box('mdat', Buffer.alloc(500, 7));
}

function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}
