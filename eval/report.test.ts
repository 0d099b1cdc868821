import { expect, it } from 'vitest';
import { makeReport, type Timed, toJsonLine } from './report.ts';
import { type CodedItem, summariseCodes } from './summarise-codes.ts';
import { summarisePad } from './summarise-pad.ts';
import { type PoseItem, summarisePose } from './summarise-pose.ts';
import type { ScoredItem } from './summary.ts';
import { toTable } from './table.ts';

const RUN = { task: 'face-pad', preset: 'default' };

const items: Timed<ScoredItem>[] = [
  { genuine: true, source: 'one', status: 'OK', score: 0.9, ms: 10 },
  { genuine: true, source: 'one', status: 'FACE_NOT_FOUND', ms: 2 },
  { genuine: false, kind: 'print', source: 'one', status: 'OK', score: 0.1, ms: 12 },
  { genuine: true, source: 'two', status: 'OK', score: 0.7, ms: 20 },
  { genuine: false, kind: 'screen', source: 'two', status: 'OK', score: 0.6, ms: 36 },
];

it('reports all items and each source under the same names', () => {
  const report = makeReport(RUN, items, summarisePad);
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
  const line = toJsonLine(makeReport(RUN, items, summarisePad));
  expect(line).not.toContain('\n');
  expect(JSON.parse(line).bpcer).toBe(0.333333);
});

it('has no sources where the list names none', () => {
  const report = makeReport(RUN, [{ genuine: true, status: 'OK', score: 1, ms: 1 }], summarisePad);
  expect(report).not.toHaveProperty('sources');
});

it('names the rule that was in force alone', () => {
  expect(makeReport({ ...RUN, only: 'EYES_CLOSED' }, items, summarisePad)).toHaveProperty('only', 'EYES_CLOSED');
});

it('shows each code that was expected with what was answered in its place', () => {
  const coded: Timed<CodedItem>[] = [
    { code: 'EYES_CLOSED', status: 'EYES_CLOSED', source: 'one', ms: 1 },
    { code: 'EYES_CLOSED', status: 'OK', source: 'two', ms: 1 },
    { code: 'OK', status: 'OK', source: 'two', ms: 1 },
  ];
  const lines = toTable(makeReport({ ...RUN, task: 'face-codes' }, coded, summariseCodes)).split('\n');
  expect(lines.find((line) => line.startsWith('EYES_CLOSED'))).toMatch(/50\.00 % .*100\.00 % .*0\.00 %/);
  expect(
    lines
      .find((line) => line.includes('answered OK'))
      ?.trim()
      .split(/\s+/)
      .slice(2),
  ).toEqual(['1', '0', '1']);
});

it('shows each turn with what was measured', () => {
  const poses = { a: { yaw: 1, pitch: 0, roll: 0 }, b: { yaw: 33, pitch: 0, roll: 0 } };
  const turned: Timed<PoseItem>[] = [
    { turn: { axis: 'yaw', degrees: 35 }, mirrored: false, status: 'OK', poses, ms: 1 },
    { mirrored: true, status: 'OK', poses: { a: poses.a, b: { yaw: -2, pitch: 0, roll: 0 } }, ms: 1 },
  ];
  const table = toTable(makeReport({ ...RUN, task: 'face-pose' }, turned, summarisePose));
  expect(table).toMatch(/^yaw 35 +32\.00°, error 3\.00°, over 30: 100\.00 %$/m);
  expect(table).toMatch(/^mirrored: yaw error +1\.00°$/m);
});

it('is a table with a column for each source, and lines for what applies', () => {
  const lines = toTable(makeReport(RUN, items, summarisePad)).split('\n');
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
