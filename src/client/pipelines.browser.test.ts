import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkResultSchema, type FaceCheckEntry } from '../contract/index.ts';
import type { PipelineRegistration } from '../index.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { faultyAssets, sample, withEkyc } from '../testing/fixtures.ts';
import { pipelineSpec } from '../testing/pipeline-spec.ts';
import { type TinyNetwork, tinyNetwork } from '../testing/tiny-network.ts';
import { usual } from '../testing/usual-models.ts';
import { spyOnWorkers } from '../testing/workers.ts';
import { createEkyc } from './create-ekyc.ts';
import type { Ekyc } from './ekyc.ts';

const PAD_MODEL = 'models/face-pad-minifasnet.onnx';
const PAD_SHA256 = 'afa783b7e902fdfcf323a7240cac2a1c580c25314ea4161129dc1b0d100dc32d';
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

let face: Blob;
beforeAll(async () => {
  face = await sample('selfie-marc.jpg');
});

afterEach(() => vi.unstubAllGlobals());

/** A pipeline whose network answers the same whatever it sees. */
function constant(answer: number, change: Partial<PipelineRegistration> = {}): PipelineRegistration {
  const model = tinyNetwork({ columns: [{ weights: [], bias: answer }] });
  return { ...pipelineSpec({ name: 'acme' }), model, ...change };
}

/** The network of `pad-m-1` as an integrator would register it. */
function pad(model: string, change: Partial<PipelineRegistration> = {}): PipelineRegistration {
  return {
    name: 'acme-pad',
    type: 'PRESENTATION_ATTACK',
    model,
    input: {
      name: 'input',
      width: 128,
      height: 128,
      channels: 'BGR',
      mean: 0,
      scale: 1,
      crops: [
        { shape: 'box', surroundings: 2.7, keepInside: true },
        { shape: 'square', surroundings: 2.7, keepInside: true },
      ],
    },
    output: { name: 'output', columns: 3, column: 0, value: 'logit', of: 'bona-fide' },
    calibration: {
      slope: 0.8810979100266294,
      thresholds: { SOFT: 0.11722186358716069, REGULAR: 1.8886807366822673, HARD: 4.335303757350612 },
      contextSlope: 2.6,
    },
    ...change,
  };
}

type Asked = Extract<FaceCheckEntry, { type: PipelineRegistration['type'] }>;

/** The entries of these pipelines, in their order. */
async function ask(
  ekyc: Ekyc,
  ...pipelines: readonly (Pick<Asked, 'type'> & {
    readonly pipeline?: string;
    readonly calibration?: 'SOFT' | 'HARD';
  })[]
): Promise<Asked[]> {
  const checkModel = { operations: ['FACE_CHECK'], face_check_parameters: { pipelines } } as const;
  const result = await ekyc.check({ checkModel, face, encrypted: false });
  expect(checkResultSchema.parse(result)).toEqual(result);
  return result.face_result?.results as Asked[];
}

const asPad = (pipeline: string) => ({ type: 'PRESENTATION_ATTACK', pipeline }) as const;
const answerOf = (entry: Asked | undefined) => (entry?.status_code === 'OK' ? entry.probability : Number.NaN);

