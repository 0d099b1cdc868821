import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  type CheckResult,
  checkResultSchema,
  DOC_CHECK_TYPES,
  DOCUMENT_VALIDATION_CODES,
  type DocCheckEntry,
  docCheckEntrySchema,
  docStatusSchema,
  FACE_CHECK_TYPES,
  FACE_VALIDATION_CODES,
  type FaceCheckEntry,
  type FaceSearchEntry,
  type FaceValidationResult,
  faceCheckEntrySchema,
  faceSearchEntrySchema,
  faceStatusSchema,
  faceValidationResultSchema,
  QUALITY_WARNINGS,
} from './index.ts';

const face = { type: 'PRESENTATION_ATTACK', pipeline: 'pad-r-1', calibration: 'REGULAR' } as const;
const doc = { type: 'PRINTED_COPY_ATTACK', pipeline: 'default-pc', calibration: 'HARD' } as const;
const search = { collection: 'ekyc', image_source: 'FACE' } as const;
const id = '16d33ecb-da91-4f39-afe5-46a8c846e40e';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe('status codes', () => {
  it('of faces are OK, the nine validation codes and ERROR', () => {
    expect(FACE_VALIDATION_CODES).toHaveLength(9);
    expect(faceStatusSchema.options).toEqual(['OK', ...FACE_VALIDATION_CODES, 'ERROR']);
  });

  it('of documents are OK, the four validation codes and ERROR', () => {
    expect(DOCUMENT_VALIDATION_CODES).toHaveLength(4);
    expect(docStatusSchema.options).toEqual(['OK', ...DOCUMENT_VALIDATION_CODES, 'ERROR']);
  });
});

describe('an entry with status OK', () => {
  it.each([0, 0.5, 1])('may have probability %d', (probability) => {
    const ok = { probability, status_code: 'OK' };
    expect(accepts(faceCheckEntrySchema, { ...face, ...ok })).toBe(true);
    expect(accepts(docCheckEntrySchema, { ...doc, ...ok, quality_warnings: [] })).toBe(true);
    expect(accepts(faceValidationResultSchema, ok)).toBe(true);
  });

  it.each([-0.01, 1.01, Number.NaN, Number.POSITIVE_INFINITY, '0.5', null, undefined])(
    'may not have probability %s',
    (probability) => {
      const ok = { probability, status_code: 'OK' };
      expect(accepts(faceCheckEntrySchema, { ...face, ...ok })).toBe(false);
      expect(accepts(faceCheckEntrySchema, { type: 'INJECTION_ATTACK', ...ok })).toBe(false);
      expect(accepts(docCheckEntrySchema, { ...doc, ...ok, quality_warnings: [] })).toBe(false);
      expect(accepts(faceValidationResultSchema, ok)).toBe(false);
      const results = [{ record_id: id, probability }];
      expect(accepts(faceSearchEntrySchema, { ...search, results, status_code: 'OK' })).toBe(false);
    },
  );

  it('must have a probability, and no error', () => {
    expect(accepts(faceCheckEntrySchema, { ...face, status_code: 'OK' })).toBe(false);
    expect(accepts(faceCheckEntrySchema, { ...face, probability: 1, error: 'x', status_code: 'OK' })).toBe(false);
    expect(accepts(docCheckEntrySchema, { ...doc, quality_warnings: [], status_code: 'OK' })).toBe(false);
    expect(accepts(faceValidationResultSchema, { status_code: 'OK' })).toBe(false);
    expect(accepts(faceSearchEntrySchema, { ...search, status_code: 'OK' })).toBe(false);
  });

  it('may have a quality in 0..1 for a face, or none', () => {
    const ok = { ...face, probability: 1, status_code: 'OK' };
    expect(accepts(faceCheckEntrySchema, ok)).toBe(true);
    expect(accepts(faceCheckEntrySchema, { ...ok, quality: 0.3 })).toBe(true);
    expect(accepts(faceCheckEntrySchema, { ...ok, quality: 1.5 })).toBe(false);
    expect(accepts(faceCheckEntrySchema, { ...ok, quality: undefined })).toBe(false);
  });

  it('must list quality warnings for a document, known ones only', () => {
    const ok = { ...doc, probability: 1, status_code: 'OK' };
    expect(accepts(docCheckEntrySchema, { ...ok, quality_warnings: QUALITY_WARNINGS })).toBe(true);
    expect(accepts(docCheckEntrySchema, { ...ok, quality_warnings: ['BLURRY'] })).toBe(false);
    expect(accepts(docCheckEntrySchema, ok)).toBe(false);
  });

  it('of a search may have found nothing', () => {
    expect(accepts(faceSearchEntrySchema, { ...search, results: [], status_code: 'OK' })).toBe(true);
  });

  it('of a search must name records by UUID', () => {
    const results = [{ record_id: 'record-1', probability: 1 }];
    expect(accepts(faceSearchEntrySchema, { ...search, results, status_code: 'OK' })).toBe(false);
  });
});

