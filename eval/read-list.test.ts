import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readList } from './read-list.ts';
import { printedCopy, screenReplay } from './tasks/document-check.ts';
import { documentLocate } from './tasks/document-locate.ts';
import { deepfake, facePad } from './tasks/face-check.ts';
import { faceCodes } from './tasks/face-codes.ts';
import { faceMatch } from './tasks/face-match.ts';
import { facePose } from './tasks/face-pose.ts';
import type { Item, Task } from './tasks/task.ts';
import { UsageError } from './usage-error.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'idem-test-'));
  mkdirSync(join(folder, 'in'));
  for (const name of ['a.jpg', 'b.jpg', 'in/c, d.jpg']) writeFileSync(join(folder, name), '');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function read<I extends Item>(list: string, task: Pick<Task<I>, 'list' | 'columns' | 'unlisted' | 'readItem'>) {
  writeFileSync(join(folder, task.list), list);
  return readList(task, folder);
}

it('reads pairs', () => {
  expect(read('a,b,label,source\na.jpg,"in/c, d.jpg",same,x\n\na.jpg,b.jpg,different,\n', faceMatch)).toEqual([
    { id: 'a.jpg | in/c, d.jpg', face: 'a.jpg', doc: 'in/c, d.jpg', genuine: true, source: 'x' },
    { id: 'a.jpg | b.jpg', face: 'a.jpg', doc: 'b.jpg', genuine: false },
  ]);
});

it('reads presentations, with a byte order mark and in any order of columns', () => {
  expect(read('\uFEFFlabel,attack,path\nbona_fide,none,a.jpg\nattack,print,b.jpg\n', facePad)).toEqual([
    { id: 'a.jpg', face: 'a.jpg', genuine: true },
    { id: 'b.jpg', face: 'b.jpg', genuine: false, kind: 'print' },
  ]);
});

it.each([
  ['a missing column', 'a,label\na.jpg,same\n', /pairs\.csv, line 1: column b is missing; there are a, label/],
  ['no lines', 'a,b,label\n', /pairs\.csv has no lines/],
  [
    'an unknown label',
    'a,b,label\na.jpg,b.jpg,same\na.jpg,b.jpg,alike\n',
    /line 3: label is 'alike'; allowed are same/,
  ],
  ['an empty cell', 'a,b,label\na.jpg,,same\n', /line 2: b is empty/],
  ['too few cells', 'a,b,label\na.jpg,same\n', /pairs\.csv: .*line 2/],
  ['a picture that is not there', 'a,b,label\na.jpg,z.jpg,same\n', /line 2: there is no picture .*z\.jpg/],
  ['a folder', 'a,b,label\na.jpg,in,same\n', /line 2: there is no picture/],
  ['a way out', 'a,b,label\na.jpg,in/../../b.jpg,same\n', /line 2: in\/\.\.\/\.\.\/b\.jpg is not inside of/],
  ['an absolute path', 'a,b,label\na.jpg,/etc/hosts,same\n', /line 2: \/etc\/hosts is not inside of/],
])('refuses %s, saying where', (_, list, message) => {
  expect(() => read(list, faceMatch)).toThrow(UsageError);
  expect(() => read(list, faceMatch)).toThrow(message);
});

it('reads the words for genuine and not of the data sets that there are', () => {
  const one = { id: 'a.jpg', face: 'a.jpg' };
  const list = 'path,label,kind\na.jpg,real,\na.jpg,genuine,x\na.jpg,fake,stylegan2\na.jpg,forged,\n';
  expect(read(list, deepfake)).toEqual([
    { ...one, genuine: true },
    { ...one, genuine: true },
    { ...one, genuine: false, kind: 'stylegan2' },
    { ...one, genuine: false, kind: 'forged' },
  ]);
  expect(() => read('path,label\na.jpg,odd\n', facePad)).toThrow("line 2: label is 'odd'");
});

it('takes grey copies of a list without labels for copies, and for nothing else', () => {
  const list = 'path,presentation\na.jpg,grey-copy\n';
  expect(read(list, printedCopy)).toEqual([{ id: 'a.jpg', doc: 'a.jpg', genuine: false, kind: 'grey-copy' }]);
  expect(read(list, screenReplay)).toEqual([{ id: 'a.jpg', doc: 'a.jpg', genuine: true }]);
  expect(() => read('path,presentation\na.jpg,card\n', printedCopy)).toThrow('line 2: label is empty');
});

