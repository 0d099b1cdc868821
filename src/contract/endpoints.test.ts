import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  binarySchema,
  checkModelSchema,
  checkResultSchema,
  collectionNameSchema,
  docCheckParametersSchema,
  EkycError,
  ENDPOINTS,
  type Endpoint,
  type EndpointName,
  errorBodySchema,
  parseOrThrow,
  templateSchema,
} from './index.ts';

const ID = '16d33ecb-da91-4f39-afe5-46a8c846e40e';

/** A table for it.each(), which would spread a value that is a list. */
const cases = (...values: readonly unknown[]) => values.map((given) => ({ given }));

function queryFault(name: EndpointName, query: unknown): string {
  try {
    parseOrThrow(ENDPOINTS[name].query, query, 'query', 'INVALID_REQUEST');
  } catch (error) {
    if (error instanceof EkycError && error.code === 'INVALID_REQUEST') return error.message;
    throw error;
  }
  return 'accepted';
}

describe('boolean query parameters', () => {
  it.each([
    ['true', true],
    ['True', true],
    ['TRUE', true],
    [true, true],
    ['false', false],
    ['False', false],
    ['FALSE', false],
    [false, false],
  ])('%j is %s', (given, read) => {
    expect(ENDPOINTS.generateTemplate.query.parse({ encrypted: given })).toEqual({ encrypted: read });
    expect(ENDPOINTS.deleteCollection.query.parse({ collection: 'a', force: given }).force).toBe(read);
  });

  it.each(cases('', '1', '0', 'yes', 'on', ' true', 'truee', 'nottrue', null, 1, ['true'], {}))(
    '$given is neither',
    ({ given }) => {
      expect(queryFault('generateTemplate', { encrypted: given })).toContain('query.encrypted: expected true or false');
    },
  );

  it('encrypted is true for check unless said otherwise, and required elsewhere', () => {
    expect(ENDPOINTS.check.query.parse({})).toEqual({ encrypted: true });
    expect(ENDPOINTS.check.query.parse({ encrypted: 'False' })).toEqual({ encrypted: false });
    for (const name of ['generateTemplate', 'matchOverTemplate', 'addImage'] as const) {
      expect(queryFault(name, { collection: 'a' })).toBe('query.encrypted: missing; expected true or false');
    }
  });

  it('force is false unless said otherwise', () => {
    expect(ENDPOINTS.deleteCollection.query.parse({ collection: 'a' })).toEqual({ collection: 'a', force: false });
  });
});

describe('maxFaces', () => {
  const parse = (maxFaces: unknown) =>
    ENDPOINTS.addImage.query.parse({ collection: 'a', encrypted: 'false', maxFaces }).maxFaces;

  it('is 1 unless said otherwise', () => {
    expect(ENDPOINTS.addImage.query.parse({ collection: 'a', encrypted: 'false' }).maxFaces).toBe(1);
    expect(parse(undefined)).toBe(1);
  });

  it('is read from digits and from numbers', () => {
    expect([parse('3'), parse('007'), parse(3)]).toEqual([3, 7, 3]);
  });

  it.each(cases('', '0', '-1', '1.5', '1e3', '0x10', ' 1', 'one', 0, 1.5, null, true, ['1']))(
    'is not $given',
    ({ given }) => {
      const message = queryFault('addImage', { collection: 'a', encrypted: true, maxFaces: given });
      expect(message).toContain('query.maxFaces: ');
    },
  );

  it('is no number beyond the safe integers', () => {
    const message = queryFault('addImage', { collection: 'a', encrypted: true, maxFaces: '9'.repeat(400) });
    expect(message).toMatch(/^query\.maxFaces: .{0,100}$/);
  });
});

