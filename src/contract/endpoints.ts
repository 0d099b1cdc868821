import { z } from 'zod';
import { checkModelSchema } from './check-model.ts';
import type { ErrorBody } from './error.ts';
import { readonlyList } from './readonly-list.ts';
import { checkResultSchema } from './results.ts';
import {
  binarySchema,
  collectionNameSchema,
  queryBooleanSchema,
  queryCountSchema,
  recordIdSchema,
  templateSchema,
} from './values.ts';

/** A body of a request or response. For `multipart/form-data` the schema's fields are the parts. */
export interface EndpointBody {
  readonly mediaType: 'application/json' | 'application/octet-stream' | 'image/jpeg' | 'multipart/form-data';
  readonly schema: z.ZodType;
}

/** One endpoint of the REST form. Every one answers a fault with {@link errorBodySchema}. */
export interface Endpoint {
  readonly method: 'POST' | 'DELETE';
  readonly path: string;
  /** Query parameters by name. Unknown ones are ignored. */
  readonly query: z.ZodObject;
  readonly body?: EndpointBody;
  /** Status and body of the answer where all went well. */
  readonly success: { readonly status: 200 | 201 | 204; readonly body?: EndpointBody };
}

/** The body of every failed call. */
// Not in error.ts, so that the error class can be used without zod.
export const errorBodySchema: z.ZodType<ErrorBody, ErrorBody> = z.strictObject({
  status: z.int().min(400).max(599),
  message: z.string(),
});

const recordIdsBody = {
  mediaType: 'application/json',
  schema: z.strictObject({ record_ids: readonlyList(z.array(z.uuid())).describe('In the order of the input.') }),
} as const;

const imageBody = { mediaType: 'application/octet-stream', schema: binarySchema } as const;

/**
 * Every endpoint: method, path, query, request body and answer.
 *
 * @example
 * const { collection, force } = ENDPOINTS.deleteCollection.query.parse({ collection: 'ekyc', force: 'True' });
 */
export const ENDPOINTS = {
  check: {
    method: 'POST',
    path: '/check',
    query: z.object({ encrypted: queryBooleanSchema.prefault(true) }),
    body: {
      mediaType: 'multipart/form-data',
      schema: z.strictObject({
        checkModel: checkModelSchema,
        face: binarySchema.optional().describe('The selfie.'),
        doc: binarySchema.optional().describe('The photo of the identity document.'),
      }),
    },
    success: { status: 200, body: { mediaType: 'application/json', schema: checkResultSchema } },
  },
  createCollection: {
    method: 'POST',
    path: '/collections',
    query: z.object({ collection: collectionNameSchema }),
    success: { status: 201 },
  },
  deleteCollection: {
    method: 'DELETE',
    path: '/collections',
    query: z.object({
      collection: collectionNameSchema,
      force: queryBooleanSchema.prefault(false).describe('Required to delete a collection that holds records.'),
    }),
    success: { status: 204 },
  },
  removeRecord: {
    method: 'DELETE',
    path: '/collections/remove-record',
    query: z.object({ collection: collectionNameSchema, recordId: recordIdSchema }),
    success: { status: 204 },
  },
  generateTemplate: {
    method: 'POST',
    path: '/generate-template',
    query: z.object({ encrypted: queryBooleanSchema }),
    body: imageBody,
    success: {
      status: 201,
      body: { mediaType: 'application/json', schema: z.strictObject({ template: templateSchema }) },
    },
  },
  matchOverTemplate: {
    method: 'POST',
    path: '/match-over-template',
    query: z.object({ encrypted: queryBooleanSchema }),
    body: {
      mediaType: 'multipart/form-data',
      schema: z.strictObject({
        file: binarySchema.describe('The face picture.'),
        template: z
          .union([templateSchema, binarySchema], { error: 'expected base64 text, as a field or as a file part' })
          .describe('Base64 text, as a field or as a file part.'),
      }),
    },
    success: {
      status: 200,
      body: {
        mediaType: 'application/json',
        schema: z.strictObject({
          score: z.number().min(0).max(1).describe('0 (different identities) to 1 (same identity); threshold 0.5.'),
        }),
      },
    },
  },
  addTemplate: {
    method: 'POST',
    path: '/add-template',
    query: z.object({ collection: collectionNameSchema }),
    body: {
      mediaType: 'application/json',
      schema: z.strictObject({ templates: readonlyList(z.array(templateSchema).min(1)) }),
    },
    success: { status: 201, body: recordIdsBody },
  },
  addImage: {
    method: 'POST',
    path: '/add-image',
    query: z.object({
      collection: collectionNameSchema,
      maxFaces: queryCountSchema.prefault(1).describe('A picture with more faces than this is refused.'),
      encrypted: queryBooleanSchema,
    }),
    body: imageBody,
    success: { status: 201, body: recordIdsBody },
  },
  decrypt: {
    method: 'POST',
    path: '/decrypt',
    query: z.object({}),
    body: imageBody,
    success: { status: 200, body: { mediaType: 'image/jpeg', schema: binarySchema } },
  },
} as const satisfies Readonly<Record<string, Endpoint>>;

/** Name of an endpoint in {@link ENDPOINTS}. */
export type EndpointName = keyof typeof ENDPOINTS;
