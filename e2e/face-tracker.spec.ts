import { expect, type Page } from '@playwright/test';
import { EMBEDDABLE, type HostileSite, ISOLATED, test } from './hostile-site.ts';
import { buildTrackerModule, type TrackerModule } from './tracker-page.ts';

const CSP = 'Content-Security-Policy';
const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src 'self' blob:; require-trusted-types-for 'script'; trusted-types idem-ekyc";
const reported = { [CSP]: STRICT, [`${CSP}-Report-Only`]: `${STRICT}; report-uri /violations` };
const VIOLATION = 'POST /violations';

let tracker: TrackerModule;

test.beforeAll(async () => {
  tracker = await buildTrackerModule();
});

test.afterAll(() => tracker.remove());

/** How many faces the tracker finds in three frames of a selfie, or the code and the message of its error. */
async function facesIn(page: Page, site: HostileSite): Promise<number[] | string> {
  await page.goto(`${site.url}/`);
  return page.evaluate(`(async () => {
    const { createFaceTracker } = await import('/tracker/face-tracker.js');
    try {
      const tracker = await createFaceTracker({ assetsBaseUrl: '/sdk/assets/' });
      const picture = await (await fetch('/samples/selfie-marc.jpg')).blob();
      const faces = [];
      for (let i = 0; i < 3; i++) faces.push((await tracker.track(await createImageBitmap(picture), 40 * i)).length);
      tracker.close();
      return faces;
    } catch (error) {
      return error.code + ' ' + error.message;
    }
  })()`);
}

test.describe('the face tracker', () => {
  for (const isolated of [true, false]) {
    test(`asks no other origin, breaks no policy and writes to no console, ${isolated ? 'with' : 'without'} cross-origin isolation`, async ({
      page,
      context,
      serveSite,
    }) => {
      const site = await serveSite({
        page: { ...reported, ...(isolated && ISOLATED) },
        assets: { ...reported, ...(isolated && EMBEDDABLE) },
        mounts: { '/tracker/': tracker.folder },
      });
      const requests: string[] = [];
      context.on('request', (request) => requests.push(request.url()));
      const written: string[] = [];
      page.on('console', (message) => written.push(message.text()));
      expect(await facesIn(page, site)).toEqual([1, 1, 1]);
      expect(requests).toContain(`${site.url}/sdk/assets/tracker/vision_wasm_module_internal.wasm`);
      expect(requests.filter((url) => !url.startsWith(`${site.url}/`))).toEqual([]);
      expect(site.requests).not.toContain(VIOLATION);
      expect(written).toEqual([]);
      // What would have been seen, had there been any.
      await page.evaluate(() => fetch('https://elsewhere.invalid').catch(() => {}));
      await expect.poll(() => site.requests).toContain(VIOLATION);
      expect(written.join()).toContain('elsewhere.invalid');
    });
  }

  test('says what to allow where its own policy forbids WebAssembly', async ({ page, serveSite }) => {
    const site = await serveSite({
      assets: { [CSP]: STRICT.replace(" 'wasm-unsafe-eval'", '') },
      mounts: { '/tracker/': tracker.folder },
    });
    expect(await facesIn(page, site)).toMatch(
      /^RUNTIME_FAILED .*sent with tracker\.js forbids WebAssembly\. Add 'wasm-unsafe-eval' to its script-src/,
    );
  });
});