describe('query parameters', () => {
  it('that are unknown are ignored, whatever their name', () => {
    const query = JSON.parse('{"encrypted":"true","x":"1","__proto__":"2","constructor":"3"}');
    expect(Object.keys(ENDPOINTS.generateTemplate.query.parse(query))).toEqual(['encrypted']);
    expect(ENDPOINTS.decrypt.query.parse({ encrypted: 'false' })).toEqual({});
  });

  it('that are required are named when missing', () => {
    expect(queryFault('createCollection', {})).toBe('query.collection: missing; expected text');
    expect(queryFault('removeRecord', {}).split('\n')).toEqual([
      'query.collection: missing; expected text',
      'query.recordId: missing; expected text',
    ]);
  });

  it('recordId is a UUID, read in lower case', () => {
    const parse = (recordId: string) => ENDPOINTS.removeRecord.query.parse({ collection: 'a', recordId }).recordId;
    expect(parse(ID.toUpperCase())).toBe(ID);
    expect(queryFault('removeRecord', { collection: 'a', recordId: 'record-id' })).toBe(
      'query.recordId: must be a UUID, got "record-id"',
    );
  });
});

describe('collection names', () => {
  it('are 1 to 128 of the allowed characters', () => {
    for (const name of ['a', 'default-collection', 'A.b_C-9', '__proto__', 'x'.repeat(128)]) {
      expect(collectionNameSchema.parse(name)).toBe(name);
    }
  });

  it('are nothing else, and a name that is refused is quoted in part', () => {
    for (const name of ['', 'x'.repeat(129), 'a b', 'a/b', 'ä', 'a\n', 'x'.repeat(1_000_000), null, 5, ['a']]) {
      const message = queryFault('createCollection', { collection: name });
      expect(message).toMatch(/^query\.collection: (must be 1 to 128 characters|expected text).{0,150}$/);
    }
  });
});

describe('bodies', () => {
  const fault = (schema: z.ZodType, value: unknown) => {
    expect(() => parseOrThrow(schema, value, 'body', 'INVALID_REQUEST')).toThrow(EkycError);
    try {
      parseOrThrow(schema, value, 'body', 'INVALID_REQUEST');
    } catch (error) {
      return (error as EkycError).message;
    }
    return '';
  };

  it.each([
    ['Blob', new Blob(['x'])],
    ['File', new File(['x'], 'x.jpg')],
    ['ArrayBuffer', new ArrayBuffer(1)],
    ['Uint8Array', new Uint8Array(1)],
  ])('bytes may be a %s, and stay the same object', (_name, bytes) => {
    expect(binarySchema.parse(bytes)).toBe(bytes);
  });

  it.each(cases(undefined, null, 'text', 1, [1, 2], {}, new Uint16Array(1)))('bytes may not be $given', ({ given }) => {
    expect(fault(binarySchema, given)).toContain('body: expected bytes (Blob, ArrayBuffer or Uint8Array), got');
  });

  it('of check need the model, and name what is wrong in it', () => {
    const { schema } = ENDPOINTS.check.body;
    expect(schema.parse({ checkModel: { operations: ['FACE_CHECK'] } })).toEqual({
      checkModel: { operations: ['FACE_CHECK'] },
    });
    expect(fault(schema, {})).toContain('body.checkModel: missing');
    expect(fault(schema, { checkModel: { operations: ['X'] } })).toContain('body.checkModel.operations[0]: unknown');
    expect(fault(schema, { checkModel: { operations: ['FACE_CHECK'] }, selfie: new Blob() })).toContain(
      'body: unknown field "selfie"; allowed: checkModel, face, doc',
    );
    expect(fault(schema, { checkModel: { operations: ['FACE_CHECK'] }, face: 'x' })).toContain('body.face: expected');
  });

  it('of add-template need at least one template of base64 text', () => {
    const { schema } = ENDPOINTS.addTemplate.body;
    expect(fault(schema, {})).toBe('body.templates: missing; expected a list');
    expect(fault(schema, { templates: [] })).toBe('body.templates: must not be empty');
    expect(fault(schema, { templates: ['QQ==', '<BASE64_TEMPLATE>'] })).toBe(
      'body.templates[1]: must be base64 text, got "<BASE64_TEMPLATE>"',
    );
    expect(fault(schema, { templates: [''] })).toBe('body.templates[0]: must not be empty');
    expect(fault(schema, { templates: ['QQ=='], collection: 'a' })).toContain('unknown field "collection"');
  });

  it.each(['QQ', 'QQ=', 'Q-_=', 'QQ==\n', ' QQ==', 'QQ==QQ==', 'base64-template-1'])(
    'a template is not %j',
    (template) => {
      expect(fault(templateSchema, template)).toContain('body: must be base64 text');
    },
  );

  it('a huge template is refused by its length alone', () => {
    expect(fault(templateSchema, '!'.repeat(5_000_000))).toBe('body: must not be longer than 65536');
  });

  it('of match-over-template need a file and a template', () => {
    const { schema } = ENDPOINTS.matchOverTemplate.body;
    const message = fault(schema, { template: '!' });
    expect(message).toContain('body.file: expected bytes (Blob, ArrayBuffer or Uint8Array), got nothing');
    expect(message).toContain('body.template: expected base64 text, as a field or as a file part');
  });
});

