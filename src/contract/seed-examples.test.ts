import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type CheckModelInput,
  type CheckResult,
  checkResultSchema,
  docResultSchema,
  ENDPOINTS,
  type Endpoint,
  errorBodySchema,
  faceResultSchema,
  faceSearchResultSchema,
  faceValidationResultSchema,
  parseCheckModel,
} from './index.ts';
import {
  CALLS,
  CHECK_MODEL,
  CURL_CHECK_MODEL,
  DOC_RESULT,
  DOC_RESULT_REJECTED,
  DOCUMENT_CHECK_PARAMETERS,
  ERROR_BODY,
  FACE_CHECK_PARAMETERS,
  FACE_RESULT,
  FACE_RESULT_REJECTED,
  FACE_SEARCH_PARAMETERS,
  FACE_SEARCH_RESULT,
  FACE_SEARCH_RESULT_ERROR,
  FACE_VALIDATION_RESULT,
  FACE_VALIDATION_RESULT_ERROR,
  fillIn,
  OPERATIONS_LIST,
  PYTHON_CHECK_MODEL,
  REQUEST_BODIES,
  SUCCESSES,
} from './seed-examples.fixture.ts';

const FILE = new Blob(['bytes']);

function roundTrip(schema: z.ZodType, value: unknown): string {
  return JSON.stringify(sorted(schema.parse(value)));
}

