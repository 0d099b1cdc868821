import { describe, expect, it } from 'vitest';
import { EkycError } from '../contract/index.ts';
import { pipelineSpec } from '../testing/pipeline-spec.ts';
import { resolveOptions } from './resolve-options.ts';

const ORIGIN = 'https://bank.example';
const SHA256 = 'a'.repeat(64);
const valid = { ...pipelineSpec({ name: 'acme-pad' }), model: `${ORIGIN}/acme.onnx` };
const { input, output, calibration } = valid;

/** Why these pipelines are refused. */
function faultOf(...pipelines: readonly unknown[]): string {
  try {
    resolveOptions({ pipelines }, ORIGIN);
  } catch (error) {
    if (error instanceof EkycError && error.code === 'INVALID_OPTION') return error.message;
    throw error;
  }
  throw new Error('The pipelines were accepted.');
}

describe('pipelines that are accepted', () => {
  it.each([
    ['an address of the page’s own origin', valid],
    ['an address of another origin with a digest', { ...valid, model: 'https://cdn.example/a.onnx', sha256: SHA256 }],
    ['bytes', { ...valid, model: new Blob(['onnx']) }],
    ['a check for deepfakes', { ...valid, type: 'DEEPFAKE_ATTACK' }],
    ['two crops in one run', { ...valid, input: { ...input, batch: 2, crops: [...input.crops, ...input.crops] } }],
    ['a mean and a scale for each plane', { ...valid, input: { ...input, mean: [1, 2, 3], scale: [1, 1, 1] } }],
    ['an aligned crop', { ...valid, input: { ...input, crops: [{ shape: 'aligned', surroundings: 1 }] } }],
    ['a patch', { ...valid, input: { ...input, crops: [{ shape: 'patch', surroundings: 0.25, at: [0.3, 0.6] }] } }],
  ])('%s', (_, pipeline) => {
    expect(resolveOptions({ pipelines: [pipeline] }, ORIGIN).pipelines).toEqual([pipeline]);
  });

  it('a digest in capitals is the same', () => {
    const { pipelines } = resolveOptions({ pipelines: [{ ...valid, sha256: SHA256.toUpperCase() }] }, ORIGIN);
    expect(pipelines[0]?.sha256).toBe(SHA256);
  });

  it('none, where none is given', () => {
    expect(resolveOptions({}, ORIGIN).pipelines).toEqual([]);
  });
});

