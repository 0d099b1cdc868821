import { sha256 } from '@noble/hashes/sha2.js';
import { EkycError, type EkycErrorCode } from '../contract/error.ts';
import { EMBEDDING_DIMENSION, euclideanNorm } from './vector.ts';

// A record, numbers big-endian: magic "IDTP" | version u8 | length of the model's id u8 | id, ASCII | dimension u16 | one code
// i8 a dimension | the first 8 bytes of SHA-256 over all before. The checksum finds accidents and proves nothing: it has no key.

const MAGIC = [0x49, 0x44, 0x54, 0x50];
const VERSION = 1;
const AT = { version: 4, modelIdLength: 5, modelId: 6 } as const;
const CHECKSUM_LENGTH = 8;
/** -128 is left out, so that both signs reach equally far. */
const LARGEST_CODE = 127;

/**
 * An embedding as int8 codes, the largest of them 127 or -127. Faces are compared by cosine, so the scale is not kept.
 *
 * @throws {EkycError} RUNTIME_FAILED for an embedding that is zero, or not all numbers.
 */
export function quantise(embedding: Float32Array): Int8Array<ArrayBuffer> {
  // For what it refuses.
  euclideanNorm(embedding);
  const largest = embedding.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return Int8Array.from(embedding, (value) => Math.round((value / largest) * LARGEST_CODE));
}

/**
 * A face template: the embedding's codes, with format version, model and checksum, as Base64.
 *
 * @param modelId of the network that made the embedding, as in the manifest.
 * @throws {EkycError} as {@link quantise}
 * @example
 * const template = encodeTemplate(await embedFace(picture, landmarks, network), network.entry.id);
 * const codes = decodeTemplate(template, network.entry.id, 'template');
 */
export function encodeTemplate(embedding: Float32Array, modelId: string): string {
  const codes = quantise(embedding);
  const codesAt = codesOffset(modelId.length);
  const record = new Uint8Array(codesAt + codes.length + CHECKSUM_LENGTH);
  record.set(MAGIC);
  record[AT.version] = VERSION;
  record[AT.modelIdLength] = modelId.length;
  record.set(new TextEncoder().encode(modelId), AT.modelId);
  new DataView(record.buffer).setUint16(codesAt - 2, codes.length);
  new Int8Array(record.buffer).set(codes, codesAt);
  record.set(checksum(record), record.length - CHECKSUM_LENGTH);
  return toBase64(record);
}

/**
 * Reads a template that a model made.
 *
 * @param where the template came from, for messages: `templates[3]`, say.
 * @returns its codes, which `cosine()` compares with embeddings and other codes. They are never all zero.
 * @throws {EkycError} TEMPLATE_UNREADABLE, TEMPLATE_TRUNCATED, TEMPLATE_VERSION_UNKNOWN, TEMPLATE_ALTERED,
 * TEMPLATE_MODEL_FOREIGN
 */
export function decodeTemplate(text: string, modelId: string, where: string): Int8Array<ArrayBuffer> {
  const record = fromBase64(text);
  if (!record) throw fault('TEMPLATE_UNREADABLE', where, 'this is no Base64. Pass what generateTemplate() answered.');
  requireVersion(record, where);
  const codesAt = codesOffset(record[AT.modelIdLength] ?? 0);
  if (record.length < codesAt) throw truncated(where);
  const dimension = new DataView(record.buffer).getUint16(codesAt - 2);
  const length = codesAt + dimension + CHECKSUM_LENGTH;
  const ownLength = codesOffset(modelId.length) + EMBEDDING_DIMENSION + CHECKSUM_LENGTH;
  // One that is as long as it should be is not cut off, whatever it says of itself.
  if (record.length < length && record.length !== ownLength) throw truncated(where);
  if (record.length !== length || !isIntact(record) || toBase64(record) !== text) {
    const message = 'the template fails its checksum: it was changed after it was made. Send it again.';
    throw fault('TEMPLATE_ALTERED', where, message);
  }
  const madeBy = String.fromCharCode(...record.subarray(AT.modelId, codesAt - 2));
  if (madeBy !== modelId) {
    const message = `the template was made by the model "${madeBy}", and the one here is "${modelId}": they do not compare. Make it anew, from the picture.`;
    throw fault('TEMPLATE_MODEL_FOREIGN', where, message);
  }
  const codes = new Int8Array(record.buffer.slice(codesAt, codesAt + dimension));
  if (dimension === EMBEDDING_DIMENSION && codes.some((code) => code !== 0)) return codes;
  const what = dimension === EMBEDDING_DIMENSION ? 'only zeros' : `${dimension} numbers`;
  throw fault('TEMPLATE_UNREADABLE', where, `the template holds ${what}, which Idem never writes.`);
}

function requireVersion(record: Uint8Array, where: string): void {
  if (!MAGIC.every((byte, i) => i >= record.length || record[i] === byte)) {
    throw fault('TEMPLATE_UNREADABLE', where, 'this is no template. Pass what generateTemplate() answered.');
  }
  const version = record[AT.version];
  if (version === undefined) throw truncated(where);
  if (version === VERSION) return;
  const message = `the template is of format version ${version}; this version of Idem reads ${VERSION}. Make it anew, from the picture.`;
  throw fault('TEMPLATE_VERSION_UNKNOWN', where, message);
}

function codesOffset(modelIdLength: number): number {
  return AT.modelId + modelIdLength + 2;
}

function checksum(record: Uint8Array): Uint8Array {
  return sha256(record.subarray(0, -CHECKSUM_LENGTH)).subarray(0, CHECKSUM_LENGTH);
}

function isIntact(record: Uint8Array): boolean {
  const found = record.subarray(-CHECKSUM_LENGTH);
  return checksum(record).every((byte, i) => byte === found[i]);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Takes text that was cut anywhere, so that it can be told from text that never was Base64. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const [, digits] = /^([A-Za-z0-9+/]*)={0,2}$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const wholeBytes = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  return Uint8Array.from(atob(wholeBytes), (character) => character.charCodeAt(0));
}

function truncated(where: string): EkycError {
  return fault('TEMPLATE_TRUNCATED', where, 'the template is cut off. Send it again, whole.');
}

function fault(code: EkycErrorCode, where: string, what: string): EkycError {
  return new EkycError(code, `${where}: ${what}`);
}
