import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, normalize, sep } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Item, Row, Task } from './tasks/task.ts';
import { UsageError } from './usage-error.ts';

/** Names of picture files in folders without a list. */
const PICTURE = /\.(jpe?g|png|webp|avif|gif|bmp)$/i;

/**
 * Reads a task's list in a folder, and makes sure of all of it before anything runs. Where a task can do without the list, all pictures
 * in the folder and in those below it are taken.
 *
 * @throws {UsageError} Naming the file and the line: a column is missing, a label is unknown, a picture is not there or not
 *   in the folder.
 */
export function readList<I extends Item>(
  task: Pick<Task<I>, 'list' | 'columns' | 'unlisted' | 'readItem'>,
  folder: string,
): I[] {
  const file = join(folder, task.list);
  if (!existsSync(file)) {
    if (!task.unlisted) throw new UsageError(`There is no ${file}.`);
    return picturesIn(folder).map(task.unlisted);
  }
  const lines = parseCsv(file, task.columns);
  if (lines.length === 0) throw new UsageError(`${file} has no lines below its head.`);
  return lines.map(({ record, line }) => {
    const where = `${file}, line ${line}`;
    const item = task.readItem(rowOf(record, where));
    for (const path of [item.face, item.doc]) if (path !== undefined) requirePicture(folder, path, where);
    return item;
  });
}

/** Paths of the pictures of a folder and of those in it, by name. */
export function picturesIn(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`There is no folder ${folder}.`);
  const pictures = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => PICTURE.test(path) && statSync(join(folder, path)).isFile())
    .sort();
  if (pictures.length === 0) throw new UsageError(`${folder} holds no pictures.`);
  return pictures;
}

interface Line {
  readonly record: Readonly<Record<string, string>>;
  readonly line: number;
}

function parseCsv(file: string, required: readonly string[]): Line[] {
  const requireColumns = (head: string[]) => {
    const missing = required.filter((column) => !head.includes(column));
    if (missing.length > 0) {
      throw new UsageError(`${file}, line 1: column ${missing.join(', ')} is missing; there are ${head.join(', ')}.`);
    }
    return head;
  };
  try {
    const options = { columns: requireColumns, bom: true, info: true, trim: true, skip_empty_lines: true };
    const parsed: readonly { record: Record<string, string>; info: { lines: number } }[] = parse(
      readFileSync(file),
      options,
    );
    return parsed.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function rowOf(record: Readonly<Record<string, string>>, where: string): Row {
  const text = (column: string) => {
    const value = record[column];
    if (value) return value;
    throw new UsageError(`${where}: ${column} is empty.`);
  };
  return {
    text,
    number(column) {
      const value = Number(text(column));
      if (Number.isFinite(value)) return value;
      throw new UsageError(`${where}: ${column} is '${text(column)}', which is no number.`);
    },
    oneOf(column, allowed) {
      const value = text(column);
      const found = allowed.find((name) => name === value);
      if (found !== undefined) return found;
      throw new UsageError(`${where}: ${column} is '${value}'; allowed are ${allowed.join(', ')}.`);
    },
    optional: (column) => record[column] || undefined,
    has: (column) => column in record,
    fault: (message) => new UsageError(`${where}: ${message}.`),
  };
}

function requirePicture(folder: string, path: string, where: string): void {
  if (isAbsolute(path) || normalize(path).split(sep)[0] === '..') {
    throw new UsageError(`${where}: ${path} is not inside of ${folder}.`);
  }
  if (!statSync(join(folder, path), { throwIfNoEntry: false })?.isFile()) {
    throw new UsageError(`${where}: there is no picture ${join(folder, path)}.`);
  }
}