describe('an entry with any other status', () => {
  it.each([...FACE_VALIDATION_CODES, 'ERROR'])('%s of a face has an error or not, and never a probability', (code) => {
    for (const entry of [face, { type: 'INJECTION_ATTACK' }]) {
      expect(accepts(faceCheckEntrySchema, { ...entry, status_code: code })).toBe(true);
      expect(accepts(faceCheckEntrySchema, { ...entry, error: 'x', status_code: code })).toBe(true);
      expect(accepts(faceCheckEntrySchema, { ...entry, probability: 0.5, status_code: code })).toBe(false);
      expect(accepts(faceCheckEntrySchema, { ...entry, quality: 0.5, status_code: code })).toBe(false);
    }
  });

  it.each([...DOCUMENT_VALIDATION_CODES, 'ERROR'])(
    '%s of a document has an error or not, and never a probability',
    (code) => {
      expect(accepts(docCheckEntrySchema, { ...doc, status_code: code })).toBe(true);
      expect(accepts(docCheckEntrySchema, { ...doc, error: 'x', status_code: code })).toBe(true);
      expect(accepts(docCheckEntrySchema, { ...doc, probability: 0.5, status_code: code })).toBe(false);
      expect(accepts(docCheckEntrySchema, { ...doc, quality_warnings: [], status_code: code })).toBe(false);
    },
  );

  it('of face matching is ERROR and says why', () => {
    expect(accepts(faceValidationResultSchema, { error: 'x', status_code: 'ERROR' })).toBe(true);
    expect(accepts(faceValidationResultSchema, { status_code: 'ERROR' })).toBe(false);
    expect(accepts(faceValidationResultSchema, { error: 'x', probability: 0, status_code: 'ERROR' })).toBe(false);
    expect(accepts(faceValidationResultSchema, { error: 'x', status_code: 'FACE_NOT_FOUND' })).toBe(false);
    expect(accepts(faceSearchEntrySchema, { ...search, error: 'x', status_code: 'ERROR' })).toBe(true);
    expect(accepts(faceSearchEntrySchema, { ...search, status_code: 'ERROR' })).toBe(false);
    expect(accepts(faceSearchEntrySchema, { ...search, error: 'x', results: [], status_code: 'ERROR' })).toBe(false);
    expect(accepts(faceSearchEntrySchema, { ...search, error: 'x', status_code: 'TOO_MANY_FACES' })).toBe(false);
  });

  it('is one that is known, of the right picture', () => {
    expect(accepts(faceCheckEntrySchema, { ...face, status_code: 'DOCUMENT_CROPPED' })).toBe(false);
    expect(accepts(docCheckEntrySchema, { ...doc, status_code: 'FACE_NOT_FOUND' })).toBe(false);
    expect(accepts(faceCheckEntrySchema, { ...face, status_code: 'toString' })).toBe(false);
    expect(accepts(faceCheckEntrySchema, face)).toBe(false);
  });
});