describe('a registered pipeline', () => {
  it('answers its entry like any other', async () => {
    await withEkyc({ pipelines: [constant(2)] }, async (ekyc) => {
      expect(await ask(ekyc, asPad('acme'))).toEqual([
        {
          type: 'PRESENTATION_ATTACK',
          pipeline: 'acme',
          calibration: 'REGULAR',
          probability: expect.closeTo(sigmoid(2), 6),
          quality: expect.closeTo(1, 1),
          status_code: 'OK',
        },
      ]);
    });
  });

  it('may be given as a Blob, an ArrayBuffer or a Uint8Array, and in part of one; all stay usable', async () => {
    const bytes = tinyNetwork({ columns: [{ weights: [], bias: 1 }] });
    const padded = new Uint8Array(bytes.length + 20);
    padded.set(bytes, 10);
    const models = [bytes, bytes.buffer, new Blob([bytes]), padded.subarray(10, 10 + bytes.length)];
    const pipelines = models.map((model, i) => constant(0, { name: `acme-${i}`, model }));
    await withEkyc({ pipelines }, async (ekyc) => {
      const entries = await ask(ekyc, ...pipelines.map(({ name }) => asPad(name)));
      expect(entries.map(answerOf)).toEqual(models.map(() => expect.closeTo(sigmoid(1), 6)));
    });
    expect(bytes.byteLength).toBeGreaterThan(0);
  });

  it('is what pad-m-1 is, when its entry says the same', async () => {
    await withEkyc({ pipelines: [pad('/idem/models/face-pad-minifasnet.onnx')] }, async (ekyc) => {
      const calibrations = ['SOFT', 'HARD'] as const;
      const both = ['pad-m-1', 'acme-pad'].flatMap((name) =>
        calibrations.map((c) => ({ ...asPad(name), calibration: c })),
      );
      const [soft, hard, ...others] = (await ask(ekyc, ...both)).map(answerOf);
      expect(others).toEqual([soft, hard]);
      expect(soft).toBeGreaterThan(hard!);
    });
  });

  it('sees the face: brighter crops, another order of channels, aligned, in several crops at once', async () => {
    const input = { ...pipelineSpec().input, scale: 1 / 255 };
    const mean = (weights: readonly number[], batch = 1) =>
      tinyNetwork({ shape: [batch, 3, 8, 8], columns: [{ weights, bias: 0 }] });
    const aligned = { shape: 'aligned', surroundings: 1 } as const;
    const pipelines = [
      constant(0, { name: 'red', input, model: mean([1, 0, 0]) }),
      constant(0, { name: 'red-as-bgr', input: { ...input, channels: 'BGR' }, model: mean([0, 0, 1]) }),
      constant(0, { name: 'blue', input, model: mean([0, 0, 1]) }),
      constant(0, { name: 'aligned', input: { ...input, crops: [aligned] }, model: mean([1, 0, 0]) }),
      constant(0, {
        name: 'two',
        input: { ...input, batch: 2, crops: [...input.crops, aligned] },
        model: mean([1, 0, 0], 2),
      }),
    ];
    await withEkyc({ pipelines }, async (ekyc) => {
      const entries = await ask(ekyc, ...pipelines.map(({ name }) => asPad(name)));
      const [red, redAsBgr, blue, alone, two] = entries.map(answerOf).map((p) => Math.log(p / (1 - p)));
      // Means of bytes over 255, as bona fide log-odds.
      expect(red).toBeGreaterThan(0.05);
      expect(red).toBeLessThan(1);
      expect(redAsBgr).toBeCloseTo(red!, 5);
      expect(blue).toBeLessThan(red!);
      expect(alone).not.toBeCloseTo(red!, 3);
      expect(two).toBeCloseTo((red! + alone!) / 2, 4);
    });
  });

  it('answers the check that it was registered for, and the defaults stay what they are', async () => {
    await withEkyc({ pipelines: [constant(-3, { type: 'DEEPFAKE_ATTACK' })] }, async (ekyc) => {
      const deepfake = { type: 'DEEPFAKE_ATTACK' } as const;
      const entries = await ask(ekyc, { ...deepfake, pipeline: 'acme' }, deepfake, { type: 'PRESENTATION_ATTACK' });
      expect(entries).toMatchObject([
        { pipeline: 'acme', probability: expect.closeTo(sigmoid(-3), 6) },
        { pipeline: 'dfd-1', status_code: 'OK', probability: expect.any(Number) },
        { pipeline: 'pad-r-1', status_code: 'OK' },
      ]);
      const error = await ekycErrorOf(ask(ekyc, asPad('acme')));
      expect(error).toMatchObject({
        code: 'INVALID_CHECK_MODEL',
        message: expect.stringMatching(
          /unknown value "acme" for PRESENTATION_ATTACK; allowed: pad-r-1, pad-d-1, pad-m-1$/,
        ),
      });
    });
  });

  it('belongs to its engine alone, and is named in details and diagnostics', async () => {
    await withEkyc({}, async (other) => {
      const pipeline = constant(2);
      await withEkyc({ pipelines: [pipeline] }, async (ekyc) => {
        expect((await ekyc.diagnostics()).pipelines).toMatchObject([
          { name: 'acme', type: 'PRESENTATION_ATTACK', state: 'not loaded', runs: 0 },
        ]);
        const checkModel = {
          operations: ['FACE_CHECK'],
          face_check_parameters: { pipelines: [asPad('acme'), asPad('pad-m-1'), asPad('acme')] },
        } as const;
        await ekyc.preload({ checkModel });
        const { details } = await ekyc.check({ checkModel, face, encrypted: false }, { details: true });
        expect(details?.models).toEqual({ PRESENTATION_ATTACK: ['acme', 'face-pad-minifasnet'] });
        const bytes = (pipeline.model as Uint8Array).length;
        const { pipelines, models } = await ekyc.diagnostics();
        expect(pipelines).toMatchObject([
          { bytes, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), state: 'ready', runs: 2 },
        ]);
        expect(models.map(({ id }) => id)).not.toContain('acme');
      });
      expect(await ekycErrorOf(ask(other, asPad('acme')))).toMatchObject({ code: 'INVALID_CHECK_MODEL' });
    });
  });

  it('is there again after the worker died, as it was given', async () => {
    const model = tinyNetwork({ columns: [{ weights: [], bias: 2 }] });
    const workers = spyOnWorkers();
    await withEkyc({ pipelines: [constant(0, { model })] }, async (ekyc) => {
      model.fill(0);
      const died = ekycErrorOf(ekyc.preload());
      workers[0]!.terminate();
      expect(await died).toMatchObject({ code: 'WORKER_DIED' });
      expect(answerOf((await ask(ekyc, asPad('acme')))[0])).toBeCloseTo(sigmoid(2), 6);
    });
  });
});

