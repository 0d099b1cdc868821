import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { ASSEMBLED, assembleKernel } from './assemble.ts';

it('the kernel in the repository is what its text assembles to', async () => {
  expect(await readFile(ASSEMBLED, 'utf8')).toBe(await assembleKernel());
});