/** The same JSON with sorted keys: the order of fields carries no meaning. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

describe('request examples of the guide', () => {
  // The compiler checks that each example may be passed to check() as it is.
  const models: readonly (readonly [string, CheckModelInput])[] = [
    ['the full checkModel', CHECK_MODEL],
    ['the operations list', { operations: OPERATIONS_LIST, face_search_parameters: FACE_SEARCH_PARAMETERS }],
    ['the face check parameters', { operations: ['FACE_CHECK'], face_check_parameters: FACE_CHECK_PARAMETERS }],
    ['the document parameters', { operations: ['DOC_CHECK'], document_check_parameters: DOCUMENT_CHECK_PARAMETERS }],
    ['the search parameters', { operations: ['FACE_MATCH_SEARCH'], face_search_parameters: FACE_SEARCH_PARAMETERS }],
    ['the checkModel of the curl call', JSON.parse(CURL_CHECK_MODEL)],
    ['the checkModel of the Python call', PYTHON_CHECK_MODEL],
  ];

  it.each(models)('%s parses to itself plus the default calibrations', (_name, model) => {
    const withDefaults = JSON.parse(JSON.stringify(model), (_key, value) =>
      value?.type === undefined ? value : { calibration: 'REGULAR', ...value },
    );
    expect(JSON.stringify(sorted(parseCheckModel(model)))).toBe(JSON.stringify(sorted(withDefaults)));
  });

  it.each(CALLS)('the $client call of $endpoint finds its method, path and query', (call) => {
    const endpoint: Endpoint = ENDPOINTS[call.endpoint];
    const url = new URL(call.url);
    const sent = { ...Object.fromEntries(url.searchParams), ...('params' in call ? call.params : {}) };
    const query = fillIn(sent);
    expect([endpoint.method, endpoint.path]).toEqual([call.method, url.pathname]);

    const parsed = endpoint.query.parse(query);
    const asText = Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)]));
    const lowerCased = JSON.parse(JSON.stringify(query).replaceAll('"True"', '"true"'));
    expect(asText).toMatchObject(lowerCased);
  });

  it.each(CALLS)('the $client call of $endpoint gets only documented defaults added to its query', (call) => {
    const url = new URL(call.url);
    const sent = { ...Object.fromEntries(url.searchParams), ...('params' in call ? call.params : {}) };
    const parsed: object = ENDPOINTS[call.endpoint].query.parse(fillIn(sent));
    const added = Object.fromEntries(Object.entries(parsed).filter(([key]) => !(key in sent)));
    const defaults: Record<string, object> = {
      check: { encrypted: true },
      addImage: { maxFaces: 1 },
      deleteCollection: { force: false },
    };
    for (const [key, value] of Object.entries(added)) expect({ [key]: value }).toEqual(defaults[call.endpoint]);
  });

  it('the form of /check parses with its two files', () => {
    const form = { checkModel: JSON.parse(CURL_CHECK_MODEL), face: FILE, doc: FILE };
    expect(ENDPOINTS.check.body.schema.parse(form)).toEqual(form);
  });

  it.each(REQUEST_BODIES)('the body of $endpoint round-trips: $body', ({ endpoint, body }) => {
    const { schema } = ENDPOINTS[endpoint].body;
    const file = endpoint === 'matchOverTemplate' ? { file: FILE } : {};
    const filled = { ...file, ...(fillIn(body) as object) };
    expect(schema.parse(filled)).toEqual(filled);
  });

  it('the template of match-over-template may come as a file part, as the Python call sends it', () => {
    const form = { file: FILE, template: FILE };
    expect(ENDPOINTS.matchOverTemplate.body.schema.parse(form)).toEqual(form);
  });
});

describe('response examples of the guide', () => {
  const sections = [
    ['face_result', faceResultSchema, FACE_RESULT],
    ['face_result, rejected', faceResultSchema, FACE_RESULT_REJECTED],
    ['doc_result', docResultSchema, DOC_RESULT],
    ['doc_result, rejected', docResultSchema, DOC_RESULT_REJECTED],
    ['face_validation_result', faceValidationResultSchema, FACE_VALIDATION_RESULT],
    ['face_validation_result, failed', faceValidationResultSchema, FACE_VALIDATION_RESULT_ERROR],
    ['face_search_result', faceSearchResultSchema, FACE_SEARCH_RESULT],
    ['face_search_result, failed', faceSearchResultSchema, FACE_SEARCH_RESULT_ERROR],
  ] as const;

  it.each(sections)('%s round-trips', (_name, schema, example) => {
    expect(roundTrip(schema, example)).toBe(JSON.stringify(sorted(example)));
  });

  // Typed: the compiler checks that the examples are what check() is said to answer.
  const answers: readonly CheckResult[] = [
    {
      face_result: FACE_RESULT,
      doc_result: DOC_RESULT,
      face_validation_result: FACE_VALIDATION_RESULT,
      face_search_result: FACE_SEARCH_RESULT,
    },
    {
      face_result: FACE_RESULT_REJECTED,
      doc_result: DOC_RESULT_REJECTED,
      face_validation_result: FACE_VALIDATION_RESULT_ERROR,
      face_search_result: FACE_SEARCH_RESULT_ERROR,
    },
    { face_validation_result: FACE_VALIDATION_RESULT },
  ];

  it.each(answers)('the sections together round-trip as the answer of /check (%#)', (answer) => {
    expect(roundTrip(checkResultSchema, answer)).toBe(JSON.stringify(sorted(answer)));
  });

  it.each(SUCCESSES)('the success of $endpoint has status $status and its body', (success) => {
    const endpoint: Endpoint = ENDPOINTS[success.endpoint];
    expect(endpoint.success.status).toBe(success.status);
    if (!('body' in success)) return;
    const body = fillIn(success.body);
    expect(roundTrip(endpoint.success.body?.schema ?? z.never(), body)).toBe(JSON.stringify(body));
  });

  it('the endpoints without a body are those of the guide', () => {
    const bodiless = Object.entries(ENDPOINTS).filter(([, endpoint]) => !('body' in endpoint.success));
    expect(bodiless.map(([name]) => name)).toEqual(['createCollection', 'deleteCollection', 'removeRecord']);
  });

  it('the error body of every endpoint round-trips', () => {
    expect(roundTrip(errorBodySchema, ERROR_BODY)).toBe(JSON.stringify(sorted(ERROR_BODY)));
  });

  it('every endpoint has a call and a success among the examples', () => {
    const names = Object.keys(ENDPOINTS).sort();
    expect([...new Set(CALLS.map(({ endpoint }) => endpoint))].sort()).toEqual(names);
    expect(SUCCESSES.map(({ endpoint }) => endpoint).sort()).toEqual(names);
  });
});
