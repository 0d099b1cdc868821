import { describe, expect, it } from 'vitest';
import type { Domain } from '../contract/index.ts';
import { isPipeline, MODELS } from '../models/manifest.ts';
import type { Network } from '../models/network.ts';
import type { PipelineCalibration, PipelineSpec } from '../models/pipeline-spec.ts';
import type { FaceReading } from '../readings/face-reading.ts';
import type { Affine } from '../readings/geometry.ts';
import { pipelineSpec } from '../testing/pipeline-spec.ts';
import { pipelineJudge } from './pipeline-judge.ts';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** A network that answers these rows, one run after the other, and keeps what it was fed. */
function networkOf(...answers: readonly (readonly number[])[]) {
  const fed: Float32Array[] = [];
  const run = async (data: Float32Array) => {
    fed.push(data);
    return { output: Float32Array.from(answers[(fed.length - 1) % answers.length]!) };
  };
  return { fed, network: { entry: { id: 'made-up' }, run } as unknown as Network };
}

/** A reading of a face of 100 x 80 in the middle of a picture, and where its crops were taken. */
function readingOf(width: number, height: number, resolution = 1) {
  const taken: { readonly transform: Affine; readonly width: number; readonly height: number }[] = [];
  const sample = (transform: Affine, w: number, h: number) => {
    taken.push({ transform, width: w, height: h });
    return new Uint8ClampedArray(4 * w * h).fill(taken.length);
  };
  const face = { box: { x: width / 2 - 50, y: height / 2 - 40, width: 100, height: 80 }, score: 1 };
  const framed = { picture: { width, height, resolution, sample }, faces: [face], landmarks: [] };
  return { taken, reading: { framed: async () => framed } as unknown as FaceReading };
}

async function answerOf(spec: PipelineSpec, ...answers: readonly (readonly number[])[]): Promise<number> {
  return pipelineJudge(networkOf(...answers).network, spec).judge(readingOf(1000, 1000).reading, 'REGULAR');
}

describe('the crops of a pipeline', () => {
  const input = pipelineSpec().input;
  const [square, box] = [{ shape: 'square', surroundings: 2 } as const, { shape: 'box', surroundings: 2 } as const];

  it.each([
    ['a square of the longer side', square, [1000, 1000], [400, 400, 200, 200]],
    ['a square over the border', square, [150, 1000], [-25, 400, 200, 200]],
    ['a square kept inside', { ...square, keepInside: true }, [150, 1000], [0, 425, 150, 150]],
    ['the box, grown', box, [1000, 1000], [400, 420, 200, 160]],
  ] as const)('%s', async (_, crop, [w, h], [x, y, width, height]) => {
    const { taken, reading } = readingOf(w, h);
    await pipelineJudge(networkOf([0]).network, pipelineSpec({ input: { ...input, crops: [crop] } })).judge(
      reading,
      'REGULAR',
    );
    const [{ transform, ...pixels }] = taken as [(typeof taken)[number]];
    expect(pixels).toEqual({ width: input.width, height: input.height });
    expect({ x: -transform.e / transform.a, y: -transform.f / transform.d }).toEqual({ x, y });
    expect(input.width / transform.a).toBeCloseTo(width, 9);
    expect(input.height / transform.d).toBeCloseTo(height, 9);
  });

  it.each([
    ['pixel for pixel', 0.01, 1, [500, 500], [232, 200, 32]],
    ['shrunk on a large face', 0.4, 1, [500, 500], [228, 196, 40]],
    ['as fine as the picture was kept', 0.01, 0.5, [500, 500], [216, 184, 64]],
    ['inside the picture', 0.01, 1, [500, 90], [232, 0, 32]],
  ] as const)('a patch: %s', async (_, surroundings, resolution, [w, h], [x, y, side]) => {
    const { taken, reading } = readingOf(w, h, resolution);
    const crop = { shape: 'patch', surroundings, at: [0.485, 0.165] } as const;
    const spec = pipelineSpec({ input: { ...input, width: 32, height: 32, crops: [crop] } });
    await pipelineJudge(networkOf([0]).network, spec).judge(reading, 'REGULAR');
    const [{ transform }] = taken as [(typeof taken)[number]];
    expect({ x: -transform.e / transform.a, y: -transform.f / transform.d }).toEqual({ x, y });
    expect(32 / transform.a).toBeCloseTo(side, 9);
  });

  it('go into one run where it takes as many, in their order', async () => {
    const { fed, network } = networkOf([0]);
    const spec = pipelineSpec({ input: { ...input, batch: 2, crops: [square, box, box, square] } });
    await pipelineJudge(network, spec).judge(readingOf(1000, 1000).reading, 'REGULAR');
    const pixels = 3 * input.width * input.height;
    expect(fed.map((data) => [data.length, data[0], data[pixels]])).toEqual([
      [2 * pixels, 1, 2],
      [2 * pixels, 3, 4],
    ]);
  });
});

