import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkResultSchema } from '../contract/index.ts';
import type { PictureDetails } from '../engine/api.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { sample } from '../testing/fixtures.ts';
import { createEkyc } from './create-ekyc.ts';
import type { Ekyc } from './ekyc.ts';

type Box = PictureDetails['faces'][number]['box'];

let ekyc: Ekyc;
let marc: Blob;
let marcsCard: Blob;
let camillesCard: Blob;

beforeAll(async () => {
  ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
  [marc, marcsCard, camillesCard] = await Promise.all([
    sample('selfie-marc.jpg'),
    sample('id-marc.jpg'),
    sample('id-camille.jpg'),
  ]);
});

afterAll(() => ekyc.close());

const faceCheck = { operations: ['FACE_CHECK'] } as const;
const match = { operations: ['FACE_MATCH_VALIDATION'] } as const;

describe('the result of a check', () => {
  it('holds one section an operation, in the shape of the wire contract', async () => {
    const result = await ekyc.check({
      checkModel: {
        operations: ['FACE_CHECK', 'DOC_CHECK', 'FACE_MATCH_VALIDATION', 'FACE_MATCH_SEARCH'],
        face_search_parameters: { collections: ['customers'] },
      },
      face: marc,
      doc: marcsCard,
      encrypted: false,
    });
    expect(checkResultSchema.parse(result)).toEqual(result);
    expect(Object.keys(result)).toEqual(['face_result', 'doc_result', 'face_validation_result', 'face_search_result']);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it('holds only the operations asked for, and no details unless asked', async () => {
    const result = await ekyc.check({ checkModel: faceCheck, face: marc, encrypted: false });
    expect(Object.keys(result)).toEqual(['face_result']);
  });

  it('takes the selfie of a person for bona fide', async () => {
    const { face_result } = await ekyc.check({ checkModel: faceCheck, face: marc, encrypted: false });
    expect(face_result?.results[0]).toEqual({
      type: 'PRESENTATION_ATTACK',
      pipeline: 'pad-r-1',
      calibration: 'REGULAR',
      probability: expect.closeTo(1, 1),
      quality: expect.closeTo(1, 1),
      status_code: 'OK',
    });
  });

  it('tells the holder of a document from another person', async () => {
    const own = await ekyc.check({ checkModel: match, face: marc, doc: marcsCard, encrypted: false });
    const other = await ekyc.check({ checkModel: match, face: marc, doc: camillesCard, encrypted: false });
    expect(own.face_validation_result).toMatchObject({ status_code: 'OK', probability: expect.closeTo(1, 1) });
    expect(other.face_validation_result).toMatchObject({ status_code: 'OK', probability: expect.closeTo(0, 1) });
  });

  it('judges a document by all four checks', async () => {
    const { doc_result } = await ekyc.check({
      checkModel: { operations: ['DOC_CHECK'] },
      doc: marcsCard,
      encrypted: false,
    });
    expect(doc_result!.results).toEqual(
      ['default-sr', 'default-pc', 'default-ps', 'default-dm'].map((pipeline) =>
        expect.objectContaining({ pipeline, status_code: 'OK', probability: expect.any(Number) }),
      ),
    );
  });

  it('judges no injection on a plain image', async () => {
    const checkModel = {
      ...faceCheck,
      face_check_parameters: { pipelines: [{ type: 'INJECTION_ATTACK' }] },
    } as const;
    const { face_result } = await ekyc.check({ checkModel, face: marc, encrypted: false });
    expect(face_result?.results).toEqual([
      { type: 'INJECTION_ATTACK', error: expect.stringContaining('no capture evidence'), status_code: 'ERROR' },
    ]);
  });

  it('rises from HARD over REGULAR to SOFT for the same face', async () => {
    const calibrations = ['HARD', 'REGULAR', 'SOFT'] as const;
    const { face_result } = await ekyc.check({
      checkModel: {
        ...faceCheck,
        face_check_parameters: {
          pipelines: calibrations.map((calibration) => ({ type: 'PRESENTATION_ATTACK', calibration })),
        },
      },
      face: marc,
      encrypted: false,
    });
    const probabilities = face_result?.results.map((entry) =>
      entry.status_code === 'OK' ? entry.probability : Number.NaN,
    );
    expect(probabilities).toEqual(probabilities?.toSorted((p, q) => p - q));
    expect(new Set(probabilities).size).toBe(3);
  });

  it('hardly changes for a selfie that black bars were put about', async () => {
    const bitmap = await createImageBitmap(marc);
    const bar = Math.round(bitmap.width / 5);
    const context = new OffscreenCanvas(bitmap.width + 2 * bar, bitmap.height + 2 * bar).getContext('2d')!;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.drawImage(bitmap, bar, bar);
    const barred = await context.canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
    const checkModel = {
      ...faceCheck,
      face_check_parameters: { pipelines: [{ type: 'PRESENTATION_ATTACK', calibration: 'HARD' }] },
    } as const;
    const [plain, between] = await Promise.all(
      [marc, barred].map(async (face) => (await ekyc.check({ checkModel, face, encrypted: false })).face_result),
    );
    const { probability } = plain!.results[0] as { readonly probability: number };
    expect(between!.results).toMatchObject([{ status_code: 'OK', probability: expect.closeTo(probability, 1) }]);
  });

  it('is the same for a Blob, bytes, an ImageBitmap and ImageData, and leaves them usable', async () => {
    const bytes = await marc.arrayBuffer();
    const bitmap = await createImageBitmap(marc);
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const inputs = [marc, bytes, new Uint8Array(bytes), bitmap, pixels];
    const probabilities: number[] = [];
    for (const face of inputs) {
      const { face_validation_result } = await ekyc.check({
        checkModel: match,
        face,
        doc: marcsCard,
        encrypted: false,
      });
      if (face_validation_result?.status_code === 'OK') probabilities.push(face_validation_result.probability);
    }
    expect(probabilities).toHaveLength(inputs.length);
    for (const probability of probabilities) expect(probability).toBeCloseTo(probabilities[0]!, 4);
    expect(bytes.byteLength).toBe(marc.size);
    expect(bitmap.width).toBeGreaterThan(0);
  });

  it('does not decode a picture that no operation asks about', async () => {
    const doc = new Blob(['no picture at all']);
    const result = await ekyc.check({ checkModel: faceCheck, face: marc, doc, encrypted: false });
    expect(Object.keys(result)).toEqual(['face_result']);
  });
});

describe('details', () => {
  it('give geometry in pixels of the picture, the models that answered, and timings', async () => {
    const { details } = await ekyc.check(
      {
        checkModel: { operations: ['FACE_CHECK', 'FACE_MATCH_VALIDATION'] },
        face: marc,
        doc: marcsCard,
        encrypted: false,
      },
      { details: true },
    );
    const { width, height } = await createImageBitmap(marcsCard);
    expect(details?.doc).toMatchObject({ width, height, faceLimits: 'enrolment', statusCode: 'OK' });
    expect(details?.face).toMatchObject({ faceLimits: 'default', statusCode: 'OK' });
    expect(details?.face?.landmarks).toHaveLength(468);
    const { box } = details!.face!.faces[0]!;
    const noseEyesAndMouth = [1, 33, 263, 61, 291].map((i) => details!.face!.landmarks![i]!);
    for (const { x, y } of noseEyesAndMouth) {
      expect(x).toBeGreaterThan(box.x);
      expect(x).toBeLessThan(box.x + box.width);
      expect(y).toBeGreaterThan(box.y);
      expect(y).toBeLessThan(box.y + box.height);
    }
    expect(details?.models).toMatchObject({ PRESENTATION_ATTACK: ['face-pad'] });
    expect(details?.timings.total).toBeGreaterThan(0);
  });
});

/** Left, top, width and height of a cut that leaves these shares of the face's size around it. */
function cutAround({ x, y, width, height }: Box, left: number, right: number, top: number, bottom: number) {
  return [x - left * width, y - top * height, width * (1 + left + right), height * (1 + top + bottom)] as const;
}

describe('faces that may not be judged', () => {
  it.each([
    ['selfie-distant.jpg', 'FACE_TOO_SMALL', 'Absolute face size is too small (pixel density)'],
    ['selfie-two-people.jpg', 'TOO_MANY_FACES', 'Too many faces detected'],
  ])('%s answers %s', async (name, status_code, error) => {
    const { face_result } = await ekyc.check({ checkModel: faceCheck, face: await sample(name), encrypted: false });
    expect(face_result?.results).toMatchObject([
      { type: 'PRESENTATION_ATTACK', status_code, error },
      { type: 'DEEPFAKE_ATTACK', status_code, error },
    ]);
  });

  it('a picture without a face answers FACE_NOT_FOUND as the server does', async () => {
    const { face_result, face_validation_result } = await ekyc.check({
      checkModel: {
        operations: ['FACE_CHECK', 'FACE_MATCH_VALIDATION'],
        face_check_parameters: {
          pipelines: [{ type: 'PRESENTATION_ATTACK' }, { type: 'DEEPFAKE_ATTACK' }, { type: 'INJECTION_ATTACK' }],
        },
      },
      face: new ImageData(400, 300),
      doc: marcsCard,
      encrypted: false,
    });
    expect(face_result?.results).toMatchObject([
      { error: 'Failed to detect face', status_code: 'FACE_NOT_FOUND' },
      { error: 'Failed to detect face', status_code: 'FACE_NOT_FOUND' },
      { type: 'INJECTION_ATTACK', error: 'Bad Request', status_code: 'FACE_NOT_FOUND' },
    ]);
    expect(face_validation_result).toEqual({ error: 'Failed to detect face in the selfie', status_code: 'ERROR' });
  });

  it.each([
    ['at the border', 'FACE_CLOSE_TO_BORDER', (box: Box) => cutAround(box, 0.03, 1, 0.5, 0.5)],
    ['that fills the picture', 'FACE_TOO_CLOSE', (box: Box) => cutAround(box, 0.3, 0.3, 0.2, 0.2)],
  ])('a face %s answers %s', async (_, code, cut) => {
    const { details } = await ekyc.check({ checkModel: faceCheck, face: marc, encrypted: false }, { details: true });
    const face = await createImageBitmap(await createImageBitmap(marc), ...cut(details!.face!.faces[0]!.box));
    const { face_result } = await ekyc.check({ checkModel: faceCheck, face, encrypted: false });
    expect(face_result?.results[0]?.status_code).toBe(code);
  });
});

describe('requests that are at fault', () => {
  const cases: readonly (readonly [string, unknown, string, RegExp])[] = [
    ['no request', undefined, 'INVALID_REQUEST', /check\(\) takes an object/],
    ['an unknown field', { checkModel: faceCheck, selfie: new Blob() }, 'INVALID_REQUEST', /"selfie"/],
    ['no checkModel', {}, 'INVALID_CHECK_MODEL', /checkModel/],
    ['an unknown operation', { checkModel: { operations: ['FACE_CHEK'] } }, 'INVALID_CHECK_MODEL', /FACE_CHEK/],
    ['no face', { checkModel: faceCheck, encrypted: false }, 'MISSING_INPUT', /FACE_CHECK needs face/],
    ['no doc', { checkModel: { operations: ['DOC_CHECK'] } }, 'MISSING_INPUT', /DOC_CHECK needs doc/],
    ['a path as picture', { checkModel: faceCheck, face: 'me.jpg' }, 'INVALID_REQUEST', /face: expected Blob/],
    ['an element as picture', { checkModel: faceCheck, face: new Image() }, 'INVALID_REQUEST', /cannot be sent/],
    [
      'a plain picture by default',
      { checkModel: faceCheck, face: new Blob(['x']) },
      'PAYLOAD_EXPECTED',
      /encrypted: false/,
    ],
    [
      'an unknown pipeline',
      {
        checkModel: {
          ...faceCheck,
          face_check_parameters: { pipelines: [{ type: 'DEEPFAKE_ATTACK', pipeline: 'pad-m-1' }] },
        },
        face: new Blob(['x']),
        encrypted: false,
      },
      'INVALID_CHECK_MODEL',
      /face_check_parameters\.pipelines\[0\]\.pipeline: unknown value "pad-m-1".*allowed: dfd-1/,
    ],
    [
      'an empty file',
      { checkModel: faceCheck, face: new Blob(), encrypted: false },
      'IMAGE_EMPTY',
      /face: .* no bytes/,
    ],
    [
      'a text file',
      { checkModel: faceCheck, face: new Blob(['hello']), encrypted: false },
      'IMAGE_FORMAT_UNSUPPORTED',
      /JPEG/,
    ],
  ];

  it.each(cases)('%s is a typed 400', async (_, request, code, message) => {
    const error = await ekycErrorOf(ekyc.check(request as Parameters<Ekyc['check']>[0]));
    expect(error).toMatchObject({ code, status: 400, message: expect.stringMatching(message) });
    expect(JSON.parse(JSON.stringify(error))).toEqual({ status: 400, message: error.message });
  });

  it('a truncated picture is a typed 400 that names the field, and the engine goes on', async () => {
    const face = marc.slice(0, marc.size / 2);
    const error = await ekycErrorOf(ekyc.check({ checkModel: match, face: marc, doc: face, encrypted: false }));
    expect(error).toMatchObject({
      code: 'IMAGE_UNREADABLE',
      message: expect.stringMatching(/^doc: .*truncated or corrupt/),
    });
    const { face_result } = await ekyc.check({ checkModel: faceCheck, face: marc, encrypted: false });
    expect(face_result?.results[0]?.status_code).toBe('OK');
  });
});
