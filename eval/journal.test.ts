import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openJournal } from './journal.ts';

let folder: string;
/** With a score, which is what some tasks add to their answers. */
const entry = (id: string) => ({ id, status: 'OK', score: 0.5, ms: 1 });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'idem-test-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('knows the answers of an earlier run with the same key, and of no other', async () => {
  const first = await openJournal(folder, { task: 'x' }, false);
  first.append([entry('a'), entry('b')]);
  expect([...(await openJournal(folder, { task: 'x' }, false)).entries.values()]).toEqual([entry('a'), entry('b')]);
  expect((await openJournal(folder, { task: 'y' }, false)).entries.size).toBe(0);
});

it('forgets when asked to', async () => {
  (await openJournal(folder, {}, false)).append([entry('a')]);
  expect((await openJournal(folder, {}, true)).entries.size).toBe(0);
  expect((await openJournal(folder, {}, false)).entries.size).toBe(0);
});

it('survives a line that was cut short', async () => {
  (await openJournal(folder, {}, false)).append([entry('a')]);
  const [file = ''] = readdirSync(folder);
  appendFileSync(join(folder, file), '{"id":"b","sta');
  const second = await openJournal(folder, {}, false);
  expect([...second.entries.keys()]).toEqual(['a']);
  second.append([entry('b')]);
  expect([...(await openJournal(folder, {}, false)).entries.keys()]).toEqual(['a', 'b']);
});
