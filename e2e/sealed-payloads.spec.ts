import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { openPayload } from 'idem-ekyc/server';
import type { StaticServer } from '../scripts/static-server.ts';
import { runInPage, serveSdk } from './sdk-page.ts';
import { withWorkerScript } from './worker-script.ts';

let server: StaticServer;

test.beforeEach(async () => {
  server = await serveSdk(false);
});
test.afterEach(() => server.close());

/** Base64 of a payload that the page sealed, after `prepare` ran. */
const SEAL = (prepare = '') => `
  const ekyc = await createEkyc();
  ${prepare}
  const payload = await ekyc.encryptPayload(await sample('selfie-marc.jpg'), { externalMeta: 's-17' });
  const bytes = new Uint8Array(await payload.arrayBuffer());
  await ekyc.close();
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
`;

/** Code of the error that decrypt() ends in, or how many bytes it answers; and where keys are kept. */
const DECRYPT = (payload: string) => `
  const ekyc = await createEkyc();
  const bytes = Uint8Array.from(atob('${payload}'), (char) => char.charCodeAt(0));
  const outcome = await ekyc.decrypt(bytes).then(({ size }) => size, ({ code }) => code);
  const { keyStorage, keyStorageReason } = await ekyc.diagnostics();
  await ekyc.close();
  return { outcome, keyStorage, keyStorageReason };
`;

const pictureBytes = readFileSync('samples/selfie-marc.jpg');

test('a payload opens in a later visit of the same browser, and in no other browser', async ({ page, browser }) => {
  const payload = await runInPage<string>(page, server, SEAL());
  await page.reload();
  expect(await runInPage(page, server, DECRYPT(payload))).toMatchObject({
    outcome: pictureBytes.length,
    keyStorage: 'indexeddb',
  });
  const other = await (await browser.newContext()).newPage();
  expect(await runInPage(other, server, DECRYPT(payload))).toMatchObject({ outcome: 'PAYLOAD_KEY_UNKNOWN' });
});

for (const kind of ['p-256', 'x25519']) {
  test(`a page seals to a server's ${kind} key, and the server alone opens it`, async ({ page }, testInfo) => {
    const folder = testInfo.outputPath('keys');
    mkdirSync(folder, { recursive: true });
    execFileSync(process.execPath, ['dist/cli.js', 'keygen', 'bank', '--kind', kind, '--folder', folder]);
    const publicPem = JSON.stringify(readFileSync(`${folder}/bank.public.pem`, 'utf8'));
    const payload = await runInPage<string>(page, server, SEAL(`await ekyc.setEncryptionKey(${publicPem}, 'bank');`));
    const opened = await openPayload(Buffer.from(payload, 'base64'), {
      keys: { bank: readFileSync(`${folder}/bank.private.pem`, 'utf8') },
    });
    expect(Buffer.compare(opened.image, pictureBytes)).toBe(0);
    expect(opened).toMatchObject({ keyId: 'bank', externalMeta: 's-17' });
    expect(await runInPage(page, server, DECRYPT(payload))).toMatchObject({ outcome: 'PAYLOAD_KEY_UNKNOWN' });
  });
}

/** How browsers refuse to keep keys. */
const REFUSALS = {
  'site data is blocked': `Object.defineProperty(self, 'indexedDB', { get() { throw new DOMException('denied', 'SecurityError'); } });`,
  'the database cannot be opened': `IDBFactory.prototype.open = () => { throw new DOMException('broken', 'UnknownError'); };`,
  'keys cannot be stored': `IDBObjectStore.prototype.put = () => { throw new DOMException('no keys', 'DataCloneError'); };
    IDBObjectStore.prototype.add = IDBObjectStore.prototype.put;`,
  'the quota is used up': `IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
    IDBObjectStore.prototype.add = IDBObjectStore.prototype.put;`,
} as const;

const SEAL_AND_CHECK = `
  const ekyc = await createEkyc();
  const face = await ekyc.encryptPayload(await sample('selfie-marc.jpg'));
  const { size } = await ekyc.decrypt(face);
  const checkModel = {
    operations: ['FACE_CHECK'],
    face_check_parameters: { pipelines: [{ type: 'INJECTION_ATTACK' }] },
  };
  const probabilities = [];
  for (let time = 0; time < 2; time++) {
    const { face_result } = await ekyc.check({ checkModel, face });
    probabilities.push(face_result.results[0].probability);
  }
  const { keyStorage, keyStorageReason } = await ekyc.diagnostics();
  await ekyc.eraseAll();
  const erased = await ekyc.decrypt(face).catch(({ code }) => code);
  await ekyc.close();
  return { size, probabilities, keyStorage, keyStorageReason, erased };
`;

