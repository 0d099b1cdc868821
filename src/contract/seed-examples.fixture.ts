// Every example of the API usage guide, word for word. Names of Python variables stand for themselves.

/** Request objects of `POST /check`. */
export const CHECK_MODEL = {
  operations: ['FACE_CHECK', 'DOC_CHECK', 'FACE_MATCH_VALIDATION', 'FACE_MATCH_SEARCH'],
  face_check_parameters: {
    domain: 'GENERAL',
    pipelines: [{ type: 'PRESENTATION_ATTACK' }, { type: 'DEEPFAKE_ATTACK' }, { type: 'INJECTION_ATTACK' }],
  },
  document_check_parameters: {
    pipelines: [
      { type: 'SCREEN_REPLAY_ATTACK' },
      { type: 'PRINTED_COPY_ATTACK' },
      { type: 'PORTRAIT_SUBSTITUTION_ATTACK' },
    ],
  },
  face_search_parameters: {
    collections: ['default-collection'],
    limit: 5,
    max_faces: 1,
  },
} as const;

export const OPERATIONS_LIST = ['FACE_CHECK', 'DOC_CHECK', 'FACE_MATCH_VALIDATION', 'FACE_MATCH_SEARCH'] as const;

export const FACE_CHECK_PARAMETERS = {
  domain: 'GENERAL',
  pipelines: [{ type: 'PRESENTATION_ATTACK', pipeline: 'optional_pipeline_id', calibration: 'REGULAR' }],
} as const;

export const DOCUMENT_CHECK_PARAMETERS = {
  pipelines: [{ type: 'SCREEN_REPLAY_ATTACK', pipeline: 'optional_pipeline_id', calibration: 'REGULAR' }],
} as const;

export const FACE_SEARCH_PARAMETERS = { collections: ['default-collection'], limit: 5, max_faces: 1 } as const;

/** `checkModel` of the curl call, as JSON text. */
export const CURL_CHECK_MODEL = '{"operations":["FACE_CHECK","DOC_CHECK","FACE_MATCH_VALIDATION"]}';

/** `check_model` of the Python call. */
export const PYTHON_CHECK_MODEL = { operations: ['FACE_CHECK', 'DOC_CHECK', 'FACE_MATCH_VALIDATION'] } as const;

/** Sections of the answer of `POST /check`. */
export const FACE_RESULT = {
  results: [
    {
      type: 'PRESENTATION_ATTACK',
      pipeline: 'pad-r-1',
      calibration: 'REGULAR',
      probability: 0.95255303,
      quality: 0.9972526,
      status_code: 'OK',
    },
    {
      type: 'DEEPFAKE_ATTACK',
      pipeline: 'dfd-1',
      calibration: 'REGULAR',
      probability: 0.9324415,
      quality: 0.9972526,
      status_code: 'OK',
    },
    { type: 'INJECTION_ATTACK', probability: 1.0, status_code: 'OK' },
  ],
} as const;

export const FACE_RESULT_REJECTED = {
  results: [
    {
      type: 'PRESENTATION_ATTACK',
      pipeline: 'pad-r-1',
      calibration: 'REGULAR',
      error: 'Failed to detect face',
      status_code: 'FACE_NOT_FOUND',
    },
    {
      type: 'DEEPFAKE_ATTACK',
      pipeline: 'dfd-1',
      calibration: 'REGULAR',
      error: 'Failed to detect face',
      status_code: 'FACE_NOT_FOUND',
    },
    { type: 'INJECTION_ATTACK', error: 'Bad Request', status_code: 'FACE_NOT_FOUND' },
  ],
} as const;

export const DOC_RESULT = {
  results: [
    {
      type: 'SCREEN_REPLAY_ATTACK',
      pipeline: 'default-sr',
      calibration: 'REGULAR',
      probability: 0.0,
      quality_warnings: [],
      status_code: 'OK',
    },
    {
      type: 'PORTRAIT_SUBSTITUTION_ATTACK',
      pipeline: 'default-ps',
      calibration: 'REGULAR',
      probability: 0.830956,
      quality_warnings: [],
      status_code: 'OK',
    },
    {
      type: 'PRINTED_COPY_ATTACK',
      pipeline: 'default-pc',
      calibration: 'REGULAR',
      probability: 0.0,
      quality_warnings: [],
      status_code: 'OK',
    },
    {
      type: 'DIGITAL_MANIPULATION_ATTACK',
      pipeline: 'default-dm',
      calibration: 'REGULAR',
      probability: 0.1597147,
      quality_warnings: [],
      status_code: 'OK',
    },
  ],
} as const;

