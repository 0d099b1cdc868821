import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readList } from './read-list.ts';
import { faceMatch } from './tasks/face-match.ts';
import { facePad } from './tasks/face-pad.ts';
import { UsageError } from './usage-error.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'idem-test-'));
  mkdirSync(join(folder, 'in'));
  for (const name of ['a.jpg', 'b.jpg', 'in/c, d.jpg']) writeFileSync(join(folder, name), '');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function read(list: string, task = faceMatch) {
  writeFileSync(join(folder, task.list), list);
  return readList(task, folder);
}

it('reads pairs', () => {
  expect(read('a,b,label,source\na.jpg,"in/c, d.jpg",same,x\n\na.jpg,b.jpg,different,\n')).toEqual([
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
  expect(() => read(list)).toThrow(UsageError);
  expect(() => read(list)).toThrow(message);
});

it('wants the kind of an attack', () => {
  expect(() => read('path,label,attack\na.jpg,attack,\n', facePad)).toThrow('line 2: attack is empty');
});

it('says which list is wanted when there is none', () => {
  expect(() => readList(facePad, folder)).toThrow(`There is no ${join(folder, 'labels.csv')}`);
});
