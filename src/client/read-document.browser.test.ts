import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentScan } from '../engine/api.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { sample, withEkyc } from '../testing/fixtures.ts';
import { createEkyc } from './create-ekyc.ts';
import type { Ekyc } from './ekyc.ts';

let ekyc: Ekyc;
let card: ImageBitmap;
let selfie: Blob;
let scan: DocumentScan;

beforeAll(async () => {
  ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
  card = await createImageBitmap(await sample('id-marc.jpg'));
  selfie = await sample('selfie-marc.jpg');
  scan = await ekyc.readDocument(card, { encrypted: false });
});

afterAll(() => ekyc.close());

/** The photo of the card as something else would have seen it. */
function seen(
  width: number,
  height: number,
  draw: (context: OffscreenCanvasRenderingContext2D) => void,
  background = '#556',
): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = background;
  context.fillRect(0, 0, width, height);
  draw(context);
  return canvas;
}

/** A JPEG with EXIF that names the software which saved it. */
async function namedBy(software: string, jpeg: Blob): Promise<Blob> {
  const text = new TextEncoder().encode(`${software}\0`);
  const tiff = new DataView(new ArrayBuffer(26));
  const words = [0x4d4d, 42, 0, 8, 1, 0x0131, 2, 0, text.length, 0, 26];
  for (const [at, word] of words.entries()) tiff.setUint16(2 * at, word);
  const head = new DataView(new ArrayBuffer(4));
  head.setUint16(0, 0xffe1);
  head.setUint16(2, 2 + 6 + tiff.byteLength + text.length);
  return new Blob([jpeg.slice(0, 2), head, 'Exif\0\0', tiff, text, jpeg.slice(2)], { type: 'image/jpeg' });
}

function pixelsOf(canvas: OffscreenCanvas): ImageData {
  return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
}

/** The photo turned clockwise by quarters. */
function turned(quarters: number): ImageData {
  const [width, height] = quarters % 2 === 0 ? [card.width, card.height] : [card.height, card.width];
  const canvas = seen(width, height, (context) => {
    context.translate(width / 2, height / 2);
    context.rotate((quarters * Math.PI) / 2);
    context.drawImage(card, -card.width / 2, -card.height / 2);
  });
  return pixelsOf(canvas);
}

