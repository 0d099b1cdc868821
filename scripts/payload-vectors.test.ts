import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPayload } from '../src/server/index.ts';
import { ekycErrorOf } from '../src/testing/errors.ts';
import type { PayloadVectors } from './payload-vectors.ts';
import { inRepository } from './repository.ts';

const { image, vectors, refused } = JSON.parse(
  readFileSync(inRepository('docs/payload-vectors.json'), 'utf8'),
) as PayloadVectors;
const AGES = Number.MAX_SAFE_INTEGER;

describe('openPayload', () => {
  it.each(vectors)('opens the vector: $name', async ({ privateKey, keyId, sealedAt, nonce, metadata, payload }) => {
    const bytes = Buffer.from(payload, 'base64');
    const { image: opened, ...rest } = await openPayload(bytes, { keys: { [keyId]: privateKey }, maxAgeMs: AGES });
    expect(Buffer.from(opened).toString('base64')).toBe(image);
    expect(rest).toEqual({ ...metadata, keyId, sealedAt: new Date(sealedAt), nonce });
  });

  it.each(refused)('refuses the vector: $name', async ({ privateKey, keyId, payload, code }) => {
    const bytes = Buffer.from(payload, 'base64');
    const opening = openPayload(bytes, { keys: { [keyId]: privateKey }, maxAgeMs: AGES });
    expect((await ekycErrorOf(opening)).code).toBe(code);
  });
});

const python = spawnSync('python3', ['-c', 'import cryptography']);

// Debian: apt-get install python3-cryptography
describe.runIf(python.status === 0)('docs/read_payload.py, written from docs/PAYLOAD.md alone', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'idem-payload-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function read(payload: string, privateKey: string) {
    writeFileSync(join(folder, 'payload'), Buffer.from(payload, 'base64'));
    writeFileSync(join(folder, 'key.pem'), privateKey);
    return spawnSync('python3', ['-B', inRepository('docs/read_payload.py'), 'payload', 'key.pem'], { cwd: folder });
  }

  it.each(vectors)('opens the vector: $name', ({ privateKey, keyId, sealedAt, nonce, metadata, payload }) => {
    const { stdout, stderr, status } = read(payload, privateKey);
    expect(status, stderr.toString()).toBe(0);
    expect(stdout.toString('base64')).toBe(image);
    expect(JSON.parse(stderr.toString())).toEqual({ ...metadata, keyId, sealedAt: Date.parse(sealedAt), nonce });
  });

  it.each(refused)('refuses the vector: $name', ({ privateKey, payload }) => {
    const { stdout, status } = read(payload, privateKey);
    expect(status).not.toBe(0);
    expect(stdout).toHaveLength(0);
  });
});
