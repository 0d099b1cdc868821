import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ERROR_CODES } from '../src/contract/error.ts';
import { inRepository } from './repository.ts';

const api = readFileSync(inRepository('docs/API.md'), 'utf8');

it.each(Object.entries(ERROR_CODES))('docs/API.md lists %s as the code does', (code, { status, when }) => {
  expect(api).toContain(`| \`${code}\` | ${status} | ${when} |`);
});

it('docs/API.md lists no code that is gone', () => {
  const listed = [...api.matchAll(/^\| `([A-Z_]+)` \| \d{3} \|/gm)].map(([, code]) => code);
  expect(listed).toEqual(Object.keys(ERROR_CODES));
});
