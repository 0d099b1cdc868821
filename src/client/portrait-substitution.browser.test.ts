import { describe, expect, it } from 'vitest';
import { documentChecks, probabilityOf } from '../testing/document-checks.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { sample, withEkyc } from '../testing/fixtures.ts';

const checks = documentChecks('PORTRAIT_SUBSTITUTION_ATTACK');

/** The card with the portrait of another card over its own, as a hasty hand pastes it. */
async function withAnotherPortrait(): Promise<ImageData> {
  const scans = [checks.card, await sample('id-camille.jpg')].map((doc) =>
    checks.ekyc.readDocument(doc, { encrypted: false }),
  );
  const [own, other] = (await Promise.all(scans)).map(({ portrait }) => portrait!);
  const [xs, ys] = [own!.corners.map(({ x }) => x), own!.corners.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const below = await createImageBitmap(checks.card);
  const context = new OffscreenCanvas(below.width, below.height).getContext('2d')!;
  context.drawImage(below, 0, 0);
  context.drawImage(await createImageBitmap(other!.image!), left, top, Math.max(...xs) - left, Math.max(...ys) - top);
  return context.getImageData(0, 0, below.width, below.height);
}

describe('PORTRAIT_SUBSTITUTION_ATTACK', () => {
  it('is less sure of a card with another face pasted in', async () => {
    const pictures = [checks.card, await withAnotherPortrait()];
    const answers = await Promise.all(pictures.map((doc) => checks.ask(doc, ['ps-1'])));
    const [itself, other] = answers.map(({ entries }) => probabilityOf(entries[0]));
    expect(itself).toBeGreaterThan(0.5);
    expect(other).toBeLessThan(0.5);
  });

  it('answers the same under both names, and says which model it was', async () => {
    const { entries, details } = await checks.ask(checks.card, ['ps-1', 'default-ps']);
    const [own, alias] = entries;
    expect(own).toMatchObject({ status_code: 'OK', probability: expect.any(Number) });
    expect(alias).toEqual({ ...own, pipeline: 'default-ps' });
    expect(details.models).toEqual({ PORTRAIT_SUBSTITUTION_ATTACK: ['portrait-substitution'] });
  });

  it('knows no other pipeline', async () => {
    const fault = await ekycErrorOf(checks.ask(checks.card, ['ps-2']));
    expect(fault).toMatchObject({
      code: 'INVALID_CHECK_MODEL',
      message: expect.stringContaining('allowed: default-ps, ps-1'),
    });
  });
});

describe('documentRegion: whole', () => {
  it('says that the picture shows no portrait, and answers no number', async () => {
    const canvas = new OffscreenCanvas(900, 568);
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#dfe7ea';
    context.fillRect(0, 0, 900, 568);
    const blank = await canvas.convertToBlob({ type: 'image/png' });
    await withEkyc({ documentRegion: 'whole' }, async (other) => {
      const [entry] = (await checks.ask(blank, ['ps-1'], other)).entries;
      expect(entry).toMatchObject({ status_code: 'ERROR', error: expect.stringContaining('no portrait') });
      expect(entry).not.toHaveProperty('probability');
    });
  });
});