describe('pipelines that are refused, and what is said of them', () => {
  it.each<[string, unknown, RegExp]>([
    ['no object', 'acme', /options\.pipelines\[0\]: expected an object/],
    ['no name', { ...valid, name: undefined }, /pipelines\[0\]\.name/],
    ['a name with a space', { ...valid, name: 'acme pad' }, /\.name: must be 1 to 64 characters/],
    [
      'the name of a pipeline of ours',
      { ...valid, name: 'pad-m-1' },
      /\.name: "pad-m-1" is a pipeline of Idem.*another name/,
    ],
    ['the name of one to come', { ...valid, name: 'dfd-1' }, /\.name: "dfd-1" is a pipeline of Idem/],
    ['the name of a default', { ...valid, name: 'default-dfd' }, /\.name: "default-dfd" is a pipeline of Idem/],
    ['the id of a model of ours', { ...valid, name: 'face-mesh-468' }, /\.name: "face-mesh-468" is a pipeline of Idem/],
    [
      'a check that is not of one face',
      { ...valid, type: 'SCREEN_REPLAY_ATTACK' },
      /\.type: .*allowed: PRESENTATION_ATTACK, DEEPFAKE_ATTACK/,
    ],
    [
      'an injection check',
      { ...valid, type: 'INJECTION_ATTACK' },
      /\.type: .*allowed: PRESENTATION_ATTACK, DEEPFAKE_ATTACK/,
    ],
    ['an unknown field', { ...valid, threshold: 0.5 }, /unknown field "threshold"; allowed: name, type/],
    ['no address', { ...valid, model: 'acme.onnx' }, /\.model: must be the address/],
    ['no model', { ...valid, model: undefined }, /\.model: must be the address.*or its bytes/],
    [
      'a model on no web server',
      { ...valid, model: 'file:///acme.onnx' },
      /\.model: must be the address \(http or https\)/,
    ],
    ['an empty model', { ...valid, model: new Blob([]) }, /\.model: has no bytes/],
    [
      'another origin without a digest',
      { ...valid, model: 'https://cdn.example/a.onnx' },
      /\.sha256: missing; a model that does not come from https:\/\/bank\.example needs the digest/,
    ],
    ['a digest that is none', { ...valid, sha256: 'abc' }, /\.sha256: must be a SHA-256 in hex/],
    ['no input', { ...valid, input: undefined }, /\.input: missing/],
    ['no size', { ...valid, input: { ...input, width: 0 } }, /\.input\.width: must be at least 1/],
    ['too large a size', { ...valid, input: { ...input, height: 1e9 } }, /\.input\.height: must be at most 1024/],
    [
      'unknown channels',
      { ...valid, input: { ...input, channels: 'YUV' } },
      /\.input\.channels: .*allowed: RGB, BGR, GREY/,
    ],
    [
      'a mean of two numbers',
      { ...valid, input: { ...input, mean: [1, 2] } },
      /\.input\.mean: must be a number, or a list of three/,
    ],
    [
      'means of planes that are not there',
      { ...valid, input: { ...input, channels: 'GREY', mean: [1, 2, 3] } },
      /\.input\.channels: GREY is one plane/,
    ],
    [
      'a scale that is no number',
      { ...valid, input: { ...input, scale: Number.NaN } },
      /\.input\.scale: must be a number/,
    ],
    ['no crops', { ...valid, input: { ...input, crops: [] } }, /\.input\.crops: must not be empty/],
    [
      'an unknown crop',
      { ...valid, input: { ...input, crops: [{ shape: 'round', surroundings: 1 }] } },
      /crops\[0\]\.shape: .*allowed: square, box, aligned, patch/,
    ],
    [
      'no surroundings',
      { ...valid, input: { ...input, crops: [{ shape: 'square' }] } },
      /crops\[0\]\.surroundings: missing/,
    ],
    [
      'an aligned crop kept inside',
      { ...valid, input: { ...input, crops: [{ shape: 'aligned', surroundings: 1, keepInside: true }] } },
      /crops\[0\]\.keepInside: is for squares and boxes/,
    ],
    [
      'an aligned crop of a flat input',
      { ...valid, input: { ...input, height: 4, crops: [{ shape: 'aligned', surroundings: 1 }] } },
      /\.input\.height: must be the width/,
    ],
    [
      'a patch without a place',
      { ...valid, input: { ...input, crops: [{ shape: 'patch', surroundings: 0.25 }] } },
      /crops\[0\]\.at: says where a patch is/,
    ],
    [
      'a patch beside the face',
      { ...valid, input: { ...input, crops: [{ shape: 'patch', surroundings: 0.25, at: [0.5, 1.5] }] } },
      /crops\[0\]\.at\[1\]/,
    ],
    [
      'a run with too few crops',
      { ...valid, input: { ...input, batch: 2 } },
      /\.input\.batch: must divide the number of crops/,
    ],
    [
      'a column that is not there',
      { ...valid, output: { ...output, column: 1 } },
      /\.output\.column: must be less than columns/,
    ],
    ['an unknown class', { ...valid, output: { ...output, of: 'live' } }, /\.output\.of: .*allowed: bona-fide, attack/],
    ['no calibration', { ...valid, calibration: undefined }, /\.calibration: missing/],
    ['no slope', { ...valid, calibration: { ...calibration, slope: 0 } }, /\.calibration\.slope/],
    [
      'a missing threshold',
      { ...valid, calibration: { slope: 1, thresholds: { REGULAR: 0 } } },
      /\.thresholds\.SOFT: missing[\s\S]*\.thresholds\.HARD: missing/,
    ],
    [
      'thresholds that cross',
      { ...valid, calibration: { slope: 1, thresholds: { SOFT: 1, REGULAR: 0, HARD: 2 } } },
      /\.thresholds: must rise from SOFT over REGULAR to HARD/,
    ],
  ])('%s', (_, pipeline, message) => {
    expect(faultOf(pipeline)).toMatch(message);
  });

  it('a name given twice', () => {
    expect(faultOf(valid, { ...valid, type: 'DEEPFAKE_ATTACK' })).toBe(
      'options.pipelines[1].name: "acme-pad" is registered twice; every pipeline needs a name of its own',
    );
  });

  it('no list', () => {
    expect(() => resolveOptions({ pipelines: valid }, ORIGIN)).toThrow(
      'options.pipelines: expected a list, got an object',
    );
  });
});
