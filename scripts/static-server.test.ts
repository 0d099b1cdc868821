import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type StaticServer, serve } from './static-server.ts';

describe('serve', () => {
  let folder: string;
  let isolated: StaticServer;
  let plain: StaticServer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'idem-test-'));
    mkdirSync(join(folder, 'public', 'inner'), { recursive: true });
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    writeFileSync(join(folder, 'other', 'index.html'), 'home');
    for (const name of ['a.wasm', 'a.mjs', 'a.onnx', '50% #1, ä?.txt', 'inner/a.txt']) {
      writeFileSync(join(folder, 'public', name), name);
    }
    const mounts = { '/': join(folder, 'other'), '/files/': join(folder, 'public') };
    isolated = await serve({ mounts, isolated: true });
    plain = await serve({ mounts, isolated: false, headers: { 'X-Test': 'yes' } });
  });

  afterAll(async () => {
    await Promise.all([isolated.close(), plain.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['a.wasm', 'application/wasm'],
    ['a.mjs', 'text/javascript'],
    ['a.onnx', 'application/octet-stream'],
  ])('types %s as %s', async (name, type) => {
    const response = await fetch(`${plain.url}/files/${name}`);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toBe(name);
  });

  it('isolates every response, misses too, and only when asked to', async () => {
    for (const path of ['/files/a.mjs', '/files/nothing']) {
      const { headers } = await fetch(isolated.url + path);
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
    const { headers } = await fetch(`${plain.url}/files/a.mjs`);
    expect(headers.has('cross-origin-embedder-policy')).toBe(false);
    expect(headers.get('x-test')).toBe('yes');
  });

  it('serves names with characters that have a meaning in addresses', async () => {
    const response = await fetch(`${plain.url}/files/${encodeURIComponent('50% #1, ä?.txt')}`);
    expect(await response.text()).toBe('50% #1, ä?.txt');
  });

  it('prefers the longer mount, and answers an index at the root', async () => {
    expect(await (await fetch(plain.url)).text()).toBe('home');
    expect(await (await fetch(`${plain.url}/files/inner/a.txt`)).text()).toBe('inner/a.txt');
    expect((await fetch(`${plain.url}/files/index.html`)).status).toBe(404);
  });

  it('reads files anew', async () => {
    writeFileSync(join(folder, 'public', 'late.txt'), 'one');
    expect(await (await fetch(`${plain.url}/files/late.txt`)).text()).toBe('one');
    writeFileSync(join(folder, 'public', 'late.txt'), 'other');
    expect(await (await fetch(`${plain.url}/files/late.txt`)).text()).toBe('other');
  });

  it.each(['/files/../../secret.txt', '/files/%2e%2e/secret.txt', '/files/..%2f..%2fsecret.txt', '/files/%'])(
    'does not leave its folders: %s',
    async (path) => {
      expect(await statusOf(plain.url, path)).toBe(404);
    },
  );

  it('tells what it sent: each response that went out whole, with its headers', async () => {
    const sent: [path: string, bytes: number][] = [];
    const mounts = { '/files/': join(folder, 'public') };
    const counting = await serve({ mounts, isolated: false, onSent: (path, bytes) => sent.push([path, bytes]) });
    writeFileSync(join(folder, 'public', 'large.bin'), Buffer.alloc(3_000_000));
    for (const name of ['large.bin', 'a.mjs', 'nothing'])
      await (await fetch(`${counting.url}/files/${name}`)).arrayBuffer();
    // The client may have the last byte before the server has noted so.
    await vi.waitFor(() => expect(sent).toHaveLength(3));
    await counting.close();
    const bytes = Object.fromEntries(sent);
    for (const [name, length] of Object.entries({ 'large.bin': 3_000_000, 'a.mjs': 'a.mjs'.length, nothing: 0 })) {
      expect(bytes[`/files/${name}`]).toBeGreaterThan(length);
      expect(bytes[`/files/${name}`]).toBeLessThan(length + 1000);
    }
  });

  it('refuses to be written to', async () => {
    expect((await fetch(`${plain.url}/files/a.mjs`, { method: 'PUT' })).status).toBe(405);
  });
});

/** The status of a path that is sent as it is; fetch would tidy it up. */
function statusOf(url: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
