import { expect, it } from 'vitest';
import { compactJson } from './compact-json.ts';

it('keeps on one line what fits there', () => {
  expect(compactJson({ probability: 0.5, status_code: 'OK' })).toBe('{ "probability": 0.5, "status_code": "OK" }');
});

it('breaks what does not fit, and stays the same JSON', () => {
  const value = {
    operations: ['FACE_CHECK', 'DOC_CHECK', 'FACE_MATCH_VALIDATION', 'FACE_MATCH_SEARCH'],
    landmarks: Array.from({ length: 20 }, (_, index) => ({ x: index, y: index / 3 })),
    empty: {},
    none: [],
    nothing: null,
  };
  const written = compactJson(value);
  expect(JSON.parse(written)).toEqual(value);
  expect(written).toContain('\n    { "x": 3, "y": 1 },\n');
});

it('leaves out what JSON leaves out', () => {
  expect(compactJson({ kept: 1, dropped: undefined })).toBe('{ "kept": 1 }');
});

it('writes an object that says itself how', () => {
  const fault = { toJSON: () => ({ status: 400, message: 'no' }), code: 'HIDDEN' };
  expect(compactJson(fault)).toBe('{ "status": 400, "message": "no" }');
});
