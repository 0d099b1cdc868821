import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EkycError, type EkycErrorCode } from '../contract/error.ts';
import { decodeTemplate, encodeTemplate, quantise } from './template.ts';
import { cosine } from './vector.ts';

const MODEL = 'face-embed-test';
/** Offsets of the format, for this model's id. */
const AT = { version: 4, modelIdLength: 5, modelId: 6, dimension: 21, codes: 23, checksum: 535, end: 543 };

const embedding = Float32Array.from({ length: 512 }, (_, i) => Math.sin(i * i));
const template = encodeTemplate(embedding, MODEL);
const record = bytesOf(template);

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function textOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** A template of which something is not as it should be, under a checksum that says it is. */
function forge(change: (bytes: Uint8Array) => Uint8Array): string {
  const bytes = change(record.slice(0, AT.checksum));
  return textOf(Uint8Array.of(...bytes, ...sha256(bytes).subarray(0, 8)));
}

function faultOf(text: string): EkycError {
  try {
    decodeTemplate(text, MODEL, 'templates[3]');
  } catch (error) {
    if (error instanceof EkycError) return error;
    throw error;
  }
  throw new Error('The template was read.');
}

const codeOf = (text: string): EkycErrorCode => faultOf(text).code;

describe('quantise', () => {
  it('makes the largest number 127 or -127, and rounds the others', () => {
    expect([...quantise(Float32Array.of(0.5, -0.25, 0.001, 0))]).toEqual([127, -63, 0, 0]);
    expect([...quantise(Float32Array.of(1e-3, -2e-3))]).toEqual([64, -127]);
  });

  it('keeps the direction of embeddings within cosine 1e-4', () => {
    const component = fc.integer({ min: -1e6, max: 1e6 }).map((value) => value / 1e6);
    fc.assert(
      fc.property(fc.array(component, { minLength: 512, maxLength: 512 }), (components) => {
        const vector = Float32Array.from(components, (value, i) => value + (i % 2 ? 1 : -1));
        expect(cosine(quantise(vector), vector)).toBeGreaterThan(1 - 1e-4);
      }),
    );
  });

  it.each([
    ['zero', 0],
    ['NaN', Number.NaN],
    ['infinite', Number.POSITIVE_INFINITY],
  ])('refuses an embedding of which every number is %s', (_, value) => {
    const refused = expect.objectContaining({ code: 'RUNTIME_FAILED' });
    expect(() => quantise(new Float32Array(512).fill(value))).toThrow(refused);
    expect(() => encodeTemplate(new Float32Array(512).fill(value), MODEL)).toThrow(refused);
  });
});

describe('a template', () => {
  it('gives back the codes of the embedding, for model ids of any length', () => {
    for (const modelId of ['m', 'mo', 'mod', MODEL, 'm'.repeat(255)]) {
      expect(decodeTemplate(encodeTemplate(embedding, modelId), modelId, 'template')).toEqual(quantise(embedding));
    }
  });

  it('is laid out as the format says', () => {
    expect(record).toHaveLength(AT.end);
    expect(String.fromCharCode(...record.subarray(0, AT.version))).toBe('IDTP');
    expect([record[AT.version], record[AT.modelIdLength]]).toEqual([1, MODEL.length]);
    expect(String.fromCharCode(...record.subarray(AT.modelId, AT.dimension))).toBe(MODEL);
    expect([...record.subarray(AT.dimension, AT.codes)]).toEqual([2, 0]);
    expect(new Int8Array(record.buffer).slice(AT.codes, AT.checksum)).toEqual(quantise(embedding));
    expect(template).toBe(forge((bytes) => bytes));
  });
});

describe('a template is refused with the reason', () => {
  it('cut off after any character', () => {
    for (let length = 0; length < template.length; length++) {
      expect(codeOf(template.slice(0, length))).toBe('TEMPLATE_TRUNCATED');
    }
  });

  it('changed in any bit', () => {
    for (let bit = 0; bit < AT.end * 8; bit++) {
      const at = Math.floor(bit / 8);
      const bytes = record.slice();
      bytes[at]! ^= 1 << (bit % 8);
      const inBody = at === AT.version ? 'TEMPLATE_VERSION_UNKNOWN' : 'TEMPLATE_ALTERED';
      expect(codeOf(textOf(bytes))).toBe(at < AT.version ? 'TEMPLATE_UNREADABLE' : inBody);
    }
  });

  it('with something behind it', () => {
    expect(codeOf(textOf(Uint8Array.of(...record, 0)))).toBe('TEMPLATE_ALTERED');
    expect(codeOf(`${template}A`)).toBe('TEMPLATE_ALTERED');
    expect(codeOf(`${template}=`)).toBe('TEMPLATE_ALTERED');
  });

  it.each([
    [
      'of a later version',
      (bytes: Uint8Array) => bytes.fill(2, AT.version, AT.version + 1),
      'TEMPLATE_VERSION_UNKNOWN',
    ],
    ['of another model', (bytes: Uint8Array) => bytes.fill(0x78, AT.modelId, AT.dimension), 'TEMPLATE_MODEL_FOREIGN'],
    ['all zero', (bytes: Uint8Array) => bytes.fill(0, AT.codes), 'TEMPLATE_UNREADABLE'],
    [
      'of another dimension',
      (bytes: Uint8Array) => bytes.fill(1, AT.dimension, AT.dimension + 1).subarray(0, AT.codes + 256),
      'TEMPLATE_UNREADABLE',
    ],
  ] as const)('%s', (_, change, code) => {
    expect(codeOf(forge(change))).toBe(code);
  });

  it('of another model and another length, whole or cut off', () => {
    const foreign = encodeTemplate(Float32Array.of(0.6, 0.8), 'face-embed-other');
    expect(codeOf(foreign)).toBe('TEMPLATE_MODEL_FOREIGN');
    expect(codeOf(foreign.slice(0, -4))).toBe('TEMPLATE_TRUNCATED');
  });

  it.each(['not Base64!', `${template.slice(0, 40)}\n${template.slice(40)}`, 'AAAA====', '{"template":""}', 'é'])(
    'no Base64: %j',
    (text) => expect(codeOf(text)).toBe('TEMPLATE_UNREADABLE'),
  );

  it('which names where it was, with status 400', () => {
    const { status, message } = faultOf(template.slice(0, 100));
    expect(status).toBe(400);
    expect(message).toBe('templates[3]: the template is cut off. Send it again, whole.');
  });

  it('whatever the text is', () => {
    const beginsWell = fc
      .uint8Array({ maxLength: 700 })
      .map((bytes) => textOf(Uint8Array.of(...record.slice(0, 5), ...bytes)));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), beginsWell), (text) => {
        expect(codeOf(text)).toMatch(/^TEMPLATE_/);
      }),
    );
  });
});
