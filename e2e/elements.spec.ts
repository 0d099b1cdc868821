import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Page } from '@playwright/test';
import type { SceneName } from '../scripts/fake-camera/scenes.ts';
import { launchWithCamera } from './fake-camera.ts';
import { EMBEDDABLE, ISOLATED, type Site, test as siteTest } from './hostile-site.ts';

/** What a page has to wait for when it fetches and warms up networks. */
const READY = { timeout: 90_000 };

const test = siteTest.extend<{ openPage: (scene: SceneName, site?: Site) => Promise<Page> }>({
  openPage: async ({ serveSite }, use) => {
    const browsers: Browser[] = [];
    await use(async (scene, site = { page: ISOLATED, assets: EMBEDDABLE }) => {
      const { url } = await serveSite(site);
      const browser = await launchWithCamera(scene);
      browsers.push(browser);
      const page = await (await browser.newContext()).newPage();
      await page.goto(`${url}/`);
      return page;
    });
    await Promise.all(browsers.map((browser) => browser.close()));
  },
});

/** Puts a component into the page, and takes down its events, and the tracks that the page is given. */
async function mount(page: Page, name: string, attributes: Record<string, string> = {}): Promise<void> {
  await page.evaluate(
    async ({ name, attributes }) => {
      const { mediaDevices } = navigator;
      const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
      const tracks: MediaStreamTrack[] = [];
      mediaDevices.getUserMedia = async (constraints) => {
        const stream = await getUserMedia(constraints);
        tracks.push(...stream.getTracks());
        return stream;
      };
      const element = document.createElement(name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      const events: string[] = [];
      for (const type of ['initialize', 'beforeOpen', 'open', 'beforeCapture', 'capture', 'close', 'error']) {
        element.addEventListener(type, (event) => {
          events.push(type);
          Object.assign(globalThis, { [`${type}Detail`]: (event as CustomEvent).detail[0] });
        });
      }
      Object.assign(globalThis, { events, tracks, element });
      const parent = document.createElement('main');
      parent.style.height = '600px';
      parent.append(element);
      document.body.append(parent);
      const elements = '/sdk/elements.js';
      await import(elements);
    },
    { name, attributes: { 'assets-base-url': '', ...attributes } },
  );
}

const events = (page: Page) => page.evaluate<string[]>('events');
/** Of the tracks that were ever given, those that still film. */
const filming = (page: Page) => page.evaluate<number>("tracks.filter((t) => t.readyState === 'live').length");

async function audit(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include('main').analyze();
  return violations.map(({ id, impact }) => `${impact}: ${id}`);
}

for (const [name, scene, code, operation] of [
  ['idem-face-capture', 'good-face', 'FACE_CHECK', 'face'],
  ['idem-document-capture', 'good-card', 'DOC_CHECK', 'doc'],
] as const) {
  test(`<${name}> leads to a picture that takes itself, and hands over a payload that a check accepts`, async ({
    openPage,
  }) => {
    const page = await openPage(scene);
    await mount(page, name);
    await expect.poll(() => events(page), READY).toEqual(['initialize']);
    expect(await audit(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open camera' }).click();
    await expect(page.locator(`${name} video`)).toBeVisible(READY);
    expect(await audit(page)).toEqual([]);
    await expect(page.getByRole('button', { name: 'Use photo' })).toBeVisible(READY);
    expect(await audit(page)).toEqual([]);
    expect(await filming(page)).toBe(0);
    await page.getByRole('button', { name: 'Use photo' }).click();
    expect(await events(page)).toEqual(
      expect.arrayContaining(['initialize', 'beforeOpen', 'open', 'beforeCapture', 'capture', 'close']),
    );
    expect((await events(page)).at(-1)).toBe('close');
    const answer = await page.evaluate<{ statusCode: string; source: string; photo: string; codes: string[] }>(`
      import('/sdk/index.js').then(async ({ createEkyc }) => {
        const { statusCode, source, photo, encryptedFile } = captureDetail;
        const ekyc = await createEkyc();
        const checkModel = { operations: ['${code}'] };
        const { face_result, doc_result } = await ekyc.check({ checkModel, ${operation}: encryptedFile });
        await ekyc.close();
        const codes = (face_result ?? doc_result).results.map((entry) => entry.error ?? entry.status_code);
        return { statusCode, source, photo: photo.type, codes };
      })
    `);
    expect(answer).toMatchObject({ statusCode: 'OK', source: 'auto', photo: 'image/jpeg' });
    expect(new Set(answer.codes)).toEqual(new Set(['OK']));
  });
}

test('the example of docs/CAPTURE.md works as it stands there', async ({ openPage }) => {
  const guide = await readFile('docs/CAPTURE.md', 'utf8');
  const example = guide.match(/```html\n([\s\S]+?)```/)?.[1];
  const page = await openPage('good-face', { mounts: { '/idem/': 'dist' } });
  await page.route('**/example.html', (route) => route.fulfill({ contentType: 'text/html', body: example ?? '' }));
  await page.goto(`${new URL(page.url()).origin}/example.html`);
  await page.getByRole('button', { name: 'Open camera' }).click();
  await page.getByRole('button', { name: 'Use photo' }).click(READY);
  await expect(page.locator('body')).toContainText('"PRESENTATION_ATTACK"', READY);
});

test('a camera that films goes off with its component, ten times over', async ({ openPage }) => {
  const page = await openPage('no-face');
  await mount(page, 'idem-face-capture');
  await expect.poll(() => events(page), READY).toEqual(['initialize']);
  for (let round = 1; round <= 10; round++) {
    await page.evaluate('element.openCamera()');
    await expect.poll(() => filming(page), READY).toBe(1);
    await page.evaluate(round % 2 ? 'element.closeCamera()' : 'element.remove()');
    await expect.poll(() => filming(page)).toBe(0);
    await page.evaluate("document.querySelector('main').append(element)");
    expect((await events(page)).filter((type) => type === 'close')).toHaveLength(round);
  }
  expect(await events(page)).not.toContain('error');
});

test('a camera that is opened while the component leaves does not stay on', async ({ openPage }) => {
  const page = await openPage('no-face');
  await mount(page, 'idem-face-capture');
  await expect.poll(() => events(page), READY).toEqual(['initialize']);
  await page.evaluate('element.openCamera(); setTimeout(() => element.remove(), 20)');
  await expect.poll(() => events(page)).toEqual(['initialize', 'beforeOpen', 'close']);
  await page.waitForTimeout(1_000);
  expect(await filming(page)).toBe(0);
});

test('without leave to film it says what to do, and takes a file instead', async ({ page, serveSite }) => {
  const { url } = await serveSite({});
  await page.goto(`${url}/`);
  await mount(page, 'idem-face-capture', { light_challenge: '' });
  await page.getByRole('button', { name: 'Open camera' }).click();
  await expect(page.getByRole('alertdialog', { name: 'Flashing light' })).toBeVisible();
  expect(await audit(page)).toEqual([]);
  await page.getByRole('button', { name: 'Go on without flashing' }).click();
  await expect(page.getByRole('alert')).toContainText(/camera/i, READY);
  expect(await audit(page)).toEqual([]);
  await page.getByLabel('Choose a photo').setInputFiles('samples/selfie-two-people.jpg');
  await expect(page.locator('[part=fault]')).toContainText('Only one person', READY);
  expect(await audit(page)).toEqual([]);
  await page.getByRole('button', { name: 'Use photo' }).click();
  expect(await page.evaluate('captureDetail')).toMatchObject({ statusCode: 'TOO_MANY_FACES', source: 'file' });
});

test('the light challenge flashes once the user has agreed, and ends with the picture', { tag: '@full' }, async ({
  openPage,
}) => {
  const page = await openPage('good-face');
  await mount(page, 'idem-face-capture', { light_challenge: '' });
  await page.getByRole('button', { name: 'Open camera' }).click();
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  const light = page.getByRole('dialog', { name: 'Flashing light' });
  await expect(light).toBeVisible(READY);
  expect(await light.evaluate((dialog) => dialog.getBoundingClientRect().toJSON())).toMatchObject(page.viewportSize()!);
  const colour = await light.evaluate((dialog) => getComputedStyle(dialog).backgroundColor);
  await expect.poll(() => light.evaluate((dialog) => getComputedStyle(dialog).backgroundColor)).not.toBe(colour);
  await expect(page.getByRole('button', { name: 'Use photo' })).toBeVisible(READY);
  await expect(light).toBeHidden();
});

test('who prefers reduced motion is not asked for flashes, and sees nothing turn', async ({ openPage }) => {
  const page = await openPage('no-face');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await mount(page, 'idem-face-capture', { light_challenge: '' });
  const turning = () =>
    page.evaluate<number>(
      'element.shadowRoot.getAnimations({ subtree: true }).length + document.getAnimations().length',
    );
  await page.getByRole('button', { name: 'Open camera' }).click();
  await expect(page.locator('[part=hint]')).toHaveText('Getting ready …');
  expect(await turning()).toBe(0);
  await expect(page.locator('idem-face-capture video')).toBeVisible(READY);
  expect(await turning()).toBe(0);
  // Without the preference the spinner turns: what is looked for could be found.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.evaluate('element.closeCamera(); element.removeAttribute("light_challenge"); element.openCamera()');
  await expect.poll(turning).toBeGreaterThan(0);
});

test('a strict policy with Trusted Types is violated nowhere, and the components look as they should', async ({
  openPage,
}) => {
  const policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' blob:; require-trusted-types-for 'script'; trusted-types idem-ekyc lit-html";
  const headers = { 'Content-Security-Policy': policy };
  const page = await openPage('good-face', { page: headers, assets: headers });
  await page.evaluate(`
    globalThis.violations = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.push(effectiveDirective));
  `);
  await mount(page, 'idem-face-capture');
  await page.getByRole('button', { name: 'Open camera' }).click();
  await expect(page.getByRole('button', { name: 'Use photo' })).toBeVisible(READY);
  const photo = page.getByRole('img', { name: 'The selfie that was taken' });
  expect(await photo.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(640);
  expect(await page.evaluate('getComputedStyle(element).display')).toBe('block');
  expect(await page.evaluate('violations')).toEqual([]);
});
