import { expect, test } from '@playwright/test';
import { browserArgs, findBrowser } from '../scripts/find-browser.ts';
import { type Answer, check, probabilities, runInPage, serveSdk } from './sdk-page.ts';

// Chromium's software adapter: slow, and the same arithmetic as on a graphics card.
test.use({ launchOptions: { executablePath: await findBrowser(), args: [...browserArgs, '--enable-unsafe-webgpu'] } });

test('WebGPU on the software adapter answers the same as WASM, and is taken only when asked for', {
  tag: '@full',
}, async ({ page }) => {
  test.slow();
  const server = await serveSdk(true);
  const wasm = await runInPage<Answer>(page, server, check());
  expect(wasm.diagnostics).toMatchObject({ backend: 'wasm', backendReason: expect.stringContaining('software') });
  const webgpu = await runInPage<Answer>(page, server, check({ backend: 'webgpu' }));
  expect(webgpu.diagnostics).toMatchObject({ backend: 'webgpu', backendReason: expect.stringContaining('software') });
  const expected = probabilities(wasm.result);
  for (const [i, probability] of probabilities(webgpu.result).entries()) {
    expect(probability).toBeCloseTo(expected[i]!, 4);
  }
  await server.close();
});
