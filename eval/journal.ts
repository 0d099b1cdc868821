import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../scripts/write-atomically.ts';
import { hashOf } from './fingerprint.ts';
import type { Answer } from './tasks/task.ts';

/** One answered item. */
export interface JournalEntry extends Answer {
  readonly id: string;
  /** Wall time of the call, milliseconds. */
  readonly ms: number;
}

/** The answers of a run, kept on disk so that it can go on after it was stopped. */
export interface Journal {
  /** Answers by item, those of earlier runs included. */
  readonly entries: ReadonlyMap<string, JournalEntry>;
  /** Adds answers; they are on disk when this returns. */
  append(entries: readonly JournalEntry[]): void;
}

/**
 * Opens the journal of a run.
 *
 * @param key All that the answers depend on: with another key there is another journal.
 * @param fresh Whether to throw away what an earlier run has left.
 */
export async function openJournal(folder: string, key: object, fresh: boolean): Promise<Journal> {
  const keyLine = JSON.stringify({ key });
  const path = join(folder, `${hashOf([keyLine]).slice(0, 16)}.jsonl`);
  if (fresh) rmSync(path, { force: true });
  const entries = new Map(readEntries(path).map((entry) => [entry.id, entry]));
  // Written anew, so that half a line at the end, left by a run that was killed, does not spoil the next one.
  await writeAtomically(path, [keyLine, ...[...entries.values()].map((entry) => JSON.stringify(entry)), ''].join('\n'));
  return {
    entries,
    append(added) {
      appendFileSync(path, added.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
      for (const entry of added) entries.set(entry.id, entry);
    },
  };
}

function readEntries(path: string): JournalEntry[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(1);
  return lines.flatMap((line): JournalEntry[] => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}