for (const [how, script] of Object.entries(REFUSALS)) {
  test(`where ${how}, a key in memory seals, opens and knows replays, and diagnostics say so`, async ({ page }) => {
    await withWorkerScript(page, script);
    expect(await runInPage(page, server, SEAL_AND_CHECK)).toEqual({
      size: pictureBytes.length,
      probabilities: [expect.closeTo(0.25, 3), 0],
      keyStorage: 'memory',
      keyStorageReason: expect.stringMatching(
        /memory until the worker ends.*\((SecurityError|UnknownError|DataCloneError|QuotaExceededError)/,
      ),
      erased: 'PAYLOAD_KEY_UNKNOWN',
    });
  });
}

test('what can be erased is, and what cannot is told', async ({ page }) => {
  await withWorkerScript(
    page,
    `IDBFactory.prototype.deleteDatabase = () => { throw new DOMException('broken', 'UnknownError'); };`,
  );
  const outcome = await runInPage(
    page,
    server,
    `
    const ekyc = await createEkyc();
    const payload = await ekyc.encryptPayload(await sample('selfie-marc.jpg'));
    const erased = await ekyc.eraseAll().catch(({ code, message }) => code + ' ' + message);
    const opened = await ekyc.decrypt(payload).catch(({ code }) => code);
    await ekyc.close();
    return { erased, opened };
    `,
  );
  expect(outcome).toEqual({
    erased: expect.stringMatching(/^STORAGE_FAILED The collections could not be erased/),
    opened: 'PAYLOAD_KEY_UNKNOWN',
  });
});

test('a key in memory is gone with its worker', async ({ page }) => {
  await withWorkerScript(page, REFUSALS['site data is blocked']);
  const payload = await runInPage<string>(page, server, SEAL());
  expect(await runInPage(page, server, DECRYPT(payload))).toMatchObject({
    outcome: 'PAYLOAD_KEY_UNKNOWN',
    keyStorage: 'memory',
  });
});

test('sealing a large picture keeps the main thread free: no task over 50 ms', async ({ page }) => {
  const rounds = await runInPage<number[]>(
    page,
    server,
    `
    const ekyc = await createEkyc();
    const image = new Uint8Array(20e6).fill(17);
    // A frame header of JPEG is all that is looked at.
    image.set([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 15, 0, 20, 0, 1, 1, 0x11, 0]);
    const blob = new Blob([image]);
    await ekyc.encryptPayload(blob);
    const long = [];
    new PerformanceObserver((list) => long.push(...list.getEntries())).observe({ type: 'longtask' });
    const settle = () => new Promise((resolve) => setTimeout(resolve, 200));
    const rounds = [];
    for (let round = 0; round < 4; round++) {
      await ekyc.decrypt(await ekyc.encryptPayload(blob));
      await settle();
      rounds.push(long.splice(0).length);
    }
    await ekyc.close();
    return rounds;
  `,
  );
  // A busy machine makes a short task long now and then; a task that is long by itself is so in every round.
  expect(rounds).toContain(0);
});

test('nothing of what is sealed leaves the page', async ({ page, context }) => {
  const requests: string[] = [];
  context.on('request', (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await runInPage(page, server, SEAL_AND_CHECK);
  expect(requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
});

async function logsOf(page: Page, script: string): Promise<string> {
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  const answer = await runInPage(page, server, script);
  return `${lines.join('\n')}\n${JSON.stringify(answer)}`;
}

test('no key, nonce or session id shows up in logs, errors or diagnostics', async ({ page }) => {
  const text = await logsOf(
    page,
    `
    const ekyc = await createEkyc();
    const face = await ekyc.encryptPayload(await sample('selfie-marc.jpg'), { externalMeta: 'secret-session' });
    const broken = new Uint8Array(await face.arrayBuffer());
    broken[broken.length - 1] ^= 1;
    const errors = [];
    for (const bad of [broken, broken.slice(0, 500), new Uint8Array(9)]) {
      await ekyc.decrypt(bad).catch((error) => errors.push(String(error), JSON.stringify(error), String(error.cause), error.stack));
    }
    const answer = { errors, diagnostics: await ekyc.diagnostics(), ekyc: JSON.stringify(ekyc) };
    await ekyc.close();
    return answer;
  `,
  );
  expect(text).toContain('cut off');
  expect(text).not.toMatch(/secret-session|PRIVATE|CryptoKey|privateKey/);
});
