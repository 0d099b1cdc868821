import { describe, expect, expectTypeOf, it } from 'vitest';
import { type CheckModel, type CheckModelInput, EkycError, parseCheckModel } from './index.ts';

function faultOf(value: unknown): EkycError {
  try {
    parseCheckModel(value);
  } catch (error) {
    if (error instanceof EkycError) return error;
    throw error;
  }
  throw new Error('The model was accepted.');
}

const search = { collections: ['a'] };
const faceCheck = (spec: unknown) => ({
  operations: ['FACE_CHECK'],
  face_check_parameters: { pipelines: [spec] },
});

describe('what parseCheckModel fills in', () => {
  it('leaves out what was left out', () => {
    expect(Object.keys(parseCheckModel({ operations: ['FACE_CHECK'] }))).toEqual(['operations']);
    const parsed = parseCheckModel({
      operations: ['FACE_CHECK'],
      face_check_parameters: {},
      document_check_parameters: {},
    });
    expect(parsed.face_check_parameters).toEqual({});
    expect(parsed.document_check_parameters).toEqual({});
  });

  it('sets calibration to REGULAR and leaves the pipeline name out', () => {
    expect(parseCheckModel(faceCheck({ type: 'DEEPFAKE_ATTACK' })).face_check_parameters?.pipelines).toEqual([
      { type: 'DEEPFAKE_ATTACK', calibration: 'REGULAR' },
    ]);
  });

  it('sets limit to 5 and max_faces to 1', () => {
    const { face_search_parameters } = parseCheckModel({
      operations: ['FACE_MATCH_SEARCH'],
      face_search_parameters: search,
    });
    expect(face_search_parameters).toEqual({ collections: ['a'], limit: 5, max_faces: 1 });
  });

  it.each([
    ['REGULAR', 'REGULAR'],
    ['SOFT', 'SOFT'],
    ['HARD', 'HARD'],
    ['HARDENED', 'HARD'],
  ])('reads calibration %s as %s, for faces and documents', (given, read) => {
    const model = parseCheckModel({
      ...faceCheck({ type: 'PRESENTATION_ATTACK', calibration: given }),
      document_check_parameters: { pipelines: [{ type: 'PRINTED_COPY_ATTACK', calibration: given }] },
    });
    expect(model.face_check_parameters?.pipelines?.[0]?.calibration).toBe(read);
    expect(model.document_check_parameters?.pipelines?.[0]?.calibration).toBe(read);
  });

  it('counts repeated operations, collections and ignored errors once, in order of first mention', () => {
    const model = parseCheckModel({
      operations: ['FACE_MATCH_SEARCH', 'FACE_CHECK', 'FACE_MATCH_SEARCH'],
      document_check_parameters: { errors_to_ignore: ['DOCUMENT_CROPPED', 'DOCUMENT_CROPPED'] },
      face_search_parameters: { collections: ['b', 'a', 'b'] },
    });
    expect(model.operations).toEqual(['FACE_MATCH_SEARCH', 'FACE_CHECK']);
    expect(model.document_check_parameters?.errors_to_ignore).toEqual(['DOCUMENT_CROPPED']);
    expect(model.face_search_parameters?.collections).toEqual(['b', 'a']);
  });

  it('keeps one check asked for under several calibrations', () => {
    const pipelines = [
      { type: 'PRESENTATION_ATTACK', calibration: 'SOFT' },
      { type: 'PRESENTATION_ATTACK', calibration: 'HARD' },
    ];
    const model = parseCheckModel({ operations: ['FACE_CHECK'], face_check_parameters: { pipelines } });
    expect(model.face_check_parameters?.pipelines).toEqual(pipelines);
  });

  it('accepts both ignorable errors, and none', () => {
    for (const errors_to_ignore of [[], ['DOCUMENT_CROPPED', 'DOCUMENT_IS_COLORLESS']]) {
      const model = parseCheckModel({ operations: ['DOC_CHECK'], document_check_parameters: { errors_to_ignore } });
      expect(model.document_check_parameters?.errors_to_ignore).toEqual(errors_to_ignore);
    }
  });

  it('accepts a collection name that no collection could have: that is for the search to answer', () => {
    const model = parseCheckModel({
      operations: ['FACE_MATCH_SEARCH'],
      face_search_parameters: { collections: ['no such / name'] },
    });
    expect(model.face_search_parameters?.collections).toEqual(['no such / name']);
  });

  it('accepts an undefined field as left out, and parameters of operations not asked for', () => {
    const model = parseCheckModel({
      operations: ['FACE_CHECK'],
      face_check_parameters: undefined,
      face_search_parameters: search,
    });
    expect(model.face_check_parameters).toBeUndefined();
    expect(model.operations).toEqual(['FACE_CHECK']);
  });

  it('leaves what it was given unchanged, frozen or not', () => {
    const frozen = Object.freeze({ operations: Object.freeze(['FACE_CHECK', 'FACE_CHECK']) });
    const model = parseCheckModel(frozen);
    expect(frozen.operations).toHaveLength(2);
    expect(model.operations).not.toBe(frozen.operations);
    const mutable = { operations: ['FACE_CHECK'] };
    parseCheckModel(mutable);
    mutable.operations.push('DOC_CHECK');
    expect(mutable.operations).toHaveLength(2);
  });

  it('accepts its own answer again', () => {
    const once = parseCheckModel({ ...faceCheck({ type: 'DEEPFAKE_ATTACK', calibration: 'HARDENED' }) });
    expect(parseCheckModel(once)).toEqual(once);
    expectTypeOf<CheckModel>().toExtend<CheckModelInput>();
  });

  it('has types that take readonly models and refuse unknown words', () => {
    const readonlyModel = { operations: ['FACE_CHECK'] } as const;
    expectTypeOf(readonlyModel).toExtend<CheckModelInput>();
    expectTypeOf<{ operations: ['FACE_CHEK'] }>().not.toExtend<CheckModelInput>();
    expectTypeOf<CheckModel['operations']>().toEqualTypeOf<
      readonly ('FACE_CHECK' | 'DOC_CHECK' | 'FACE_MATCH_VALIDATION' | 'FACE_MATCH_SEARCH')[]
    >();
  });
});