export const DOC_RESULT_REJECTED = {
  results: [
    {
      type: 'SCREEN_REPLAY_ATTACK',
      pipeline: 'default-sr',
      calibration: 'REGULAR',
      status_code: 'DOCUMENT_NOT_FOUND',
    },
    {
      type: 'PORTRAIT_SUBSTITUTION_ATTACK',
      pipeline: 'default-ps',
      calibration: 'REGULAR',
      status_code: 'DOCUMENT_NOT_FOUND',
    },
    {
      type: 'PRINTED_COPY_ATTACK',
      pipeline: 'default-pc',
      calibration: 'REGULAR',
      status_code: 'DOCUMENT_CROPPED',
    },
    {
      type: 'DIGITAL_MANIPULATION_ATTACK',
      pipeline: 'default-dm',
      calibration: 'REGULAR',
      status_code: 'DOCUMENT_NOT_FOUND',
    },
  ],
} as const;

export const FACE_VALIDATION_RESULT = { probability: 0.0048826, status_code: 'OK' } as const;

export const FACE_VALIDATION_RESULT_ERROR = { error: 'Failed to detect face', status_code: 'ERROR' } as const;

export const FACE_SEARCH_RESULT = {
  results: [
    {
      collection: 'ekyc',
      results: [
        { record_id: '16d33ecb-da91-4f39-afe5-46a8c846e40e', probability: 0.99999964 },
        { record_id: '1395c0d0-186b-493e-87b1-cfcad9b42e83', probability: 0.56999912 },
      ],
      image_source: 'FACE',
      status_code: 'OK',
    },
    {
      collection: 'ekyc',
      results: [
        { record_id: '86094151-2e46-421e-969c-07bae1924c0b', probability: 0.9748826463 },
        { record_id: '69be6f40-123b-459f-8230-893aa74230f8', probability: 0.0048826463 },
      ],
      image_source: 'DOCUMENT',
      status_code: 'OK',
    },
  ],
} as const;

export const FACE_SEARCH_RESULT_ERROR = {
  results: [
    { collection: 'ekyc', error: 'Collection does not exist', image_source: 'FACE', status_code: 'ERROR' },
    { collection: 'ekyc', error: 'Collection does not exist', image_source: 'DOCUMENT', status_code: 'ERROR' },
  ],
} as const;

/** The body of the 400 of every endpoint. */
export const ERROR_BODY = { status: 400, message: 'Exception message' } as const;