async function greyLevels(picture: Blob, width: number, height: number): Promise<number[]> {
  const bitmap = await createImageBitmap(picture, { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' });
  const { data } = pixelsOf(seen(width, height, (context) => context.drawImage(bitmap, 0, 0)));
  return Array.from({ length: width * height }, (_, i) => (data[4 * i]! + data[4 * i + 1]! + data[4 * i + 2]!) / 3);
}

describe('readDocument()', () => {
  it('answers the document upright at 300 dpi, and its portrait', async () => {
    expect(scan).toMatchObject({ statusCode: 'OK', format: 'ID-1', others: [] });
    expect(scan).not.toHaveProperty('error');
    expect(scan.score).toBeGreaterThan(0.5);
    expect(scan.rectified!.type).toBe('image/jpeg');
    expect(await createImageBitmap(scan.rectified!)).toMatchObject({ width: 1011, height: 638 });
    // On the left of the card, and as wide as it says.
    const { box, image } = scan.portrait!;
    expect(box.x + box.width).toBeLessThan(505);
    expect((await createImageBitmap(image!)).width).toBeGreaterThan(box.width);
  });

  it('answers the same without the pictures when they are not asked for', async () => {
    const { rectified: _rectified, portrait, ...facts } = scan;
    const { image: _image, ...place } = portrait!;
    const frame = new VideoFrame(card, { timestamp: 0 });
    expect(await ekyc.readDocument(frame, { encrypted: false, pictures: false })).toEqual({
      ...facts,
      portrait: place,
    });
    frame.close();
    const wrong = { encrypted: false, pictures: 'no' as unknown as boolean };
    expect(await ekycErrorOf(ekyc.readDocument(card, wrong))).toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringContaining('pictures'),
    });
  });

  it.each([1, 2, 3])('reads the same off the photo turned by %i quarters', async (quarters) => {
    const other = await ekyc.readDocument(turned(quarters), { encrypted: false });
    expect(other).toMatchObject({ statusCode: 'OK', format: 'ID-1' });
    const [levels, others] = [await greyLevels(scan.rectified!, 60, 38), await greyLevels(other.rectified!, 60, 38)];
    const off = levels.map((level, i) => Math.abs(level - others[i]!));
    // Corners differ a little from turn to turn, and at the edges of print that counts for much.
    expect(off.reduce((sum, one) => sum + one) / off.length).toBeLessThan(15);
  });

  it('reads sealed pictures', async () => {
    const payload = await ekyc.encryptPayload(await sample('id-marc.jpg'));
    const sealed = await ekyc.readDocument(payload, { encrypted: true });
    expect(sealed.corners).toEqual(scan.corners);
  });

  it.each([
    ['a selfie', () => selfie],
    ['one pixel', () => pixelsOf(seen(1, 1, () => {}))],
    ['a column', () => pixelsOf(seen(1, 5000, () => {}))],
    ['a row', () => pixelsOf(seen(5000, 1, () => {}))],
    ['a blank page', () => pixelsOf(seen(800, 1100, () => {}, 'white'))],
  ])('finds no document in %s', async (_, picture) => {
    expect(await ekyc.readDocument(await picture(), { encrypted: false })).toEqual({
      statusCode: 'DOCUMENT_NOT_FOUND',
      error: 'Failed to detect document',
      warnings: [],
    });
  });

  it('says what is wrong with the call', async () => {
    const noOptions = ekyc.readDocument as unknown as (image: Blob) => Promise<unknown>;
    expect(await ekycErrorOf(noOptions(selfie))).toMatchObject({ code: 'INVALID_REQUEST' });
    expect(await ekycErrorOf(ekyc.readDocument(selfie, { encrypted: true }))).toMatchObject({
      code: 'PAYLOAD_EXPECTED',
    });
    const text = new Blob(['no picture']);
    const error = await ekycErrorOf(ekyc.readDocument(text, { encrypted: false }));
    expect(error).toMatchObject({ code: 'IMAGE_FORMAT_UNSUPPORTED', message: expect.stringMatching(/^image: /) });
  });

  it('ends with the reason of an abort, and with the engine', async () => {
    const controller = new AbortController();
    const aborted = ekyc.readDocument(card, { encrypted: false, signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(aborted).rejects.toThrow('enough');
    await withEkyc({}, async (other) => {
      const running = other.readDocument(card, { encrypted: false });
      const closed = ekycErrorOf(running);
      await other.close();
      expect(await closed).toMatchObject({ code: 'ENGINE_CLOSED' });
    });
  });
});

describe('check() of a document', () => {
  const checkModel = { operations: ['DOC_CHECK'] } as const;

  it('shows in its details what readDocument() answers', async () => {
    const { details } = await ekyc.check({ checkModel, doc: card, encrypted: false }, { details: true });
    const { rectified: _image, portrait, ...facts } = scan;
    expect(details!.doc!.document).toEqual({
      ...facts,
      rectified: { width: 1011, height: 638 },
      portrait: { box: portrait!.box, corners: portrait!.corners },
    });
    expect(details!.doc).toMatchObject({ faceSource: 'document', statusCode: 'OK', width: card.width });
    // The face lies in the photo where the portrait does.
    const left = Math.min(...portrait!.corners.map(({ x }) => x));
    expect(details!.doc!.faces[0]!.box.x).toBeCloseTo(left, 3);
    expect(Object.keys(details!.timings)).toEqual(
      expect.arrayContaining(['decode doc', 'locate document', 'refine document', 'rectify document']),
    );
  });

  it('says in its details which editor a file names, and nothing of a camera', async () => {
    const file = await sample('id-marc.jpg');
    for (const [software, editor] of [
      ['Adobe Photoshop 25.1', 'Adobe Photoshop 25.1'],
      ['HDR+ 1.0.540104767zd', undefined],
    ] as const) {
      const doc = await namedBy(software, file);
      const { details } = await ekyc.check({ checkModel, doc, encrypted: false }, { details: true });
      expect(details!.doc!.document.editor).toBe(editor);
    }
  });

  it('rejects a card that is cut off, unless that is to be ignored', async () => {
    const [p, q] = [scan.corners![0], scan.corners![1]];
    const cut = Math.round(p.x + 0.8 * (q.x - p.x));
    const doc = pixelsOf(seen(cut, card.height, (context) => context.drawImage(card, 0, 0)));
    const { doc_result } = await ekyc.check({ checkModel, doc, encrypted: false });
    for (const entry of doc_result!.results) {
      expect(entry).toMatchObject({ status_code: 'DOCUMENT_CROPPED', error: 'Document is cropped' });
    }
    const ignoring = { ...checkModel, document_check_parameters: { errors_to_ignore: ['DOCUMENT_CROPPED'] } } as const;
    const ignored = await ekyc.check({ checkModel: ignoring, doc, encrypted: false });
    for (const judged of ignored.doc_result!.results) {
      expect(judged).toMatchObject({ status_code: 'OK', probability: expect.any(Number) });
      expect(judged).toHaveProperty('quality_warnings', expect.arrayContaining(['DOCUMENT_BORDERS_OUTSIDE_OF_FRAME']));
    }
  });

  it('rejects a grey copy, unless that is to be ignored', async () => {
    const grey = seen(card.width, card.height, (context) => {
      context.filter = 'grayscale(1)';
      context.drawImage(card, 0, 0);
    });
    const doc = pixelsOf(grey);
    const { doc_result } = await ekyc.check({ checkModel, doc, encrypted: false });
    expect(doc_result!.results.map((entry) => entry.status_code)).toEqual(Array(4).fill('DOCUMENT_IS_COLORLESS'));
    const ignoring = {
      ...checkModel,
      document_check_parameters: { errors_to_ignore: ['DOCUMENT_IS_COLORLESS'] },
    } as const;
    const ignored = await ekyc.check({ checkModel: ignoring, doc, encrypted: false });
    expect(ignored.doc_result!.results.map((entry) => entry.status_code)).toEqual(Array(4).fill('OK'));
  });

  it('rejects a card without a portrait', async () => {
    const { portrait } = scan;
    const doc = seen(card.width, card.height, (context) => {
      context.drawImage(card, 0, 0);
      const xs = portrait!.corners.map(({ x }) => x);
      const ys = portrait!.corners.map(({ y }) => y);
      const [left, top] = [Math.min(...xs), Math.min(...ys)];
      context.fillStyle = '#d8d8c8';
      context.fillRect(left - 30, top - 40, Math.max(...xs) - left + 60, Math.max(...ys) - top + 70);
    });
    const { doc_result } = await ekyc.check({ checkModel, doc: pixelsOf(doc), encrypted: false });
    expect(doc_result!.results).toHaveLength(4);
    for (const entry of doc_result!.results) {
      expect(entry).toMatchObject({
        status_code: 'DOCUMENT_PHOTO_NOT_FOUND',
        error: 'Failed to detect face on the document',
      });
      expect(entry).not.toHaveProperty('probability');
    }
  });

  it('matches the portrait of a document that lies on its side, and a picture that is no document', async () => {
    const match = { operations: ['FACE_MATCH_VALIDATION'] } as const;
    const onItsSide = await ekyc.check(
      { checkModel: match, face: selfie, doc: turned(1), encrypted: false },
      { details: true },
    );
    expect(onItsSide.face_validation_result).toMatchObject({ status_code: 'OK', probability: expect.closeTo(1, 1) });
    expect(onItsSide.details!.doc!.faceSource).toBe('document');
    const portrait = await ekyc.check(
      { checkModel: match, face: selfie, doc: selfie, encrypted: false },
      { details: true },
    );
    expect(portrait.face_validation_result).toMatchObject({ status_code: 'OK', probability: expect.closeTo(1, 1) });
    expect(portrait.details!.doc).toMatchObject({
      faceSource: 'picture',
      document: { statusCode: 'DOCUMENT_NOT_FOUND', warnings: [] },
    });
  });
});

describe('mainFace: centre', () => {
  it('takes the face at the centre of a picture that is no document, beside a larger one', async () => {
    const own = await createImageBitmap(selfie);
    const other = await createImageBitmap(await sample('selfie-christian.jpg'));
    const both = seen(1800, 900, (context) => {
      context.drawImage(other, 0, 0, 700, (700 * other.height) / other.width);
      context.drawImage(own, 750, 300, 300, (300 * own.height) / own.width);
    });
    const doc = await both.convertToBlob({ type: 'image/png' });
    const request = {
      checkModel: { operations: ['FACE_MATCH_VALIDATION'] },
      face: selfie,
      doc,
      encrypted: false,
    } as const;
    const largest = (await ekyc.check(request)).face_validation_result;
    expect(largest).toMatchObject({ status_code: 'OK', probability: expect.closeTo(0, 1) });
    await withEkyc({ mainFace: 'centre' }, async (centred) => {
      const { face_validation_result: result } = await centred.check(request);
      expect(result).toMatchObject({ status_code: 'OK', probability: expect.closeTo(1, 1) });
    });
  });
});

describe('documentRegion: whole', () => {
  it('takes the picture for the document, but for black bars about it', async () => {
    const letterboxed = seen(1000, 768, (context) => context.drawImage(card, 50, 100, 900, 568), '#000');
    const picture = await letterboxed.convertToBlob({ type: 'image/png' });
    await withEkyc({ documentRegion: 'whole' }, async (other) => {
      const { corners } = await other.readDocument(picture, { encrypted: false, pictures: false });
      const [{ x: left, y: top }, , { x: right, y: bottom }] = corners!;
      for (const cut of [left - 50, top - 100, 950 - right, 668 - bottom]) {
        expect(cut).toBeGreaterThanOrEqual(0);
        expect(cut).toBeLessThan(10);
      }
    });
  });
});
