import { describe, expect, it } from 'vitest';
import { documentChecks, probabilityOf } from '../testing/document-checks.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { sample, withEkyc } from '../testing/fixtures.ts';

const checks = documentChecks('SCREEN_REPLAY_ATTACK');

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
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
  it('is less sure of a card whose photo has the grid of a screen, where the grid is, and says which model it was', async () => {
    const [itself, shown] = await Promise.all(
      [checks.card, await onScreen(checks.card)].map((doc) => checks.ask(doc, ['sr-1'])),
    );
    expect(probabilityOf(itself!.entries[0])).toBeGreaterThan(probabilityOf(shown!.entries[0]));
    expect(probabilityOf(shown!.entries[0])).toBeLessThan(0.5);
    expect(itself!.details.models).toEqual({ SCREEN_REPLAY_ATTACK: ['screen-replay'] });
    const [doubts, doubtsShown] = [itself, shown].map((one) => one!.details.doc!.heatMaps.SCREEN_REPLAY_ATTACK!);
    expect(doubts!.heat).toHaveLength(12);
    expect(doubts!.columns * doubts!.rows).toBe(12);
    expect(mean(doubtsShown!.heat)).toBeGreaterThan(mean(doubts!.heat));
  });

  it('answers the same under both names, and falls from SOFT over REGULAR', async () => {
    const { entries } = await checks.ask(checks.card, ['sr-1', 'default-sr', ['sr-1', 'SOFT']]);
    const [own, alias, soft] = entries;
    expect(alias).toEqual({ ...own, pipeline: 'default-sr' });
    expect(probabilityOf(soft)).toBeGreaterThanOrEqual(probabilityOf(own));
  });

  it('knows no other pipeline', async () => {
    const fault = await ekycErrorOf(checks.ask(checks.card, ['sr-2']));
    expect(fault).toMatchObject({
      code: 'INVALID_CHECK_MODEL',
      message: expect.stringContaining('allowed: default-sr, sr-1'),
    });
  });
});

describe('documentRegion: whole', () => {
  it('judges a picture in which no document is found', async () => {
    const selfie = await sample('selfie-marc.jpg');
    expect((await checks.ask(selfie, ['sr-1'])).entries).toMatchObject([{ status_code: 'DOCUMENT_NOT_FOUND' }]);
    await withEkyc({ documentRegion: 'whole' }, async (other) => {
      expect((await checks.ask(selfie, ['sr-1'], other)).entries).toMatchObject([{ status_code: 'OK' }]);
    });
  });
});
