import { type CheckModel, EkycError, type Operation, parseCheckModel } from '../contract/index.ts';
import type { ImageInput } from '../readings/decode.ts';

/** A request whose form is right. The pictures that its operations need are there, and not yet decoded. */
export interface ParsedRequest {
  readonly model: CheckModel;
  readonly face: ImageInput | undefined;
  readonly doc: ImageInput | undefined;
}

const FIELDS = ['checkModel', 'face', 'doc', 'encrypted'];

/**
 * Validates the form of a `/check` request.
 *
 * @throws {EkycError} INVALID_REQUEST, INVALID_CHECK_MODEL, MISSING_INPUT, SEALED_PAYLOAD_UNSUPPORTED
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
  const parsed = withoutUnused({ model, face: imageInput(face, 'face'), doc: imageInput(doc, 'doc') });
  requireInputs(parsed);
  if (typeof encrypted !== 'boolean') throw new EkycError('INVALID_REQUEST', 'encrypted: expected true or false.');
  if (encrypted) {
    throw new EkycError(
      'SEALED_PAYLOAD_UNSUPPORTED',
      'encrypted is true (the default), and this version opens no sealed payloads: send plain pictures with encrypted: false.',
    );
  }
  return parsed;
}

function imageInput(value: unknown, field: string): ImageInput | undefined {
  if (value === undefined) return undefined;
  const types = [Blob, ArrayBuffer, Uint8Array, ImageBitmap, ImageData];
  if (types.some((type) => value instanceof type)) return value as ImageInput;
  // How the client sends bitmaps and image data.
  if (typeof VideoFrame !== 'undefined' && value instanceof VideoFrame) return value as unknown as ImageInput;
  throw new EkycError(
    'INVALID_REQUEST',
    `${field}: expected ${types.map((type) => type.name).join(', ')}; got ${typeof value}.`,
  );
}

/** A picture that no operation asks about is not even decoded. */
function withoutUnused({ model, face, doc }: ParsedRequest): ParsedRequest {
  const usedBy = (...operations: readonly Operation[]) => model.operations.some((one) => operations.includes(one));
  return {
    model,
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
