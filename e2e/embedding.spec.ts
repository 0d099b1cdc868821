import { expect, test } from '@playwright/test';
import { type Answer, check, probabilities, runInPage, serveSdk } from './sdk-page.ts';

test.describe('the built package in a page', () => {
  for (const isolated of [true, false]) {
    test(`answers on a page that is ${isolated ? '' : 'not '}cross-origin isolated, and asks no other origin`, async ({
      page,
      context,
    }) => {
      const server = await serveSdk(isolated);
      const requests: URL[] = [];
      context.on('request', (request) => requests.push(new URL(request.url())));
      const { result, diagnostics } = await runInPage<Answer>(page, server, check({ threads: 2 }));
      expect(probabilities(result)).toEqual([expect.any(Number), expect.any(Number)]);
      expect(diagnostics).toMatchObject({ crossOriginIsolated: isolated, threads: isolated ? 2 : 1, backend: 'wasm' });
      expect(diagnostics.threadsReason).toMatch(isolated ? /threads option/ : /COOP and COEP/);
      expect(requests.some(({ pathname }) => pathname.endsWith('.onnx'))).toBe(true);
      expect(new Set(requests.map(({ origin }) => origin))).toEqual(new Set([server.url]));
      await server.close();
    });
  }

  test('keeps the main thread free: no task over 50 ms during a check', { tag: '@full' }, async ({ page }) => {
    const server = await serveSdk(true);
    const { seen, rounds } = await runInPage<{ seen: number; rounds: number[] }>(
      page,
      server,
      `
      const ekyc = await createEkyc();
      await ekyc.preload();
      const big = new OffscreenCanvas(4000, 3000);
      big.getContext('2d').drawImage(await createImageBitmap(await sample('selfie-marc.jpg')), 0, 0, 4000, 3000);
      const face = await big.convertToBlob({ type: 'image/jpeg' });
      const bytes = await face.arrayBuffer();
      const bitmap = await createImageBitmap(face);
      const checkModel = { operations: ['FACE_CHECK', 'FACE_MATCH_VALIDATION'] };
      const long = [];
      const observer = new PerformanceObserver((list) => long.push(...list.getEntries()));
      observer.observe({ type: 'longtask' });
      const settle = () => new Promise((resolve) => setTimeout(resolve, 200));
      // What the observer sees at all: one task that is long on purpose.
      setTimeout(() => { const end = performance.now() + 80; while (performance.now() < end); });
      await settle();
      const seen = long.splice(0).length;
      const rounds = [];
      for (let round = 0; round < 4; round++) {
        for (const one of [face, bytes, bitmap]) {
          await ekyc.check({ checkModel, face: one, doc: one, encrypted: false }, { details: true });
        }
        await settle();
        rounds.push(long.splice(0).length);
      }
      await ekyc.close();
      return { seen, rounds };
      `,
    );
    expect(seen).toBeGreaterThan(0);
    // A busy machine makes a short task long now and then; a task that is long by itself is so in every round.
    expect(rounds).toContain(0);
    await server.close();
  });

  test('says what to do on a page that is not secure', async ({ page }) => {
    const server = await serveSdk(false);
    await page.addInitScript(() => Object.defineProperty(globalThis, 'isSecureContext', { value: false }));
    const message = await runInPage<string>(
      page,
      server,
      'return createEkyc().catch((error) => error.code + error.message);',
    );
    expect(message).toMatch(/INSECURE_CONTEXT.*HTTPS/);
    await server.close();
  });
});