describe('a registration that cannot be', () => {
  it.each<[string, unknown, string]>([
    ['a name of ours', [constant(0, { name: 'dfd-1' })], 'options.pipelines[0].name: "dfd-1" is a pipeline of Idem'],
    ['no calibration', [{ ...constant(0), calibration: undefined }], 'options.pipelines[0].calibration: missing'],
    ['no address', [constant(0, { model: 'https://' })], 'options.pipelines[0].model: "https://" is no address.'],
    ['no bytes', [constant(0, { model: new Uint8Array() })], 'options.pipelines[0].model: has no bytes'],
    ['bytes of an array', [{ ...constant(0), model: [1, 2, 3] }], 'options.pipelines[0].model: must be the address'],
    [
      'another origin',
      [constant(0, { model: 'https://models.invalid/a.onnx' })],
      `options.pipelines[0].sha256: missing; a model that does not come from ${location.origin} needs the digest`,
    ],
    ['a function', [{ ...constant(0), output: () => 0 }], 'The options hold something that cannot be sent'],
    ['no list', constant(0), 'options.pipelines: expected a list'],
  ])('%s: createEkyc() rejects and says so', async (_, pipelines, message) => {
    const options = { assetsBaseUrl: '/idem/', pipelines: pipelines as PipelineRegistration[] };
    const error = await ekycErrorOf(createEkyc(options));
    expect(error).toMatchObject({ code: 'INVALID_OPTION', status: 400, message: expect.stringContaining(message) });
  });
});