describe('the error body', () => {
  it('is what an EkycError turns into as JSON', () => {
    const body = JSON.parse(JSON.stringify(new EkycError('IMAGE_EMPTY', 'The picture is empty.')));
    expect(errorBodySchema.parse(body)).toEqual({ status: 400, message: 'The picture is empty.' });
  });

  it.each([{}, { status: 200, message: '' }, { status: '400', message: '' }, { status: 400 }, null, 'x'])(
    'is not %j',
    (body) => {
      expect(errorBodySchema.safeParse(body).success).toBe(false);
    },
  );
});

describe('JSON Schema', () => {
  const jsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' });

  it.each(Object.entries<Endpoint>(ENDPOINTS))('%s can be written as JSON Schema', (_name, endpoint) => {
    const query = jsonSchema(endpoint.query);
    expect(query.type).toBe('object');
    for (const property of Object.values(query.properties ?? {})) expect(property).toHaveProperty('type');
    if (endpoint.body) expect(jsonSchema(endpoint.body.schema)).not.toEqual({});
    if (endpoint.success.body) expect(jsonSchema(endpoint.success.body.schema)).not.toEqual({});
    // In OpenAPI it would mean that a request may not send the field.
    if (endpoint.body) expect(JSON.stringify(jsonSchema(endpoint.body.schema))).not.toContain('readOnly');
  });

  it('requires what has no default, and knows booleans, integers and files', () => {
    const { properties, required } = jsonSchema(ENDPOINTS.addImage.query);
    expect(required).toEqual(['collection', 'encrypted']);
    expect(properties).toMatchObject({
      encrypted: { type: 'boolean' },
      maxFaces: { type: 'integer', minimum: 1, default: 1 },
    });
    expect(jsonSchema(ENDPOINTS.check.query)).toMatchObject({ properties: { encrypted: { default: true } } });
    expect(jsonSchema(docCheckParametersSchema)).toMatchObject({
      properties: { pipelines: { items: { required: ['type'], properties: { calibration: { default: 'REGULAR' } } } } },
    });
    expect(jsonSchema(ENDPOINTS.check.body.schema)).toMatchObject({
      required: ['checkModel'],
      properties: { face: { type: 'string', format: 'binary' } },
    });
  });

  it('of the models and results keeps the closed lists and refuses unknown fields', () => {
    expect(jsonSchema(checkModelSchema)).toMatchObject({
      additionalProperties: false,
      required: ['operations'],
      properties: { operations: { type: 'array', minItems: 1 } },
    });
    expect(jsonSchema(checkResultSchema)).toMatchObject({ additionalProperties: false });
    expect(jsonSchema(checkResultSchema)).not.toHaveProperty('required');
    expect(jsonSchema(errorBodySchema)).toMatchObject({ required: ['status', 'message'] });
  });
});
