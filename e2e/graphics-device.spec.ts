import { expect } from '@playwright/test';
import { browserArgs, findBrowser } from '../scripts/find-browser.ts';
import type { CheckResponse, Diagnostics } from '../src/index.ts';
import { type GraphicsFault, withGraphicsFault } from './graphics-faults.ts';
import { EMBEDDABLE, ISOLATED, test } from './hostile-site.ts';
import { type Answer, check, preload, probabilities, runIn, runInPage, type Started } from './sdk-page.ts';

// Chromium's software adapter: slow, so little is run on it.
test.use({ launchOptions: { executablePath: await findBrowser(), args: [...browserArgs, '--enable-unsafe-webgpu'] } });
test.slow();

const SITE = { page: ISOLATED, assets: EMBEDDABLE };
const WEBGPU_RUNTIME = /asyncify|webgpu/;

/** Two checks, one after the other. */
const twoChecks = `
  const ekyc = await createEkyc({ backend: 'webgpu' });
  const [face, doc] = await Promise.all([sample('selfie-marc.jpg'), sample('id-marc.jpg')]);
  const checkModel = {
    operations: ['FACE_CHECK', 'FACE_MATCH_VALIDATION'],
    face_check_parameters: { pipelines: [{ type: 'PRESENTATION_ATTACK' }] },
  };
  const check = () => ekyc.check({ checkModel, face, doc, encrypted: false });
  const results = [await check(), await check()];
  // These leave out models of documents, that of deepfakes, and the pipelines that are there on demand.
  await ekyc.check({ checkModel: { operations: ['DOC_CHECK'] }, doc, encrypted: false });
  const others = ['pad-d-1', 'pad-m-1'].map((pipeline) => ({ type: 'PRESENTATION_ATTACK', pipeline }));
  const pipelines = [...others, { type: 'DEEPFAKE_ATTACK' }];
  await ekyc.check({ checkModel: { operations: ['FACE_CHECK'], face_check_parameters: { pipelines } }, face, encrypted: false });
  const diagnostics = await ekyc.diagnostics();
  await ekyc.close();
  return { results, diagnostics };
`;

const FAULTS: readonly (readonly [fault: GraphicsFault, reason: RegExp])[] = [
  ['adapter gone', /the browser offers no WebGPU adapter any more/],
  ['device refused', /too many devices/],
  ['lost at birth', /the graphics device was lost/],
  ['lost at work', /the graphics device was lost/],
  // The runtime hears of the buffer that it waits for before anybody hears of the device.
  ['lost in a run', /the graphics device was lost|mapAsync/],
];

for (const [fault, reason] of FAULTS) {
  // The cheapest of them; the others go farther, and take longer.
  const tag = fault === 'adapter gone' ? [] : '@full';
  test(`WebGPU, ${fault}: WASM answers, and diagnostics say why`, { tag }, async ({ page, serveSite }) => {
    const site = await serveSite(SITE);
    const wasm = await runInPage<Answer>(page, site, check({ backend: 'wasm' }));
    await withGraphicsFault(page, fault);
    const { results, diagnostics } = await runInPage<{ results: CheckResponse[]; diagnostics: Diagnostics }>(
      page,
      site,
      twoChecks,
    );
    for (const result of results) expectSame(result, wasm.result);
    expectGivenUp(diagnostics, reason);
  });
}

test('a device lost between two checks: the next one is answered by WASM', { tag: '@full' }, async ({
  page,
  serveSite,
}) => {
  const site = await serveSite(SITE);
  const wasm = await runInPage<Answer>(page, site, check({ backend: 'wasm' }));
  await withGraphicsFault(page, 'lost when told');
  await page.goto(`${site.url}/`);
  const { before, devices, result, after } = await runIn<{
    before: Diagnostics;
    devices: number;
    result: CheckResponse;
    after: Diagnostics;
  }>(
    page,
    `
    const ekyc = await createEkyc({ backend: 'webgpu', faceLimits: { minFaceSize: 2000 } });
    const [face, doc] = await Promise.all([sample('selfie-marc.jpg'), sample('id-marc.jpg')]);
    // Refused for its size, which the detector alone tells.
    await ekyc.check({ checkModel: { operations: ['FACE_CHECK'] }, face, encrypted: false });
    const before = await ekyc.diagnostics();
    const channel = new BroadcastChannel('lost when told');
    const told = new Promise((resolve) => { channel.onmessage = ({ data }) => resolve(data); });
    channel.postMessage('now');
    const devices = await told;
    const result = await ekyc.check({ checkModel: { operations: ['FACE_MATCH_VALIDATION'] }, face, doc, encrypted: false });
    const after = await ekyc.diagnostics();
    await ekyc.close();
    return { before, devices, result, after };
    `,
  );
  expect(before.backend).toBe('webgpu');
  expect(before.models[0]?.runs).toBeGreaterThan(0);
  expect(devices).toBe(1);
  expect(probabilities(result)[0]).toBeCloseTo(probabilities(wasm.result)[1]!, 4);
  const used = after.models.filter(({ runs }) => runs > 0);
  expect(used.length).toBeGreaterThan(1);
  for (const model of used) {
    expect(model).toMatchObject({ backend: 'wasm', backendReason: expect.stringContaining('device was lost') });
  }
});

test('a hardware adapter is raced against WASM at the first preload(), and the outcome remembered', {
  tag: '@full',
}, async ({ page, serveSite }) => {
  const site = await serveSite(SITE);
  await withGraphicsFault(page, 'disguise');
  const first = await runInPage<Started>(page, site, preload());
  expect(first).toMatchObject({ outcome: 'OK', diagnostics: { backend: 'wasm' } });
  const { models } = first.diagnostics!;
  const raced = models.filter(({ race }) => race);
  expect(raced.length).toBeGreaterThan(3);
  expect(raced).toEqual(models.filter(({ state }) => state === 'ready'));
  for (const { race, backend, backendReason } of raced) {
    expect(race?.webgpu).toBeGreaterThan(race!.wasm);
    expect(backend).toBe('wasm');
    expect(backendReason).toMatch(/^The faster in the race: WASM [\d.]+ ms, WebGPU [\d.]+ ms\.$/);
  }
  expect(site.requests.some((request) => WEBGPU_RUNTIME.test(request))).toBe(true);

  const seen = site.requests.length;
  const second = await runInPage<Started>(page, site, preload());
  expect(second.outcome).toBe('OK');
  expect(second.diagnostics!.models.map(({ race }) => race)).toEqual(models.map(({ race }) => race));
  for (const { backendReason } of second.diagnostics!.models.filter(({ race }) => race)) {
    expect(backendReason).toContain('Remembered from an earlier visit');
  }
  expect(site.requests.slice(seen).filter((request) => WEBGPU_RUNTIME.test(request))).toEqual([]);
});

function expectSame(result: CheckResponse, expected: CheckResponse): void {
  const [attack, match] = probabilities(expected);
  const [seenAttack, seenMatch] = probabilities(result);
  expect(seenAttack).toBeCloseTo(attack!, 4);
  expect(seenMatch).toBeCloseTo(match!, 4);
}

function expectGivenUp({ backend, backendReason, models }: Diagnostics, reason: RegExp): void {
  expect(backend).toBe('wasm');
  for (const words of [backendReason, ...models.map((model) => model.backendReason)]) {
    expect(words).toMatch(/^WebGPU was given up: /);
    expect(words).toMatch(reason);
  }
}
