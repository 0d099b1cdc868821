import { describe, expect, it } from 'vitest';
import { documentChecks, probabilityOf } from '../testing/document-checks.ts';
import { sample } from '../testing/fixtures.ts';

const checks = documentChecks('DIGITAL_MANIPULATION_ATTACK');

async function judged(doc: Blob): Promise<number> {
  return probabilityOf((await checks.ask(doc, ['dm-1'])).entries[0]);
}

/** The card, drawn on and saved again as an editor would. */
async function saved(change: (context: OffscreenCanvasRenderingContext2D) => void = () => {}): Promise<Blob> {
  const bitmap = await createImageBitmap(checks.card);
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
    const { document } = (await checks.ask(checks.card, ['dm-1'])).details.doc!;
    const [topLeft, , bottomRight] = document.corners!;
    const [x, y] = [(topLeft.x + bottomRight.x) / 2 - 150, (topLeft.y + bottomRight.y) / 2 - 150];
    const other = await createImageBitmap(await sample('selfie-kendall.jpg'));
    const side = Math.min(other.width, other.height);
    const edited = await saved((context) => context.drawImage(other, 0, 0, side, side, x, y, 300, 300));
    expect(await judged(await saved())).toBeGreaterThan(0.5);
    expect(await judged(edited)).toBeLessThan(0.3);
  });

  it('is less sure of a picture that was shown on a phone', async () => {
    const bitmap = await createImageBitmap(checks.card);
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
    expect(await judged(shot)).toBeLessThan(await judged(checks.card));
  });

  it('is less sure of a file that names an editor, and details say which', async () => {
    const doc = await namedBy('Adobe Photoshop 25.1', checks.card);
    const itself = await judged(checks.card);
    const { entries, details } = await checks.ask(doc, ['dm-1']);
    expect(probabilityOf(entries[0])).toBeLessThan(itself);
    expect(await judged(await namedBy('HDR+ 1.0', checks.card))).toBe(itself);
    expect(details.doc!.document.editor).toBe('Adobe Photoshop 25.1');
    expect(details.models).toEqual({ DIGITAL_MANIPULATION_ATTACK: ['digital-manipulation'] });
  });

  it('answers the same under both names, and more under SOFT', async () => {
    const { entries } = await checks.ask(checks.card, ['dm-1', 'default-dm', ['dm-1', 'SOFT']]);
    const [own, alias, soft] = entries;
    expect(alias).toEqual({ ...own, pipeline: 'default-dm' });
    expect(probabilityOf(soft)).toBeGreaterThanOrEqual(probabilityOf(own));
  });
});
