import { describe, expect, it } from 'vitest';
import type { Network } from '../models/network.ts';
import type { FaceReading } from '../readings/face-reading.ts';
import { modelEntry } from '../testing/model-entry.ts';
import { contextOf, presentationAttackJudge } from './presentation-attack.ts';

const curve = { slope: 1, thresholds: { SOFT: -1, REGULAR: 0, HARD: 1 }, contextSlope: 2, fittedOn: 'a test' };

/** A network that answers these logits, one crop after the other. */
function networkOf(...answers: readonly (readonly number[])[]): Network {
  let next = 0;
  const run = async () => ({ output: Float32Array.from(answers[next++ % answers.length]!) });
  return { entry: modelEntry({ calibration: curve }), run } as unknown as Network;
}

/** A reading of a face of 100 x 100 in the middle of a picture. */
function readingOf(width: number, height: number): FaceReading {
  const picture = { width, height, sample: (_: unknown, w: number, h: number) => new Uint8ClampedArray(4 * w * h) };
  const face = { box: { x: width / 2 - 50, y: height / 2 - 50, width: 100, height: 100 }, score: 1 };
  return { upright: async () => ({ picture, faces: [face] }) } as unknown as FaceReading;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

describe('contextOf', () => {
  it.each([
    [1000, 1000, 2.7],
    [1000, 200, 2],
    [150, 1000, 1.5],
  ])('a face of 100 px in %i x %i can grow %f times', (width, height, context) => {
    expect(contextOf({ x: 0, y: 0, width: 100, height: 100 }, { width, height })).toBe(context);
  });
});

describe('pad-m-1', () => {
  it('answers the mean log-odds of bona fide over both attack classes, of two crops', async () => {
    // Odds e^3 : (e^0 + e^0), then e^1 : (e^0 + e^0).
    const judge = presentationAttackJudge(networkOf([3, 0, 0], [1, 0, 0]));
    const probability = await judge.judge(readingOf(1000, 1000), 'REGULAR');
    expect(probability).toBeCloseTo(sigmoid(2 - Math.log(2)), 6);
  });

  it('judges a face whose surroundings are cut off as if they were there', async () => {
    const judge = presentationAttackJudge(networkOf([0, 0, 0]));
    const open = await judge.judge(readingOf(1000, 1000), 'REGULAR');
    const tight = await judge.judge(readingOf(200, 200), 'REGULAR');
    expect(tight).toBeCloseTo(sigmoid(Math.log(open / (1 - open)) + 2 * 0.7), 6);
  });

  it('is stricter under HARD and milder under SOFT', async () => {
    const judge = presentationAttackJudge(networkOf([1, 0, 0]));
    const [soft, regular, hard] = await Promise.all(
      (['SOFT', 'REGULAR', 'HARD'] as const).map((calibration) => judge.judge(readingOf(1000, 1000), calibration)),
    );
    expect(soft).toBeGreaterThan(regular!);
    expect(regular).toBeGreaterThan(hard!);
  });

  it('refuses to turn what is no number into a probability', async () => {
    const judge = presentationAttackJudge(networkOf([Number.NaN, 0, 0]));
    await expect(judge.judge(readingOf(1000, 1000), 'REGULAR')).rejects.toMatchObject({ code: 'RUNTIME_FAILED' });
  });
});
