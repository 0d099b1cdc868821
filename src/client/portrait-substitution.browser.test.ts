import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocCheckEntry } from '../contract/index.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { sample, withEkyc } from '../testing/fixtures.ts';
import { createEkyc } from './create-ekyc.ts';
import type { Ekyc } from './ekyc.ts';

let ekyc: Ekyc;
let card: Blob;

beforeAll(async () => {
  ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
  card = await sample('id-marc.jpg');
});

afterAll(() => ekyc.close());

function modelOf(pipeline: string) {
  return {
    operations: ['DOC_CHECK'],
    document_check_parameters: { pipelines: [{ type: 'PORTRAIT_SUBSTITUTION_ATTACK', pipeline }] },
  } as const;
}

async function entryOf(doc: Blob | ImageData, model = modelOf('ps-1'), engine = ekyc): Promise<DocCheckEntry> {
  const { doc_result } = await engine.check({ checkModel: model, doc, encrypted: false });
  return doc_result!.results[0]!;
}

function probabilityOf(entry: DocCheckEntry): number {
  if (entry.status_code !== 'OK') throw new Error(`${entry.status_code}: ${entry.error}`);
  return entry.probability;
}

/** The card with the portrait of another card over its own, as a hasty hand pastes it. */
async function withAnotherPortrait(): Promise<ImageData> {
  const scans = [card, await sample('id-camille.jpg')].map((doc) => ekyc.readDocument(doc, { encrypted: false }));
  const [own, other] = (await Promise.all(scans)).map(({ portrait }) => portrait!);
  const [xs, ys] = [own!.corners.map(({ x }) => x), own!.corners.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const below = await createImageBitmap(card);
  const context = new OffscreenCanvas(below.width, below.height).getContext('2d')!;
  context.drawImage(below, 0, 0);
  context.drawImage(await createImageBitmap(other!.image!), left, top, Math.max(...xs) - left, Math.max(...ys) - top);
  return context.getImageData(0, 0, below.width, below.height);
}

describe('PORTRAIT_SUBSTITUTION_ATTACK', () => {
  it('is less sure of a card with another face pasted in', async () => {
    const [itself, other] = [await entryOf(card), await entryOf(await withAnotherPortrait())].map(probabilityOf);
    expect(itself).toBeGreaterThan(0.5);
    expect(other).toBeLessThan(0.5);
  });

  it('answers the same under both names, and says which model it was', async () => {
    const [own, alias] = [await entryOf(card), await entryOf(card, modelOf('default-ps'))];
    expect(own).toMatchObject({ status_code: 'OK', probability: expect.any(Number) });
    expect(alias).toEqual({ ...own, pipeline: 'default-ps' });
    const { details } = await ekyc.check(
      { checkModel: modelOf('ps-1'), doc: card, encrypted: false },
      { details: true },
    );
    expect(details!.models).toEqual({ PORTRAIT_SUBSTITUTION_ATTACK: ['portrait-substitution'] });
  });

  it('knows no other pipeline', async () => {
    const fault = await ekycErrorOf(ekyc.check({ checkModel: modelOf('ps-2'), doc: card, encrypted: false }));
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
      const entry = await entryOf(blank, modelOf('ps-1'), other);
      expect(entry).toMatchObject({ status_code: 'ERROR', error: expect.stringContaining('no portrait') });
      expect(entry).not.toHaveProperty('probability');
    });
  });
});
