import { expect, it } from 'vitest';
import { makeReport, type TimedItem, toJsonLine } from './report.ts';
import { summarisePad } from './summarise-pad.ts';
import { toTable } from './table.ts';

const items: TimedItem[] = [
  { genuine: true, source: 'one', status: 'OK', score: 0.9, ms: 10 },
  { genuine: true, source: 'one', status: 'FACE_NOT_FOUND', ms: 2 },
  { genuine: false, kind: 'print', source: 'one', status: 'OK', score: 0.1, ms: 12 },
  { genuine: true, source: 'two', status: 'OK', score: 0.7, ms: 20 },
  { genuine: false, kind: 'screen', source: 'two', status: 'OK', score: 0.6, ms: 36 },
];

it('reports all items and each source under the same names', () => {
  const report = makeReport('face-pad', 'default', items, summarisePad);
  expect(report).toMatchObject({
    task: 'face-pad',
    preset: 'default',
    n: 5,
    failures: { FACE_NOT_FOUND: 1 },
    apcer: { print: 0, screen: 1 },
    bpcer: 1 / 3,
    msPerItem: 16,
    sources: {
      one: { n: 3, failures: { FACE_NOT_FOUND: 1 }, apcer: { print: 0 }, bpcer: 1 / 2, msPerItem: 8 },
      two: { n: 2, failures: {}, apcer: { screen: 1 }, bpcer: 0, msPerItem: 28 },
    },
  });
});

it('is one line of JSON', () => {
  const line = toJsonLine(makeReport('face-pad', 'default', items, summarisePad));
  expect(line).not.toContain('\n');
  expect(JSON.parse(line).bpcer).toBe(0.333333);
});

it('has no sources where the list names none', () => {
  const report = makeReport('face-pad', 'default', [{ genuine: true, status: 'OK', score: 1, ms: 1 }], summarisePad);
  expect(report).not.toHaveProperty('sources');
});

it('is a table with a column for each source, and lines for what applies', () => {
  const lines = toTable(makeReport('face-pad', 'default', items, summarisePad)).split('\n');
  expect(lines[0]?.trim().split(/\s+/)).toEqual(['all', 'one', 'two']);
  expect(lines.find((line) => line.startsWith('FACE_NOT_FOUND'))?.split(/\s+/)).toEqual([
    'FACE_NOT_FOUND',
    '1',
    '1',
    '0',
  ]);
  expect(lines.find((line) => line.startsWith('apcer screen'))).toMatch(
    /^apcer screen +100\.00 % \(20\.65 to 100\.00\) +100/,
  );
  expect(lines.some((line) => line.startsWith('fmr'))).toBe(false);
});
