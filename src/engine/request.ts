import { type CheckModel, EkycError, type Operation, parseCheckModel } from '../contract/index.ts';
import { parseExternalMeta } from '../payload/content.ts';
import { type EncodedInput, type ImageInput, isFrame } from '../readings/image-input.ts';

/** A request whose form is right. The pictures that its operations need are there, and not yet decoded. */
export interface ParsedRequest {
  readonly model: CheckModel;
  readonly face: ImageInput | undefined;
  readonly doc: ImageInput | undefined;
  /** Whether the pictures are sealed payloads. */
  readonly encrypted: boolean;
}

const BYTES = [Blob, ArrayBuffer, Uint8Array] as const;
const FIELDS = ['checkModel', 'face', 'doc', 'encrypted'];

/**
 * Validates the form of a `/check` request.
 *
 * @throws {EkycError} INVALID_REQUEST, INVALID_CHECK_MODEL, MISSING_INPUT
 */
export function parseRequest(request: unknown): ParsedRequest {
  if (typeof request !== 'object' || request === null) {
    throw new EkycError('INVALID_REQUEST', `check() takes an object with ${FIELDS.join(', ')}.`);
  }
  const unknown = Object.keys(request).find((key) => !FIELDS.includes(key));
  if (unknown !== undefined) {
    throw new EkycError('INVALID_REQUEST', `Unknown field "${unknown.slice(0, 80)}"; allowed: ${FIELDS.join(', ')}.`);
  }
  const { checkModel, face, doc, encrypted = true } = request as Record<string, unknown>;
  const model = parseCheckModel(checkModel);
  if (typeof encrypted !== 'boolean') throw new EkycError('INVALID_REQUEST', 'encrypted: expected true or false.');
  const image = (value: unknown, field: string) => (value === undefined ? undefined : requireImage(value, field));
  const parsed = withoutUnused({ model, encrypted, face: image(face, 'face'), doc: image(doc, 'doc') });
  requireInputs(parsed);
  if (encrypted) {
    for (const field of ['face', 'doc'] as const) if (parsed[field]) requirePayload(parsed[field], field);
  }
  return parsed;
}

/** The part of the options of `check()` that crosses into the worker. */
export interface ParsedOptions {
  readonly details: boolean;
  readonly expectedExternalMeta: string | undefined;
}

/** @throws {EkycError} INVALID_REQUEST */
export function parseOptions({ details, expectedExternalMeta }: Record<string, unknown>): ParsedOptions {
  return {
    details: details === true,
    expectedExternalMeta: parseExternalMeta(expectedExternalMeta, 'expectedExternalMeta'),
  };
}

/** @throws {EkycError} INVALID_REQUEST */
export function requireImage(value: unknown, field: string): ImageInput {
  const types = [...BYTES, ImageBitmap, ImageData];
  if (isFrame(value) || types.some((type) => value instanceof type)) return value as ImageInput;
  const expected = [...types.map(({ name }) => name), 'VideoFrame'].join(', ');
  throw new EkycError('INVALID_REQUEST', `${field}: expected ${expected}; got ${typeof value}.`);
}

/** @throws {EkycError} INVALID_REQUEST */
export function requirePayload(value: unknown, field: string): EncodedInput {
  if (BYTES.some((type) => value instanceof type)) return value as EncodedInput;
  const expected = `expected a sealed payload as ${BYTES.map(({ name }) => name).join(', ')}`;
  const got = isFrame(value) ? 'pixels: seal them with encryptPayload(), or say encrypted: false' : typeof value;
  throw new EkycError('INVALID_REQUEST', `${field}: ${expected}; got ${got}.`);
}

/** A picture that no operation asks about is not even decoded. */
function withoutUnused({ model, encrypted, face, doc }: ParsedRequest): ParsedRequest {
  const usedBy = (...operations: readonly Operation[]) => model.operations.some((one) => operations.includes(one));
  return {
    model,
    encrypted,
    face: usedBy('FACE_CHECK', 'FACE_MATCH_VALIDATION', 'FACE_MATCH_SEARCH') ? face : undefined,
    doc: usedBy('DOC_CHECK', 'FACE_MATCH_VALIDATION', 'FACE_MATCH_SEARCH') ? doc : undefined,
  };
}

function requireInputs({ model, face, doc }: ParsedRequest): void {
  const need = (operation: string, field: string, there: unknown) => {
    if (there === undefined) throw new EkycError('MISSING_INPUT', `${operation} needs ${field}, which is missing.`);
  };
  for (const operation of model.operations) {
    if (operation === 'FACE_CHECK' || operation === 'FACE_MATCH_VALIDATION') need(operation, 'face', face);
    if (operation === 'DOC_CHECK' || operation === 'FACE_MATCH_VALIDATION') need(operation, 'doc', doc);
    if (operation === 'FACE_MATCH_SEARCH') need(operation, 'face or doc', face ?? doc);
  }
}
