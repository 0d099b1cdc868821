import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPublicKey } from '../src/payload/keys.ts';
import { seal } from '../src/testing/payloads.ts';
import { inRepository } from './repository.ts';

const cli = inRepository('dist/cli.js');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'idem-keys-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keygen = (...args: string[]) =>
  spawnSync(process.execPath, [cli, 'keygen', ...args], { cwd: folder, encoding: 'utf8' });

describe('idem-ekyc keygen', () => {
  it.each(['p-256', 'x25519'])('writes a %s pair whose private half only its owner may read', async (kind) => {
    const { stdout, status } = keygen(`key-${kind}`, '--kind', kind);
    expect(status).toBe(0);
    const file = join(folder, `key-${kind}.private.pem`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(stdout).not.toContain(readFileSync(file, 'utf8').split('\n')[1]);
    const [, shown] = stdout.match(/setEncryptionKey\('([^']+)', 'key-/)!;
    const written = readFileSync(join(folder, `key-${kind}.public.pem`), 'utf8');
    expect((await readPublicKey(shown)).keyId).toBe((await readPublicKey(written)).keyId);
  });

  it('never writes over a key', () => {
    keygen('kept');
    const before = readFileSync(join(folder, 'kept.private.pem'), 'utf8');
    const { stderr, status } = keygen('kept');
    expect({ stderr, status }).toEqual({ stderr: expect.stringContaining('is there already'), status: 1 });
    expect(readFileSync(join(folder, 'kept.private.pem'), 'utf8')).toBe(before);
  });

  it('leaves no half of a pair behind', () => {
    writeFileSync(join(folder, 'half.public.pem'), 'mine');
    expect(keygen('half').status).toBe(1);
    expect(() => statSync(join(folder, 'half.private.pem'))).toThrow();
  });

  it.each([
    [['../up'], /is no key id/],
    [['a', '--kind', 'rsa'], /none of p-256, x25519/],
    [[], /Give the key an id/],
    [['a', 'b'], /is no command/],
    [['a', '--out', 'b'], /--out/],
  ])('says what is wrong with %j', (args, message) => {
    expect(keygen(...args)).toMatchObject({ status: 1, stderr: expect.stringMatching(message) });
  });
});

describe('examples/server.mjs', () => {
  let server: ChildProcess;
  let url: string;
  let payload: Uint8Array<ArrayBuffer>;

  beforeAll(async () => {
    execFileSync(process.execPath, [cli, 'keygen', 'bank', '--folder', folder]);
    const args = [inRepository('examples/server.mjs'), 'bank', join(folder, 'bank.private.pem'), '0'];
    server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(server.stdout!, 'data');
    url = String(line).trim();
    const recipient = await readPublicKey(readFileSync(join(folder, 'bank.public.pem'), 'utf8'), 'bank');
    payload = await seal(recipient, { metadata: { externalMeta: 's-17' } });
  });
  afterAll(() => server.kill());

  async function post(body: Uint8Array<ArrayBuffer>, session = 's-17') {
    const response = await fetch(`${url}/selfie?session=${session}`, { method: 'POST', body });
    return { status: response.status, ...((await response.json()) as object) };
  }

  it('opens a payload once, and for its session alone', async () => {
    expect(await post(payload, 's-18')).toEqual({ status: 403, message: 'Sealed for another session' });
    expect(await post(payload)).toEqual({ status: 200, bytes: 300, sealedAt: expect.any(String), captured: false });
    expect(await post(payload)).toEqual({ status: 409, message: 'Sent before' });
  });

  it('answers a 400 that names the cause', async () => {
    expect(await post(payload.slice(0, -1))).toEqual({ status: 400, message: expect.stringContaining('cut off') });
    expect(await post(new Uint8Array([1, 2, 3, 4]))).toMatchObject({ message: expect.stringContaining('no sealed') });
  });

  it('refuses what is too large', async () => {
    expect(await post(new Uint8Array(17_000_000))).toMatchObject({ status: 413 });
  });
});
