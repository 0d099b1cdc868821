import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Pack, readNpmFiles } from './npm-tarball.ts';

const CONTENT = 'a model';
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');
const WANTED = [{ path: 'package/model.bin', sha256: SHA256 }];

describe('readNpmFiles', () => {
  let folder: string;
  let integrity: string;
  const pack: Pack = (_name, target) => copyFile(join(folder, 'thing.tgz'), join(target, 'thing-1.0.0.tgz'));

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'idem-test-'));
    mkdirSync(join(folder, 'package'));
    writeFileSync(join(folder, 'package', 'model.bin'), CONTENT);
    execFileSync('tar', ['-czf', 'thing.tgz', 'package'], { cwd: folder });
    const tarball = readFileSync(join(folder, 'thing.tgz'));
    integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('answers the files that were asked for', async () => {
    const files = await readNpmFiles({ package: 'thing@1.0.0', integrity }, WANTED, pack);
    expect(files.get('package/model.bin')?.toString()).toBe(CONTENT);
  });

  it('refuses a tarball of another digest', async () => {
    const tarball = { package: 'thing@1.0.0', integrity: `sha512-${'A'.repeat(86)}==` };
    await expect(readNpmFiles(tarball, WANTED, pack)).rejects.toThrow('is not the one that was pinned');
  });

  it('refuses a file of another digest', async () => {
    const wanted = [{ path: 'package/model.bin', sha256: '0'.repeat(64) }];
    const reading = readNpmFiles({ package: 'thing@1.0.0', integrity }, wanted, pack);
    await expect(reading).rejects.toThrow('does not have the SHA-256');
  });

  it('names the file that the tarball lacks', async () => {
    const wanted = [{ path: 'package/other.bin', sha256: SHA256 }];
    const reading = readNpmFiles({ package: 'thing@1.0.0', integrity }, wanted, pack);
    await expect(reading).rejects.toThrow('tar could not take package/other.bin out of thing@1.0.0');
  });
});
