import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocCheckEntry } from '../contract/index.ts';
import type { HeatMap } from '../engine/api.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { sample, withEkyc } from '../testing/fixtures.ts';
import { createEkyc } from './create-ekyc.ts';
import type { Ekyc } from './ekyc.ts';

type Calibration = 'SOFT' | 'REGULAR' | 'HARD';

let ekyc: Ekyc;
let card: Blob;

beforeAll(async () => {
  ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
  card = await sample('id-marc.jpg');
});

afterAll(() => ekyc.close());

function modelOf(pipeline: string, calibration: Calibration = 'REGULAR') {
  return {
    operations: ['DOC_CHECK'],
    document_check_parameters: { pipelines: [{ type: 'SCREEN_REPLAY_ATTACK', pipeline, calibration }] },
  } as const;
}

async function entryOf(doc: Blob | ImageData, pipeline = 'sr-1', engine = ekyc): Promise<DocCheckEntry> {
  const { doc_result } = await engine.check({ checkModel: modelOf(pipeline), doc, encrypted: false });
  return doc_result!.results[0]!;
}

async function heatMapOf(doc: Blob | ImageData): Promise<HeatMap> {
  const { details } = await ekyc.check({ checkModel: modelOf('sr-1'), doc, encrypted: false }, { details: true });
  return details!.doc!.heatMaps.SCREEN_REPLAY_ATTACK!;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

function probabilityOf(entry: DocCheckEntry): number {
  if (entry.status_code !== 'OK') throw new Error(`${entry.status_code}: ${entry.error}`);
  return entry.probability;
}

/** The photo as a camera sees it that stands too near to a screen of 4 / 3 of its pixels: the columns of its sub-pixels beat with those of the sensor. */
async function onScreen(picture: Blob): Promise<ImageData> {
  const bitmap = await createImageBitmap(picture);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const { data, width } = pixels;
  for (let i = 0; i < data.length; i += 4) {
    const [x, y] = [(i / 4) % width, Math.floor(i / 4 / width)];
    for (let colour = 0; colour < 3; colour++) {
      const lit = 1 + 0.35 * Math.cos(2 * Math.PI * (x * 0.29 + y * 0.02 + colour / 3)) + 0.2 * Math.cos(y * 1.9);
      data[i + colour] = 0.8 * data[i + colour]! * lit;
    }
  }
  return pixels;
}

describe('SCREEN_REPLAY_ATTACK', () => {
  it('is less sure of a card whose photo has the grid of a screen', async () => {
    const [itself, shown] = [await entryOf(card), await entryOf(await onScreen(card))].map(probabilityOf);
    expect(itself).toBeGreaterThan(shown!);
    expect(shown).toBeLessThan(0.5);
  });

  it('answers the same under both names, and says which model it was', async () => {
    const [own, alias] = [await entryOf(card), await entryOf(card, 'default-sr')];
    expect(alias).toEqual({ ...own, pipeline: 'default-sr' });
    const { details } = await ekyc.check(
      { checkModel: modelOf('sr-1'), doc: card, encrypted: false },
      { details: true },
    );
    expect(details!.models).toEqual({ SCREEN_REPLAY_ATTACK: ['screen-replay'] });
  });

  it('tells which parts of the document it doubts, and doubts more where the grid of a screen is', async () => {
    const [itself, shown] = await Promise.all([card, await onScreen(card)].map(heatMapOf));
    expect(itself!.heat).toHaveLength(12);
    expect(itself!.columns * itself!.rows).toBe(12);
    expect(mean(shown!.heat)).toBeGreaterThan(mean(itself!.heat));
  });

  it('falls from SOFT over REGULAR', async () => {
    const probabilities: number[] = [];
    for (const calibration of ['SOFT', 'REGULAR'] as const) {
      const { doc_result } = await ekyc.check({
        checkModel: modelOf('sr-1', calibration),
        doc: card,
        encrypted: false,
      });
      probabilities.push(probabilityOf(doc_result!.results[0]!));
    }
    expect(probabilities[0]).toBeGreaterThanOrEqual(probabilities[1]!);
  });

  it('knows no other pipeline', async () => {
    const fault = await ekycErrorOf(ekyc.check({ checkModel: modelOf('sr-2'), doc: card, encrypted: false }));
    expect(fault).toMatchObject({
      code: 'INVALID_CHECK_MODEL',
      message: expect.stringContaining('allowed: default-sr, sr-1'),
    });
  });
});

describe('documentRegion: whole', () => {
  it('judges a picture in which no document is found', async () => {
    const selfie = await sample('selfie-marc.jpg');
    expect(await entryOf(selfie)).toMatchObject({ status_code: 'DOCUMENT_NOT_FOUND' });
    await withEkyc({ documentRegion: 'whole' }, async (other) => {
      expect(await entryOf(selfie, 'sr-1', other)).toMatchObject({ status_code: 'OK' });
    });
  });
});
