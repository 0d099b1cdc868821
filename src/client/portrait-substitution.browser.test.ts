import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocCheckEntry } from '../contract/index.ts';
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

async function entryOf(doc: Blob, model = modelOf('ps-1'), engine = ekyc): Promise<DocCheckEntry> {
  const { doc_result } = await engine.check({ checkModel: model, doc, encrypted: false });
  return doc_result!.results[0]!;
}

describe('PORTRAIT_SUBSTITUTION_ATTACK', () => {
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
});

describe('documentRegion: whole', () => {
  it('is an error, and no number, where the picture shows no portrait', async () => {
    const canvas = new OffscreenCanvas(900, 568);
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#dfe7ea';
    context.fillRect(0, 0, 900, 568);
    const blank = await canvas.convertToBlob({ type: 'image/png' });
    await withEkyc({ documentRegion: 'whole' }, async (other) => {
      expect(await entryOf(blank, modelOf('ps-1'), other)).toMatchObject({
        status_code: 'ERROR',
        error: expect.stringContaining('no portrait'),
      });
    });
  });
});
