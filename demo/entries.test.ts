import type { CheckResponse } from 'idem-ekyc';
import { describe, expect, it } from 'vitest';
import { countVerdicts, readEntries } from './entries.ts';
import { en } from './locales/en.ts';

const pad = { type: 'PRESENTATION_ATTACK', pipeline: 'pad-m-1', calibration: 'REGULAR' } as const;
const replay = { type: 'SCREEN_REPLAY_ATTACK', pipeline: 'default-sr', calibration: 'REGULAR' } as const;

function entries(response: CheckResponse) {
  return readEntries(response, en).flatMap((group) => group.entries);
}

describe('a check', () => {
  it.each([
    [0.5, 'pass', 'Live'],
    [0.4999, 'fail', 'Attack'],
  ])('with probability %d is a %s', (probability, verdict, verdictText) => {
    const response: CheckResponse = { face_result: { results: [{ ...pad, probability, status_code: 'OK' }] } };
    expect(entries(response)).toMatchObject([{ id: 'PRESENTATION_ATTACK', verdict, verdictText, threshold: 0.5 }]);
  });

  it('that could not be answered gives its reason and no number', () => {
    const [entry] = entries({
      face_result: { results: [{ ...pad, error: 'Pipeline pad-m-1 has no network', status_code: 'ERROR' }] },
    });
    expect(entry).toMatchObject({ verdict: 'unanswered', reason: 'Pipeline pad-m-1 has no network' });
    expect(entry).not.toHaveProperty('probability');
  });

  it('that refused the picture says what to do', () => {
    const [entry] = entries({
      face_result: { results: [{ ...pad, error: 'Face too small', status_code: 'FACE_TOO_SMALL' }] },
    });
    expect(entry).toMatchObject({ verdict: 'rejected', reason: en.hints.FACE_TOO_SMALL });
    expect(entry?.facts).toContainEqual(['Reason', 'Face too small']);
  });

  it('puts quality warnings into words', () => {
    const result = { ...replay, probability: 0.9, quality_warnings: ['GLARE_ON_IMAGE'], status_code: 'OK' } as const;
    expect(entries({ doc_result: { results: [result] } })[0]?.warnings).toEqual([en.warnings.GLARE_ON_IMAGE]);
  });
});

it('names the networks behind an answer', () => {
  const [entry] = entries({
    face_validation_result: { probability: 0.99, status_code: 'OK' },
    details: { models: { FACE_MATCH_VALIDATION: ['embedder'] }, timings: {} },
  });
  expect(entry).toMatchObject({ verdict: 'pass', verdictText: 'Same person' });
  expect(entry?.facts).toContainEqual(['Networks', 'embedder']);
});

it('names what was found against a capture', () => {
  const [entry] = entries({
    face_result: { results: [{ type: 'INJECTION_ATTACK', probability: 0, status_code: 'OK' }] },
    details: {
      models: {},
      timings: {},
      injection: {
        findings: [{ reason: 'SUSPICIOUS_ACTIVITY', signal: 'REPLAYED', message: 'a replay' }],
        keyId: 'k',
        sealedAt: '2026-01-15T09:30:00.000Z',
      },
    },
  });
  expect(entry).toMatchObject({ verdict: 'fail', verdictText: 'Attack' });
  expect(entry?.facts).toContainEqual(['Findings', `SUSPICIOUS_ACTIVITY: a replay. ${en.result.replayed}`]);
});

it('counts as a match only what reaches the threshold of searches', () => {
  const results = [0.95, 0.57].map((probability, index) => ({
    record_id: `00000000-0000-4000-8000-00000000000${index}`,
    probability,
  }));
  const search = { collection: 'demo', image_source: 'FACE', results, status_code: 'OK' } as const;
  expect(entries({ face_search_result: { results: [search] } })).toMatchObject([
    { id: 'FACE_MATCH_SEARCH-FACE-demo', verdict: 'neutral', verdictText: '1 match', threshold: 0.9 },
  ]);
});

it('sums up an answer in one line', () => {
  const groups = readEntries(
    {
      face_result: { results: [{ ...pad, probability: 0.9, status_code: 'OK' }] },
      doc_result: { results: [{ ...replay, status_code: 'DOCUMENT_NOT_FOUND' }] },
      face_validation_result: { probability: 0.1, status_code: 'OK' },
    },
    en,
  );
  expect(groups.map((group) => group.operation)).toEqual(['FACE_CHECK', 'DOC_CHECK', 'FACE_MATCH_VALIDATION']);
  expect(countVerdicts(groups, en)).toBe('1 passed, 1 failed, 1 not answered');
});