describe('the answer of a pipeline', () => {
  const output = pipelineSpec().output;

  it.each([
    ['a logit of bona fide', { value: 'logit', of: 'bona-fide' }, [2], sigmoid(2)],
    ['a logit of attack', { value: 'logit', of: 'attack' }, [2], sigmoid(-2)],
    ['a probability of bona fide', { value: 'probability', of: 'bona-fide' }, [0.9], 0.9],
    ['a probability of attack', { value: 'probability', of: 'attack' }, [0.9], 0.1],
    ['one of several logits', { value: 'logit', columns: 3, column: 1 }, [0, 3, 0], sigmoid(3 - Math.log(2))],
    ['one of several probabilities', { value: 'probability', columns: 3, column: 2 }, [0.1, 0.2, 0.7], 0.7],
  ] as const)('%s', async (_, change, row, expected) => {
    expect(await answerOf(pipelineSpec({ output: { ...output, ...change } }), row)).toBeCloseTo(expected, 5);
  });

  it.each([0, 1])('a probability of %i is as sure as float32 can say, and a number', async (certain) => {
    const answer = await answerOf(pipelineSpec({ output: { ...output, value: 'probability' } }), [certain]);
    expect(answer).toBeCloseTo(certain, 6);
  });

  it('is the mean of the log-odds of all crops, whether they came in one run or in several', async () => {
    const crop = { shape: 'square', surroundings: 1 } as const;
    const { input } = pipelineSpec();
    const inOne = pipelineSpec({ input: { ...input, batch: 2, crops: [crop, crop] } });
    const inTwo = pipelineSpec({ input: { ...input, crops: [crop, crop] } });
    expect(await answerOf(inOne, [1, 3])).toBeCloseTo(sigmoid(2), 6);
    expect(await answerOf(inTwo, [1], [3])).toBeCloseTo(sigmoid(2), 6);
    expect(await answerOf(inOne, [2])).toBeCloseTo(sigmoid(2), 6);
  });

  it('is one half at the threshold of the calibration', async () => {
    const calibration = { slope: 3, thresholds: { SOFT: -1, REGULAR: 0.5, HARD: 2 } };
    const { reading } = readingOf(1000, 1000);
    for (const name of ['SOFT', 'REGULAR', 'HARD'] as const) {
      const { network } = networkOf([calibration.thresholds[name]]);
      expect(await pipelineJudge(network, pipelineSpec({ calibration })).judge(reading, name)).toBe(0.5);
    }
  });

  it('has thresholds of its own for webcams, where the entry names some', async () => {
    const general = { slope: 3, thresholds: { SOFT: -1, REGULAR: 0.5, HARD: 2 } };
    const desktop = { slope: 2, thresholds: { SOFT: -4, REGULAR: -1.5, HARD: 1 } };
    const { reading } = readingOf(1000, 1000);
    const at = (score: number, calibration: PipelineCalibration, domain?: Domain) =>
      pipelineJudge(networkOf([score]).network, pipelineSpec({ calibration })).judge(reading, 'REGULAR', domain);
    expect(await at(-1.5, { ...general, desktop }, 'DESKTOP')).toBe(0.5);
    expect(await at(0.5, { ...general, desktop }, 'GENERAL')).toBe(0.5);
    expect(await at(0.5, { ...general, desktop })).toBe(0.5);
    expect(await at(0.5, general, 'DESKTOP')).toBe(0.5);
  });

  it('is no answer where the network answers no number', async () => {
    await expect(answerOf(pipelineSpec(), [Number.NaN])).rejects.toMatchObject({
      code: 'RUNTIME_FAILED',
      message: expect.stringMatching(/made-up: output "output" is not finite.*mean and scale/),
    });
  });

  it('is no answer where what should be a probability is none', async () => {
    const spec = pipelineSpec({ output: { ...output, value: 'probability' } });
    await expect(answerOf(spec, [3.5])).rejects.toMatchObject({
      code: 'MODEL_UNUSABLE',
      message: expect.stringMatching(/3\.5, which is no probability.*'logit'/),
    });
  });
});

describe('pad-m-1', () => {
  const own = MODELS.filter(isPipeline).find(({ name }) => name === 'pad-m-1')!;
  const curve = { slope: 1, thresholds: { SOFT: -1, REGULAR: 0, HARD: 1 }, contextSlope: 2 };
  const judge = (...answers: readonly (readonly number[])[]) =>
    pipelineJudge(networkOf(...answers).network, { ...own, calibration: curve });

  it('answers the mean log-odds of bona fide over both attack classes, of two crops', async () => {
    // Odds e^3 : (e^0 + e^0), then e^1 : (e^0 + e^0).
    const probability = await judge([3, 0, 0], [1, 0, 0]).judge(readingOf(1000, 1000).reading, 'REGULAR');
    expect(probability).toBeCloseTo(sigmoid(2 - Math.log(2)), 6);
  });

  it('sees the box and the square about it, 2.7 times as large, inside the picture', async () => {
    const { taken, reading } = readingOf(1000, 1000);
    await judge([0, 0, 0]).judge(reading, 'REGULAR');
    const sides = taken.map(({ transform, width, height }) =>
      [width / transform.a, height / transform.d].map(Math.round),
    );
    expect(sides).toEqual([
      [270, 216],
      [270, 270],
    ]);
  });

  it('judges a face whose surroundings are cut off as if they were there', async () => {
    const open = await judge([0, 0, 0]).judge(readingOf(1000, 1000).reading, 'REGULAR');
    const tight = await judge([0, 0, 0]).judge(readingOf(200, 200).reading, 'REGULAR');
    expect(tight).toBeCloseTo(sigmoid(Math.log(open / (1 - open)) + 2 * 0.7), 6);
  });

  it('is stricter under HARD and milder under SOFT', async () => {
    const { reading } = readingOf(1000, 1000);
    const [soft, regular, hard] = await Promise.all(
      (['SOFT', 'REGULAR', 'HARD'] as const).map((calibration) => judge([1, 0, 0]).judge(reading, calibration)),
    );
    expect(soft).toBeGreaterThan(regular!);
    expect(regular).toBeGreaterThan(hard!);
  });
});