describe('pipeline and calibration', () => {
  it('are never those of an injection entry', () => {
    const injection = { type: 'INJECTION_ATTACK', probability: 1, status_code: 'OK' };
    expect(accepts(faceCheckEntrySchema, injection)).toBe(true);
    expect(accepts(faceCheckEntrySchema, { ...injection, pipeline: 'iad-r-1' })).toBe(false);
    expect(accepts(faceCheckEntrySchema, { ...injection, calibration: 'REGULAR' })).toBe(false);
    expect(accepts(faceCheckEntrySchema, { ...injection, quality: 1 })).toBe(false);
  });

  it('are named by every other entry', () => {
    const ok = { probability: 1, status_code: 'OK' };
    expect(accepts(faceCheckEntrySchema, { type: 'DEEPFAKE_ATTACK', ...ok })).toBe(false);
    expect(accepts(faceCheckEntrySchema, { type: 'DEEPFAKE_ATTACK', pipeline: 'dfd-1', ...ok })).toBe(false);
    expect(accepts(docCheckEntrySchema, { type: 'PRINTED_COPY_ATTACK', quality_warnings: [], ...ok })).toBe(false);
  });

  it('HARDENED is never answered', () => {
    expect(accepts(docCheckEntrySchema, { ...doc, calibration: 'HARDENED', status_code: 'ERROR' })).toBe(false);
  });

  it('cover every check type', () => {
    for (const type of FACE_CHECK_TYPES) {
      const names = type === 'INJECTION_ATTACK' ? {} : { pipeline: 'p', calibration: 'SOFT' };
      expect(accepts(faceCheckEntrySchema, { type, ...names, status_code: 'ERROR' })).toBe(true);
    }
    for (const type of DOC_CHECK_TYPES) {
      expect(accepts(docCheckEntrySchema, { ...doc, type, status_code: 'ERROR' })).toBe(true);
    }
  });
});

describe('the answer of /check', () => {
  it('has only the sections asked for', () => {
    expect(checkResultSchema.parse({})).toEqual({});
    expect(accepts(checkResultSchema, { face_result: undefined })).toBe(false);
    expect(accepts(checkResultSchema, { face_result: null })).toBe(false);
    expect(accepts(checkResultSchema, { details: {} })).toBe(false);
  });

  it('may not have anything but a section in its place', () => {
    const wrong = [
      null,
      undefined,
      'OK',
      1,
      true,
      [],
      [{}],
      { results: {} },
      { results: [null] },
      { status_code: 'OK' },
    ];
    for (const name of ['face_result', 'doc_result', 'face_validation_result', 'face_search_result']) {
      for (const section of wrong) expect(accepts(checkResultSchema, { [name]: section })).toBe(false);
    }
  });

  it('has types that an engine can write and a page can tell apart', () => {
    const quality: number | undefined = Math.random() > 2 ? 1 : undefined;
    const entry: FaceCheckEntry = {
      ...face,
      probability: 0.5,
      ...(quality === undefined ? {} : { quality }),
      status_code: 'OK',
    };
    const rejected: DocCheckEntry = { ...doc, status_code: 'DOCUMENT_CROPPED' };
    const found: FaceSearchEntry = { ...search, results: [{ record_id: id, probability: 1 }], status_code: 'OK' };
    const validation: FaceValidationResult = { error: 'x', status_code: 'ERROR' };
    const entries: readonly FaceCheckEntry[] = [entry];
    const result: CheckResult = {
      face_result: { results: entries },
      doc_result: { results: [rejected] },
      face_validation_result: validation,
      face_search_result: { results: [found] },
    };
    expect(checkResultSchema.parse(result)).toEqual(result);

    const probabilityOf = (some: FaceCheckEntry) => (some.status_code === 'OK' ? some.probability : some.error);
    const pipelineOf = (some: FaceCheckEntry) => (some.type === 'INJECTION_ATTACK' ? undefined : some.pipeline);
    expectTypeOf(probabilityOf).returns.toEqualTypeOf<number | string | undefined>();
    expectTypeOf(pipelineOf).returns.toEqualTypeOf<string | undefined>();
    expectTypeOf<{ status_code: 'OK' }>().not.toExtend<FaceValidationResult>();
    expectTypeOf<{ error: string; probability: number; status_code: 'OK' }>().not.toEqualTypeOf<FaceValidationResult>();
  });
});
