import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocCheckEntry } from '../contract/index.ts';
import { sample } from '../testing/fixtures.ts';
import { createEkyc } from './create-ekyc.ts';
import type { Ekyc } from './ekyc.ts';

let ekyc: Ekyc;
let card: Blob;

beforeAll(async () => {
  ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
  card = await sample('id-marc.jpg');
});

afterAll(() => ekyc.close());

function modelOf(pipeline: string, calibration: 'SOFT' | 'REGULAR' = 'REGULAR') {
  return {
    operations: ['DOC_CHECK'],
    document_check_parameters: { pipelines: [{ type: 'DIGITAL_MANIPULATION_ATTACK', pipeline, calibration }] },
  } as const;
}

async function entryOf(doc: Blob, ...asked: Parameters<typeof modelOf>): Promise<DocCheckEntry> {
  const { doc_result } = await ekyc.check({ checkModel: modelOf(...asked), doc, encrypted: false });
  return doc_result!.results[0]!;
}

async function probabilityOf(doc: Blob, calibration?: 'SOFT' | 'REGULAR'): Promise<number> {
  const entry = await entryOf(doc, 'dm-1', calibration);
  if (entry.status_code !== 'OK') throw new Error(`${entry.status_code}: ${entry.error}`);
  return entry.probability;
}

/** The card, drawn on and saved again as an editor would. */
async function saved(change: (context: OffscreenCanvasRenderingContext2D) => void = () => {}): Promise<Blob> {
  const bitmap = await createImageBitmap(card);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  change(context);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
}

/** A JPEG with EXIF that names the software which saved it. */
async function namedBy(software: string, jpeg: Blob): Promise<Blob> {
  const text = new TextEncoder().encode(`${software}\0`);
  const tiff = new DataView(new ArrayBuffer(26));
  for (const [at, value] of [0x4d4d, 42, 0, 8, 1, 0x0131, 2, 0, text.length, 0, 26].entries())
    tiff.setUint16(2 * at, value);
  const head = new DataView(new ArrayBuffer(4));
  head.setUint16(0, 0xffe1);
  head.setUint16(2, 2 + 6 + tiff.byteLength + text.length);
  return new Blob([jpeg.slice(0, 2), head, 'Exif\0\0', tiff, text, jpeg.slice(2)], { type: 'image/jpeg' });
}

describe('DIGITAL_MANIPULATION_ATTACK', () => {
  it('refuses a card onto which a piece of another photo was pasted', async () => {
    const { document } = (
      await ekyc.check({ checkModel: modelOf('dm-1'), doc: card, encrypted: false }, { details: true })
    ).details!.doc!;
    const [topLeft, , bottomRight] = document.corners!;
    const [x, y] = [(topLeft.x + bottomRight.x) / 2 - 150, (topLeft.y + bottomRight.y) / 2 - 150];
    const other = await createImageBitmap(await sample('selfie-kendall.jpg'));
    const side = Math.min(other.width, other.height);
    const edited = await saved((context) => context.drawImage(other, 0, 0, side, side, x, y, 300, 300));
    expect(await probabilityOf(await saved())).toBeGreaterThan(0.5);
    expect(await probabilityOf(edited)).toBeLessThan(0.3);
  });

  it('is less sure of a picture that was shown on a phone', async () => {
    const bitmap = await createImageBitmap(card);
    const canvas = new OffscreenCanvas(1080, 2340);
    const context = canvas.getContext('2d')!;
    context.fillRect(0, 0, 1080, 2340);
    const height = (1080 * bitmap.height) / bitmap.width;
    context.drawImage(bitmap, 0, (2340 - height) / 2, 1080, height);
    context.fillStyle = 'white';
    context.font = '42px sans-serif';
    context.fillText('10:42', 60, 70);
    context.fillRect(950, 40, 60, 30);
    context.fillText('< 3 May', 60, 190);
    for (const [i, word] of ['Share', 'Edit', 'Delete'].entries()) context.fillText(word, 150 + 320 * i, 2220);
    const shot = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
    expect(await probabilityOf(shot)).toBeLessThan(await probabilityOf(card));
  });

  it('is less sure of a file that names an editor, and details say which', async () => {
    const doc = await namedBy('Adobe Photoshop 25.1', card);
    expect(await probabilityOf(doc)).toBeLessThan(await probabilityOf(card));
    expect(await probabilityOf(await namedBy('HDR+ 1.0', card))).toBe(await probabilityOf(card));
    const { details } = await ekyc.check({ checkModel: modelOf('dm-1'), doc, encrypted: false }, { details: true });
    expect(details!.doc!.document.editor).toBe('Adobe Photoshop 25.1');
    expect(details!.models).toEqual({ DIGITAL_MANIPULATION_ATTACK: ['digital-manipulation'] });
  });

  it('answers the same under both names, and more under SOFT', async () => {
    const own = await entryOf(card, 'dm-1');
    expect(await entryOf(card, 'default-dm')).toEqual({ ...own, pipeline: 'default-dm' });
    expect(await probabilityOf(card, 'SOFT')).toBeGreaterThanOrEqual(await probabilityOf(card));
  });
});
