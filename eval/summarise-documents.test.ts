import { describe, expect, it } from 'vitest';
import type { Quad } from '../src/index.ts';
import { makeReport } from './report.ts';
import { type DocumentItem, summariseDocuments } from './summarise-documents.ts';
import { toTable } from './table.ts';

/** A rectangle of a diagonal of 50. */
function card(x: number, y: number): Quad {
  return [
    { x, y },
    { x: x + 40, y },
    { x: x + 40, y: y + 30 },
    { x, y: y + 30 },
  ];
}

const labelled = card(100, 100);
const [a, b, c, d] = labelled;

const items: DocumentItem[] = [
  { labelled, found: labelled, portrait: true, status: 'OK', warnings: ['GLARE_ON_IMAGE'] },
  // 1 of 40 to the right: IoU 39/41.
  { labelled, found: card(101, 100), portrait: false, status: 'DOCUMENT_IS_COLORLESS' },
  { labelled, found: [c, d, a, b], portrait: true, status: 'OK', warnings: ['GLARE_ON_IMAGE', 'IMAGE_TOO_BLURRY'] },
  { labelled, found: card(120, 100), portrait: true, status: 'DOCUMENT_CROPPED' },
  { labelled, status: 'DOCUMENT_NOT_FOUND' },
  { labelled, status: 'BROWSER_DIED' },
];

describe('documents', () => {
  const summary = summariseDocuments(items);

  it('are measured one and all: what got no answer counts as missed', () => {
    expect(summary).toMatchObject({
      n: 6,
      nOver90: 3,
      failures: { BROWSER_DIED: 1 },
      found: 4 / 6,
      over90: 3 / 6,
      oriented: 3 / 6,
      orientedOver90: 2 / 3,
      portrait: 3 / 6,
      portraitOver90: 2 / 3,
    });
    expect(summary.meanIou).toBeCloseTo((1 + 39 / 41 + 1 + 20 / 60) / 6, 12);
    expect(summary.meanCornerError).toBeCloseTo((0 + 1 / 50 + 1 + 20 / 50 + 1 + 1) / 6, 12);
    expect(summary.p95CornerError).toBe(1);
  });

  it('have the 95th percentile over all corners', () => {
    const near = Array.from({ length: 19 }, (): DocumentItem => ({ labelled, found: labelled, status: 'OK' }));
    const oneCornerOff: DocumentItem = { labelled, found: [{ x: 90, y: 100 }, b, c, d], status: 'OK' };
    expect(summariseDocuments([...near, oneCornerOff]).p95CornerError).toBe(0);
    expect(summariseDocuments([...near.slice(0, 3), oneCornerOff]).p95CornerError).toBeCloseTo((10 / 50) * 0.25, 12);
  });

  it('have an interval around each figure that differs between resamples', () => {
    expect(Object.keys(summary.ci).sort()).toEqual(
      [
        'found',
        'meanCornerError',
        'meanIou',
        'oriented',
        'orientedOver90',
        'over90',
        'portrait',
        'portraitOver90',
      ].sort(),
    );
    const [low, high] = summary.ci.meanIou ?? [1, 0];
    expect(low).toBeLessThan(summary.meanIou ?? 0);
    expect(high).toBeGreaterThan(summary.meanIou ?? 1);
  });

  it('are counted by status and by warning', () => {
    expect(summary.statuses).toEqual({
      OK: 2,
      DOCUMENT_IS_COLORLESS: 1,
      DOCUMENT_CROPPED: 1,
      DOCUMENT_NOT_FOUND: 1,
      BROWSER_DIED: 1,
    });
    expect(summary.warnings).toEqual({ GLARE_ON_IMAGE: 2, IMAGE_TOO_BLURRY: 1 });
  });

  it('are shown in a table', () => {
    const report = makeReport(
      { task: 'document-locate', preset: 'enrolment' },
      items.map((item, index) => ({ ...item, source: index < 3 ? 'one' : 'two', ms: 1 })),
      summariseDocuments,
    );
    const table = toTable(report);
    expect(table).toMatch(/^meanIou +0\.5474 \(.*\) +0\.9837 \(.*\) +0\.1111 \(/m);
    expect(table).toMatch(/^p95CornerError +100\.00 % /m);
    expect(table).toMatch(/^n over90 +3 +3 +0$/m);
    expect(table).toMatch(/^answered DOCUMENT_CROPPED +1 +0 +1$/m);
    expect(table).toMatch(/^warned GLARE_ON_IMAGE +2 +2 +0$/m);
  });
});

it('pictures without a document have a share of false alarms and nothing to measure', () => {
  const summary = summariseDocuments([
    { status: 'DOCUMENT_NOT_FOUND' },
    { status: 'DOCUMENT_NOT_FOUND' },
    { status: 'DOCUMENT_PHOTO_NOT_FOUND', found: labelled },
    { status: 'DOCUMENT_NOT_FOUND' },
  ]);
  expect(summary).toMatchObject({ n: 4, found: 1 / 4, failures: {}, statuses: { DOCUMENT_NOT_FOUND: 3 } });
  expect(Object.keys(summary.ci)).toEqual(['found']);
  for (const name of ['meanIou', 'p95CornerError', 'portrait', 'oriented', 'nOver90']) {
    expect(summary).not.toHaveProperty(name);
  }
});