const OPERATIONS_ALLOWED = 'FACE_CHECK, DOC_CHECK, FACE_MATCH_VALIDATION, FACE_MATCH_SEARCH';
const MODEL_FIELDS = 'operations, face_check_parameters, document_check_parameters, face_search_parameters';
const NOT_OPERATIONS = [null, 'FACE_CHECK', 1, true, {}];

describe('what parseCheckModel refuses, and in which words', () => {
  const refusals: readonly (readonly [string, unknown, string])[] = [
    [
      'an unknown operation',
      { operations: ['FACE_CHECK', 'FACE_CHEK'] },
      `checkModel.operations[1]: unknown value "FACE_CHEK"; allowed: ${OPERATIONS_ALLOWED}`,
    ],
    [
      'an operation in lower case',
      { operations: ['face_check'] },
      `checkModel.operations[0]: unknown value "face_check"; allowed: ${OPERATIONS_ALLOWED}`,
    ],
    [
      'an operation that is no text',
      { operations: [5] },
      `checkModel.operations[0]: expected one of ${OPERATIONS_ALLOWED}; got 5`,
    ],
    ['no operations field', {}, 'checkModel.operations: missing; expected a list'],
    ['an empty list of operations', { operations: [] }, 'checkModel.operations: must not be empty'],
    [
      'an unknown field',
      { operations: ['FACE_CHECK'], face_parameters: {} },
      `checkModel: unknown field "face_parameters"; allowed: ${MODEL_FIELDS}`,
    ],
    [
      'an unknown field of the face parameters',
      { operations: ['FACE_CHECK'], face_check_parameters: { pipeline: [] } },
      'checkModel.face_check_parameters: unknown field "pipeline"; allowed: domain, pipelines',
    ],
    [
      'unknown fields of one check',
      faceCheck({ type: 'DEEPFAKE_ATTACK', threshold: 0.5, name: 'x' }),
      'checkModel.face_check_parameters.pipelines[0]: unknown fields "threshold", "name"; ' +
        'allowed: type, pipeline, calibration',
    ],
    [
      'an unknown field of the document parameters',
      { operations: ['DOC_CHECK'], document_check_parameters: { domain: 'GENERAL' } },
      'checkModel.document_check_parameters: unknown field "domain"; allowed: pipelines, errors_to_ignore',
    ],
    [
      'an unknown field of the search parameters',
      { operations: ['FACE_MATCH_SEARCH'], face_search_parameters: { ...search, threshold: 0.9 } },
      'checkModel.face_search_parameters: unknown field "threshold"; allowed: collections, limit, max_faces',
    ],
    [
      'an unknown domain',
      { operations: ['FACE_CHECK'], face_check_parameters: { domain: 'MOBILE' } },
      'checkModel.face_check_parameters.domain: unknown value "MOBILE"; allowed: GENERAL, DESKTOP',
    ],
    [
      'an unknown calibration',
      faceCheck({ type: 'DEEPFAKE_ATTACK', calibration: 'hard' }),
      'checkModel.face_check_parameters.pipelines[0].calibration: unknown value "hard"; ' +
        'allowed: REGULAR, SOFT, HARD, HARDENED',
    ],
    [
      'a document check among the face checks',
      faceCheck({ type: 'SCREEN_REPLAY_ATTACK' }),
      'checkModel.face_check_parameters.pipelines[0].type: unknown value "SCREEN_REPLAY_ATTACK"; ' +
        'allowed: PRESENTATION_ATTACK, DEEPFAKE_ATTACK, INJECTION_ATTACK',
    ],
    [
      'a face check among the document checks',
      { operations: ['DOC_CHECK'], document_check_parameters: { pipelines: [{ type: 'DEEPFAKE_ATTACK' }] } },
      'checkModel.document_check_parameters.pipelines[0].type: unknown value "DEEPFAKE_ATTACK"; allowed: ' +
        'SCREEN_REPLAY_ATTACK, PRINTED_COPY_ATTACK, PORTRAIT_SUBSTITUTION_ATTACK, DIGITAL_MANIPULATION_ATTACK',
    ],
    [
      'a check without a type',
      faceCheck({ pipeline: 'pad-r-1' }),
      'checkModel.face_check_parameters.pipelines[0].type: missing; ' +
        'allowed: PRESENTATION_ATTACK, DEEPFAKE_ATTACK, INJECTION_ATTACK',
    ],
    [
      'a check given as its name alone',
      faceCheck('PRESENTATION_ATTACK'),
      'checkModel.face_check_parameters.pipelines[0]: expected an object, got "PRESENTATION_ATTACK"',
    ],
    [
      'an empty list of checks, which would answer an empty result',
      { operations: ['FACE_CHECK'], face_check_parameters: { pipelines: [] } },
      'checkModel.face_check_parameters.pipelines: must not be empty',
    ],
    [
      'an empty pipeline name',
      faceCheck({ type: 'DEEPFAKE_ATTACK', pipeline: '' }),
      'checkModel.face_check_parameters.pipelines[0].pipeline: must not be empty',
    ],
    [
      'a pipeline name that is no text',
      faceCheck({ type: 'DEEPFAKE_ATTACK', pipeline: null }),
      'checkModel.face_check_parameters.pipelines[0].pipeline: expected text, got null',
    ],
    [
      'an error that may not be ignored',
      { operations: ['DOC_CHECK'], document_check_parameters: { errors_to_ignore: ['DOCUMENT_NOT_FOUND'] } },
      'checkModel.document_check_parameters.errors_to_ignore[0]: unknown value "DOCUMENT_NOT_FOUND"; ' +
        'allowed: DOCUMENT_CROPPED, DOCUMENT_IS_COLORLESS',
    ],
    [
      'a search without its parameters',
      { operations: ['FACE_CHECK', 'FACE_MATCH_SEARCH'] },
      'checkModel.face_search_parameters: missing; FACE_MATCH_SEARCH requires it',
    ],
    [
      'a search without collections',
      { operations: ['FACE_MATCH_SEARCH'], face_search_parameters: {} },
      'checkModel.face_search_parameters.collections: missing; expected a list',
    ],
    [
      'an empty list of collections',
      { operations: ['FACE_MATCH_SEARCH'], face_search_parameters: { collections: [] } },
      'checkModel.face_search_parameters.collections: must not be empty',
    ],
    [
      'an empty collection name',
      { operations: ['FACE_MATCH_SEARCH'], face_search_parameters: { collections: ['a', ''] } },
      'checkModel.face_search_parameters.collections[1]: must not be empty',
    ],
    ['null for an optional object', { operations: ['DOC_CHECK'], document_check_parameters: null }, 'got null'],
    ['a list', ['FACE_CHECK'], 'checkModel: expected an object, got a list'],
    ['null', null, 'checkModel: expected an object, got null'],
    ['nothing', undefined, 'checkModel: missing; expected an object'],
    ['a number', 7, 'checkModel: expected an object, got 7'],
    ['a function', () => undefined, 'checkModel: expected an object, got a function'],
    ['a bigint', 1n, 'checkModel: expected an object, got a bigint'],
    ['a symbol', Symbol('x'), 'checkModel: expected an object, got a symbol'],
    ['a Map', new Map([['operations', ['FACE_CHECK']]]), 'checkModel.operations: missing'],
  ];

  it.each(refusals)('%s', (_name, value, words) => {
    const fault = faultOf(value);
    expect(fault.message).toContain(words);
    expect(fault.message.split('\n')).toHaveLength(1);
    expect({ code: fault.code, status: fault.status }).toEqual({ code: 'INVALID_CHECK_MODEL', status: 400 });
  });

  it.each(['limit', 'max_faces'])('a %s that is no whole number of at least 1', (field) => {
    const model = (value: unknown) => ({
      operations: ['FACE_MATCH_SEARCH'],
      face_search_parameters: { ...search, [field]: value },
    });
    const path = `checkModel.face_search_parameters.${field}`;
    expect(faultOf(model(0)).message).toBe(`${path}: must be at least 1, got 0`);
    expect(faultOf(model(-3)).message).toBe(`${path}: must be at least 1, got -3`);
    expect(faultOf(model(1.5)).message).toBe(`${path}: expected a whole number, got 1.5`);
    expect(faultOf(model('5')).message).toBe(`${path}: expected a number, got "5"`);
    expect(faultOf(model(Number.NaN)).message).toBe(`${path}: expected a number, got NaN`);
    expect(faultOf(model(Number.POSITIVE_INFINITY)).message).toContain(path);
    expect(faultOf(model(2 ** 60)).message).toContain('must be at most');
    expect(faultOf(model(null)).message).toBe(`${path}: expected a number, got null`);
  });

  it.each(NOT_OPERATIONS)('operations given as %j', (operations) => {
    expect(faultOf({ operations }).message).toContain('checkModel.operations: expected a list, got');
  });

  it('JSON text, with the way out', () => {
    const { message } = faultOf('{"operations":["FACE_CHECK"]}');
    expect(message).toBe(
      'checkModel: expected an object, got a string; turn JSON text into an object first, with JSON.parse().',
    );
  });

  it('all faults at once, one line each', () => {
    const { message } = faultOf({
      operations: ['FACE_MATCH_SEARCH', 'X'],
      face_check_parameters: { domain: 'Y' },
      extra: 1,
    });
    expect(message.split('\n').map((line) => line.split(':')[0])).toEqual([
      'checkModel.operations[1]',
      'checkModel.face_check_parameters.domain',
      'checkModel',
      'checkModel.face_search_parameters',
    ]);
  });
});