/** The calls, one curl and one Python call per endpoint. `params` are what Python sends as the query. */
export const CALLS = [
  { endpoint: 'check', client: 'curl', method: 'POST', url: 'http://localhost:8080/check' },
  { endpoint: 'check', client: 'Python', method: 'POST', url: 'http://localhost:8080/check' },
  {
    endpoint: 'createCollection',
    client: 'curl',
    method: 'POST',
    url: 'http://localhost:8080/collections?collection=collection-name',
  },
  {
    endpoint: 'createCollection',
    client: 'Python',
    method: 'POST',
    url: 'http://localhost:8080/collections',
    params: { collection: 'collection_name' },
  },
  {
    endpoint: 'deleteCollection',
    client: 'curl',
    method: 'DELETE',
    url: 'http://localhost:8080/collections?collection=collection-name&force=true',
  },
  {
    endpoint: 'deleteCollection',
    client: 'Python',
    method: 'DELETE',
    url: 'http://localhost:8080/collections',
    params: { collection: 'collection_name', force: 'True' },
  },
  {
    endpoint: 'removeRecord',
    client: 'curl',
    method: 'DELETE',
    url: 'http://localhost:8080/collections/remove-record?collection=collection-name&recordId=record-id',
  },
  {
    endpoint: 'removeRecord',
    client: 'Python',
    method: 'DELETE',
    url: 'http://localhost:8080/collections/remove-record',
    params: { collection: 'collection_name', recordId: 'record_id' },
  },
  {
    endpoint: 'generateTemplate',
    client: 'curl',
    method: 'POST',
    url: 'http://localhost:8080/generate-template?encrypted=true',
  },
  {
    endpoint: 'generateTemplate',
    client: 'Python',
    method: 'POST',
    url: 'http://localhost:8080/generate-template',
    params: { encrypted: 'True' },
  },
  {
    endpoint: 'matchOverTemplate',
    client: 'curl',
    method: 'POST',
    url: 'http://localhost:8080/match-over-template?encrypted=true',
  },
  {
    endpoint: 'matchOverTemplate',
    client: 'Python',
    method: 'POST',
    url: 'http://localhost:8080/match-over-template',
    params: { encrypted: 'True' },
  },
  {
    endpoint: 'addTemplate',
    client: 'curl',
    method: 'POST',
    url: 'http://localhost:8080/add-template?collection=default',
  },
  {
    endpoint: 'addTemplate',
    client: 'Python',
    method: 'POST',
    url: 'http://localhost:8080/add-template',
    params: { collection: 'collection_name' },
  },
  {
    endpoint: 'addImage',
    client: 'curl',
    method: 'POST',
    url: 'http://localhost:8080/add-image?collection=default&encrypted=true',
  },
  {
    endpoint: 'addImage',
    client: 'Python',
    method: 'POST',
    url: 'http://localhost:8080/add-image',
    params: { collection: 'collection_name', maxFaces: 'max_faces', encrypted: 'encrypted' },
  },
  { endpoint: 'decrypt', client: 'curl', method: 'POST', url: 'http://localhost:8080/decrypt' },
  { endpoint: 'decrypt', client: 'Python', method: 'POST', url: 'http://localhost:8080/decrypt' },
] as const;

/** JSON bodies and multipart text fields of requests, by endpoint. */
export const REQUEST_BODIES = [
  { endpoint: 'matchOverTemplate', body: { template: '<BASE64_TEMPLATE>' } },
  { endpoint: 'addTemplate', body: { templates: ['base64-template-1', 'base64-template-2'] } },
  { endpoint: 'addTemplate', body: { templates: ['<BASE64_TEMPLATE>'] } },
] as const;

/** Status of every successful answer, and its JSON body where there is one. */
export const SUCCESSES = [
  { endpoint: 'check', status: 200 },
  { endpoint: 'createCollection', status: 201 },
  { endpoint: 'deleteCollection', status: 204 },
  { endpoint: 'removeRecord', status: 204 },
  { endpoint: 'generateTemplate', status: 201, body: { template: 'base64-encoded-template-string' } },
  { endpoint: 'matchOverTemplate', status: 200, body: { score: 0.85 } },
  {
    endpoint: 'addTemplate',
    status: 201,
    body: { record_ids: ['generated-record-id-1', 'generated-record-id-2'] },
  },
  { endpoint: 'addImage', status: 201, body: { record_ids: ['generated-record-id'] } },
  { endpoint: 'decrypt', status: 200 },
] as const;

/** Texts of the examples that only stand for a value, with a value of that kind. */
const PLACEHOLDERS = new Map<unknown, string>([
  ['record-id', '16d33ecb-da91-4f39-afe5-46a8c846e40e'],
  ['record_id', '16d33ecb-da91-4f39-afe5-46a8c846e40e'],
  ['generated-record-id', '16d33ecb-da91-4f39-afe5-46a8c846e40e'],
  ['generated-record-id-1', '16d33ecb-da91-4f39-afe5-46a8c846e40e'],
  ['generated-record-id-2', '1395c0d0-186b-493e-87b1-cfcad9b42e83'],
  ['max_faces', '1'],
  ['encrypted', 'True'],
  ['<BASE64_TEMPLATE>', 'dGVtcGxhdGU='],
  ['base64-template-1', 'dGVtcGxhdGUtMQ=='],
  ['base64-template-2', 'dGVtcGxhdGUtMg=='],
  ['base64-encoded-template-string', 'dGVtcGxhdGU='],
]);

/** The example with values in place of its placeholders. */
export function fillIn(example: unknown): unknown {
  return JSON.parse(JSON.stringify(example), (_key, value: unknown) => PLACEHOLDERS.get(value) ?? value);
}