it('reads pictures with the code expected of them', () => {
  expect(read('path,code,source\na.jpg,OK,x\nb.jpg,EYES_CLOSED,\n', faceCodes)).toEqual([
    { id: 'a.jpg', face: 'a.jpg', code: 'OK', source: 'x' },
    { id: 'b.jpg', face: 'b.jpg', code: 'EYES_CLOSED' },
  ]);
  expect(() => read('path,code\na.jpg,ASLEEP\n', faceCodes)).toThrow("line 2: code is 'ASLEEP'");
});

it('reads turned heads, with or without a column for mirrored ones', () => {
  const pair = { id: 'a.jpg | b.jpg', face: 'a.jpg', doc: 'b.jpg' };
  expect(read('a,b,axis,degrees,mirrored\na.jpg,b.jpg,yaw,-35,no\na.jpg,b.jpg,,,yes\n', facePose)).toEqual([
    { ...pair, mirrored: false, turn: { axis: 'yaw', degrees: -35 } },
    { ...pair, mirrored: true },
  ]);
  expect(read('a,b,axis,degrees\na.jpg,b.jpg,roll,0\n', facePose)).toEqual([
    { ...pair, mirrored: false, turn: { axis: 'roll', degrees: 0 } },
  ]);
  expect(() => read('a,b,axis,degrees\na.jpg,b.jpg,yaw,left\n', facePose)).toThrow(
    "line 2: degrees is 'left', which is no number",
  );
});

describe('documents', () => {
  const corners = 'x0,y0,x1,y1,x2,y2,x3,y3';
  const labelled = [
    { x: 1, y: 2 },
    { x: 90.5, y: 0 },
    { x: 88, y: 60 },
    { x: -3, y: 55 },
  ];

  it('are read with their corners, and grouped by source, or else by type', () => {
    const lines = 'a.jpg,id,1,2,90.5,0,88,60,-3,55,\nb.jpg,id,1,2,90.5,0,88,60,-3,55,phone\n';
    expect(read(`path,type,${corners},source\n${lines}`, documentLocate)).toEqual([
      { id: 'a.jpg', doc: 'a.jpg', labelled, source: 'id' },
      { id: 'b.jpg', doc: 'b.jpg', labelled, source: 'phone' },
    ]);
  });

  it('are none where the list has no corners', () => {
    expect(read('path,label,source\nb.jpg,real,x\n', documentLocate)).toEqual([
      { id: 'b.jpg', doc: 'b.jpg', source: 'x' },
    ]);
  });

  it('are none in a folder without a list: all its pictures are taken', () => {
    writeFileSync(join(folder, 'in', 'notes.txt'), '');
    writeFileSync(join(folder, 'pairs.csv'), '');
    mkdirSync(join(folder, 'folder.jpg'));
    expect(readList(documentLocate, folder)).toEqual(
      ['a.jpg', 'b.jpg', 'in/c, d.jpg'].map((doc) => ({ id: doc, doc })),
    );
  });

  it.each([
    ['without a path', `type,${corners}\nid,1,2,90,0,88,60,0,55\n`, /line 1: column path is missing/],
    ['with half of the corners', 'path,x0,y0,x1,y1\na.jpg,1,2,90,0\n', /line 2: x2 is empty/],
    ['with an empty corner', `path,${corners}\na.jpg,1,2,90,0,88,60,,\n`, /line 2: x3 is empty/],
    [
      'with a word for a number',
      `path,${corners}\na.jpg,1,2,90,0,left,60,0,55\n`,
      /line 2: x2 is 'left', which is no number/,
    ],
    ['the wrong way round', `path,${corners}\na.jpg,0,55,88,60,90,0,1,2\n`, /line 2: the corners .* clockwise/],
    ['with sides that cross', `path,${corners}\na.jpg,1,2,88,60,90,0,0,55\n`, /line 2: the corners .* convex/],
    [
      'with a picture that is not there',
      `path,${corners}\nz.jpg,1,2,90,0,88,60,0,55\n`,
      /line 2: there is no picture .*z\.jpg/,
    ],
  ])('are refused %s', (_, list, message) => {
    expect(() => read(list, documentLocate)).toThrow(UsageError);
    expect(() => read(list, documentLocate)).toThrow(message);
  });

  it('are not looked for in an empty folder, nor in none', () => {
    mkdirSync(join(folder, 'empty'));
    expect(() => readList(documentLocate, join(folder, 'empty'))).toThrow(/empty holds no pictures/);
    expect(() => readList(documentLocate, join(folder, 'nowhere'))).toThrow(/There is no folder .*nowhere/);
  });
});

it('says which list is wanted when there is none', () => {
  expect(() => readList(facePad, folder)).toThrow(`There is no ${join(folder, 'labels.csv')}`);
});