describe('hostile models', () => {
  const MAX_MESSAGE_LENGTH = 8000;

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('an own field %s is an unknown field', (name) => {
    const at = (json: string) => faultOf(JSON.parse(json)).message;
    expect(at(`{"operations":["FACE_CHECK"],"${name}":{"polluted":1}}`)).toContain(`unknown field "${name}"`);
    expect(at(`{"operations":["FACE_CHECK"],"face_check_parameters":{"${name}":[]}}`)).toContain(
      `checkModel.face_check_parameters: unknown field "${name}"`,
    );
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it.each(['__proto__', 'constructor', 'toString'])('%s is no operation, type, domain or calibration', (word) => {
    const { message } = faultOf({
      operations: [word],
      face_check_parameters: { domain: word, pipelines: [{ type: word, calibration: word }] },
    });
    expect(message.match(new RegExp(`unknown value "${word}"`, 'g'))).toHaveLength(4);
  });

  it('a huge value is quoted in part', () => {
    const { message } = faultOf({ operations: ['A'.repeat(1_000_000)] });
    expect(message).toMatch(/^checkModel\.operations\[0\]: unknown value "A{59}…"; allowed: /);
  });

  it('a huge JSON text is not quoted', () => {
    expect(faultOf('x'.repeat(1_000_000)).message.length).toBeLessThan(200);
  });

  it('a huge field name is quoted in part', () => {
    const { message } = faultOf({ operations: ['FACE_CHECK'], ['n'.repeat(1_000_000)]: 1 });
    expect(message.length).toBeLessThan(300);
  });

  it('many unknown fields are named in part and counted', () => {
    const fields = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`f${i}`, i]));
    const { message } = faultOf({ operations: ['FACE_CHECK'], ...fields });
    expect(message).toContain('unknown fields "f0", "f1", "f2", "f3", "f4" and 95 more; allowed');
  });

  it('many faults are listed in part and counted', () => {
    const { message } = faultOf({ operations: Array(1000).fill('X') });
    expect(message.split('\n')).toHaveLength(11);
    expect(message).toMatch(/\nand 990 more$/);
  });

  it('the message stays short whatever is wrong', () => {
    const names = Array.from({ length: 20 }, (_, i) => `${i}${'\u0000'.repeat(100)}`);
    const fields = Object.fromEntries(names.map((name) => [name, 1]));
    const pipelines = Array(50).fill({ type: '\u0000'.repeat(1000), ...fields });
    const { message } = faultOf({ operations: ['FACE_CHECK'], face_check_parameters: { pipelines }, ...fields });
    expect(message.length).toBeLessThan(MAX_MESSAGE_LENGTH);
  });

  it('control characters come out escaped, so that a value cannot forge a line of the message', () => {
    const { message } = faultOf({ operations: ['X\ncheckModel: fine'] });
    expect(message.split('\n')).toHaveLength(1);
    expect(message).toContain('"X\\ncheckModel: fine"');
  });

  it('deep nesting is refused without following it', () => {
    let deep: unknown = 'bottom';
    for (let i = 0; i < 100_000; i++) deep = [deep];
    const object = { operations: ['FACE_CHECK'], face_check_parameters: { pipelines: deep } };
    expect(faultOf(object).message).toContain(
      'checkModel.face_check_parameters.pipelines[0]: expected an object, got a list',
    );
  });

  it('a value that contains itself is refused', () => {
    const model: Record<string, unknown> = { operations: ['FACE_CHECK'] };
    model.face_check_parameters = model;
    expect(faultOf(model).message).toContain(
      'checkModel.face_check_parameters: unknown fields "operations", "face_check_parameters"',
    );
  });

  it('a list with holes is refused', () => {
    const operations = Array(2);
    operations[1] = 'FACE_CHECK';
    expect(faultOf({ operations }).message).toContain('checkModel.operations[0]: missing');
  });

  const wrong = [null, 0, -1, 1.5, Number.NaN, '', 'x', true, [], [[]], [null], {}, { x: 1 }, 1n, new Date(0)];
  const places: readonly (readonly [string, (value: unknown) => unknown])[] = [
    ['operations', (operations) => ({ operations })],
    ['operations[0]', (value) => ({ operations: [value] })],
    ['face_check_parameters', (value) => ({ operations: ['FACE_CHECK'], face_check_parameters: value })],
    ['domain', (domain) => ({ operations: ['FACE_CHECK'], face_check_parameters: { domain } })],
    ['pipelines', (pipelines) => ({ operations: ['FACE_CHECK'], face_check_parameters: { pipelines } })],
    ['pipelines[0]', faceCheck],
    ['type', (type) => faceCheck({ type })],
    ['calibration', (calibration) => faceCheck({ type: 'DEEPFAKE_ATTACK', calibration })],
    ['document_check_parameters', (value) => ({ operations: ['DOC_CHECK'], document_check_parameters: value })],
    [
      'errors_to_ignore[0]',
      (value) => ({ operations: ['DOC_CHECK'], document_check_parameters: { errors_to_ignore: [value] } }),
    ],
    ['face_search_parameters', (value) => ({ operations: ['FACE_MATCH_SEARCH'], face_search_parameters: value })],
    ['collections', (collections) => ({ operations: ['FACE_MATCH_SEARCH'], face_search_parameters: { collections } })],
  ];
  // Objects without fields of their own are empty parameters, which are allowed.
  const mayBeEmpty = ['face_check_parameters', 'document_check_parameters'];

  it.each(places)('a value of the wrong type at %s ends in one bounded INVALID_CHECK_MODEL', (place, build) => {
    for (const value of wrong) {
      const isEmptyObject = typeof value === 'object' && value !== null && !Array.isArray(value) && !('x' in value);
      if (isEmptyObject && mayBeEmpty.includes(place)) continue;
      const fault = faultOf(build(value));
      expect(fault.code).toBe('INVALID_CHECK_MODEL');
      expect(fault.message).toContain(place);
      expect(fault.message.length).toBeLessThan(MAX_MESSAGE_LENGTH);
    }
  });
});
