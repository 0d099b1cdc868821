import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ERROR_CODES } from '../src/contract/error.ts';
import { inRepository } from './repository.ts';

const readme = readFileSync(inRepository('README.md'), 'utf8');

it.each(Object.entries(ERROR_CODES))('the README lists %s as the code does', (code, { status, when }) => {
  expect(readme).toContain(`| \`${code}\` | ${status} | ${when} |`);
});

it('the README lists no code that is gone', () => {
  const listed = [...readme.matchAll(/^\| `([A-Z_]+)` \| \d{3} \|/gm)].map(([, code]) => code);
  expect(listed).toEqual(Object.keys(ERROR_CODES));
});
