import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readList } from './read-list.ts';
import { faceCodes } from './tasks/face-codes.ts';
import { faceMatch } from './tasks/face-match.ts';
import { facePad } from './tasks/face-pad.ts';
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

function read<I extends Item>(list: string, task: Pick<Task<I>, 'list' | 'columns' | 'readItem'>) {
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

it('wants the kind of an attack', () => {
  expect(() => read('path,label,attack\na.jpg,attack,\n', facePad)).toThrow('line 2: attack is empty');
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

it('says which list is wanted when there is none', () => {
  expect(() => readList(facePad, folder)).toThrow(`There is no ${join(folder, 'labels.csv')}`);
});
