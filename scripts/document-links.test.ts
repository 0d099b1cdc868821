import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { inRepository } from './repository.ts';

/** Folders whose documents a reader comes to. */
const FOLDERS = ['', 'docs', 'public/models', 'training'];
const documents = FOLDERS.flatMap((folder) =>
  readdirSync(inRepository(folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

/** What GitHub calls the headings of a document. */
function anchorsOf(document: string): string[] {
  const headings = readFileSync(inRepository(document), 'utf8').matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

it.each(documents)('every link of %s leads somewhere', (document) => {
  const links = readFileSync(inRepository(document), 'utf8').matchAll(/\]\((?!https?:)([^)\s]+)\)/g);
  const dead = [...links].filter(([, link = '']) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? document : join(dirname(document), path);
    return !existsSync(inRepository(target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
  });
  expect(dead.map(([, link]) => link)).toEqual([]);
});
