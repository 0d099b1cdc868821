import { z } from 'zod';
import { showValue } from './describe-issue.ts';

const MAX_TEMPLATE_LENGTH = 65_536;
const BINARY_TAGS = ['[object Blob]', '[object File]', '[object ArrayBuffer]', '[object Uint8Array]'];

/** Bytes of a request's or response's body. */
export type Binary = Blob | ArrayBuffer | Uint8Array;

/** Bytes in any of the forms of {@link Binary}. */
// By tag and not by instanceof, which fails for objects of another frame. Unknown underneath, because zod's custom
// schemas have no JSON Schema.
export const binarySchema = z
  .unknown()
  .refine((value) => BINARY_TAGS.includes(Object.prototype.toString.call(value)), {
    error: ({ input }) => `expected bytes (Blob, ArrayBuffer or Uint8Array), got ${showValue(input)}`,
  })
  .meta({ type: 'string', format: 'binary' }) as unknown as z.ZodType<Binary, Binary>;

/** Name of a collection. `__proto__` is one: keep collections in a Map. */
export const collectionNameSchema = z.string().regex(/^[A-Za-z0-9._-]{1,128}$/, {
  error: ({ input }) => `must be 1 to 128 characters of A-Z a-z 0-9 . _ -, got ${showValue(input)}`,
});

/** Id of a record, in lower case however it was written. */
export const recordIdSchema = z.uuid().toLowerCase();

/** A template as base64 text, padded and without line breaks. What is in it is for the template reader to judge. */
export const templateSchema = z.string().min(1).max(MAX_TEMPLATE_LENGTH, { abort: true }).base64();

/** A query parameter that is true or false, as a boolean or as text in any case (Python sends `True`). */
export const queryBooleanSchema = z.preprocess(readBoolean, z.boolean());

/** A query parameter that is a whole number of at least 1, as a number or as decimal digits. */
export const queryCountSchema = z.preprocess(readInteger, z.int().min(1));

function readBoolean(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (/^true$/i.test(value)) return true;
  return /^false$/i.test(value) ? false : value;
}

function readInteger(value: unknown): unknown {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}