describe('a model that is not what its entry says', () => {
  const network = (change: TinyNetwork) => constant(0, { model: tinyNetwork(change) });
  const fetched = (fault: string, sha256?: string) =>
    pad(`${faultyAssets(fault).url}${PAD_MODEL}`, sha256 ? { sha256 } : {});
  const { input, output } = pipelineSpec();

  const cases: readonly [string, PipelineRegistration, RegExp][] = [
    [
      'is no ONNX file',
      constant(0, { model: new TextEncoder().encode('no network') }),
      /^acme-\d+: the model is no ONNX network/,
    ],
    [
      'is cut off',
      constant(0, { model: tinyNetwork().slice(0, 150) }),
      /^acme-\d+: the model is no ONNX network.*as one file/,
    ],
    ['has another input', network({ input: 'data' }), /takes "data", and not "input" alone\. Change input\.name/],
    ['has another output', network({ output: 'score' }), /answers "score", and not "output"\. Change output\.name/],
    [
      'takes another size',
      network({ shape: [1, 3, 16, 8] }),
      /takes \[1, 3, 16, 8\].*gives \[1, 3, 8, 8\]\. Change batch, channels/,
    ],
    ['takes more crops', network({ shape: [4, 3, 8, 8] }), /takes \[4, 3, 8, 8\].*gives \[1, 3, 8, 8\]/],
    [
      'takes other channels',
      constant(0, { input: { ...input, channels: 'GREY' } }),
      /takes \[1, 3, 8, 8\].*gives \[1, 1, 8, 8\]/,
    ],
    [
      'answers too few columns',
      constant(0, { output: { ...output, columns: 2 } }),
      /has the shape \[1, 1\], which is neither one row of 2.*Change output\.columns/,
    ],
    [
      'answers no probability',
      constant(7, { output: { ...output, value: 'probability' } }),
      /answers 7, which is no probability.*'logit'/,
    ],
    ['answers no number', constant(Number.NaN), /output "output" is not finite/],
    ['has another digest', constant(0, { sha256: 'a'.repeat(64) }), /bytes given as model have another SHA-256/],
    ['is not there', fetched('missing-models'), /^acme-\d+: .* answered HTTP 404\. Serve the ONNX file there/],
    ['is fetched, and an HTML page', fetched('html-models'), /^acme-\d+: the model is no ONNX network/],
    [
      'is fetched, and by its digest an HTML page',
      fetched('html-models', PAD_SHA256),
      /^acme-\d+: .* is an HTML page\. Check model of the pipeline/,
    ],
    [
      'is fetched, and was altered',
      fetched('altered-models', PAD_SHA256),
      /^acme-\d+: .* has another SHA-256 than its pipeline says/,
    ],
  ];

  // All in one engine, which has to bear them all.
  let answered: Asked[];
  let again: Asked[];
  beforeAll(async () => {
    const pipelines = cases.map(([, broken], i) => ({ ...broken, name: `acme-${i}` }));
    await withEkyc({ pipelines: [...pipelines, constant(2, { name: 'sound' })] }, async (ekyc) => {
      const broken = pipelines.map(({ name }) => asPad(name));
      answered = await ask(ekyc, ...broken, asPad('sound'), asPad('pad-m-1'));
      again = await ask(ekyc, ...broken);
    });
  });

  it.each(cases.map(([fault, , message], i) => [fault, message, i] as const))(
    '%s: its entry says so',
    (_, message, i) => {
      const error = expect.stringMatching(message);
      expect(answered[i]).toMatchObject({ pipeline: `acme-${i}`, status_code: 'ERROR', error });
      expect(answered[i]).not.toHaveProperty('probability');
      expect(again[i]).toEqual(answered[i]);
    },
  );

  it('leaves others their answers', () => {
    const [sound, own] = answered.slice(cases.length);
    expect(answerOf(sound)).toBeCloseTo(sigmoid(2), 6);
    expect(own?.status_code).toBe('OK');
  });

  it('spoils preload() for the checks alone that ask for it', async () => {
    const pipelines = [network({ input: 'data' }), constant(2, { name: 'sound' })];
    const asking = (name: string) => ({
      operations: ['FACE_CHECK'] as const,
      face_check_parameters: { pipelines: [asPad(name)] },
    });
    await withEkyc({ pipelines }, async (ekyc) => {
      await ekyc.preload({ checkModel: asking('sound') });
      expect((await ekyc.diagnostics()).pipelines).toMatchObject([{ state: 'not loaded' }, { state: 'ready' }]);
      expect(await ekycErrorOf(ekyc.preload({ checkModel: asking('acme') }))).toMatchObject({ code: 'MODEL_UNUSABLE' });
    });
  });

  it('makes preload() reject once all others are ready', async () => {
    await withEkyc({ pipelines: [network({ input: 'data' }), constant(2, { name: 'sound' })] }, async (ekyc) => {
      expect(await ekycErrorOf(ekyc.preload())).toMatchObject({ code: 'MODEL_UNUSABLE', status: 500 });
      const { models, pipelines } = await ekyc.diagnostics();
      expect(usual(models).map(({ state }) => state)).toEqual(usual(models).map(() => 'ready'));
      expect(pipelines).toMatchObject([
        { name: 'acme', state: 'failed', error: expect.stringContaining('Change input.name') },
        { name: 'sound', state: 'ready' },
      ]);
    });
  });
});

describe('a model that is fetched', () => {
  it('from where nobody answers: says what another origin has to allow', async () => {
    const pipelines = [pad('https://models.invalid/pad.onnx', { sha256: PAD_SHA256 })];
    await withEkyc({ pipelines }, async (ekyc) => {
      expect(await ask(ekyc, asPad('acme-pad'))).toMatchObject([
        { status_code: 'ERROR', error: expect.stringContaining('Access-Control-Allow-Origin') },
      ]);
    });
  });

  it('with a digest is kept for the next visit; without one it is fetched at every visit', async () => {
    for (const [change, second] of [
      [{ sha256: PAD_SHA256.toUpperCase() }, 'cache'],
      [{}, 'network'],
    ] as const) {
      const { url, requests } = faultyAssets('none');
      const sources: unknown[] = [];
      for (let visit = 0; visit < 2; visit++) {
        await withEkyc({ pipelines: [pad(`${url}${PAD_MODEL}`, change)] }, async (ekyc) => {
          expect(await ask(ekyc, asPad('acme-pad'))).toMatchObject([{ status_code: 'OK' }]);
          const [pipeline] = (await ekyc.diagnostics()).pipelines;
          expect(pipeline).toMatchObject({ sha256: PAD_SHA256, bytes: 1_886_811 });
          sources.push(pipeline?.source);
        });
      }
      expect(sources).toEqual(['network', second]);
      expect(await requests()).toEqual({ [PAD_MODEL]: second === 'cache' ? 1 : 2 });
    }
  });
});
