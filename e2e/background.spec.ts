import { type Browser, expect, type Page } from '@playwright/test';
import { EMBEDDABLE, ISOLATED, test } from './hostile-site.ts';
import { runIn } from './sdk-page.ts';

/** A check long enough to be in the middle of when something happens to the page; `answered` is kept in the page. */
const START = `
  const ekyc = await createEkyc();
  const pipelines = Array.from({ length: 25 }, () => ({ type: 'PRESENTATION_ATTACK' }));
  const checkModel = { operations: ['FACE_CHECK'], face_check_parameters: { pipelines } };
  await ekyc.preload({ checkModel });
  const face = await sample('selfie-marc.jpg');
  const controller = new AbortController();
  const begin = (signal) => ekyc.check({ checkModel, face, encrypted: false }, { signal });
  window.test = {
    begin: () => { window.test.answered = begin(controller.signal).then(
      ({ face_result }) => face_result.results.map(({ status_code }) => status_code),
      (error) => error.message,
    ); },
    abort: () => controller.abort(new Error('enough')),
  };
`;

const statuses = Array(25).fill('OK');

/**
 * Stops page and worker as a phone does with what is in the background. Headless Chromium takes every page for visible, and
 * ignores `Page.setWebLifecycleState`.
 */
async function freezeAndThaw(page: Page, browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  let replied = false;
  for (const id of renderers) process.kill(id, 'SIGSTOP');
  try {
    const reply = page.evaluate('1').then(() => {
      replied = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(replied).toBe(false);
    for (const id of renderers) process.kill(id, 'SIGCONT');
    await reply;
  } finally {
    for (const id of renderers) process.kill(id, 'SIGCONT');
  }
}

/** What the check that was begun came to. */
const answered = (page: Page) => page.evaluate<unknown>('window.test.answered');

// Processes cannot be stopped on Windows.
test.skip(process.platform === 'win32');

test.describe('a check whose page goes to the background', () => {
  test.beforeEach(async ({ page, serveSite }) => {
    const site = await serveSite({ page: ISOLATED, assets: EMBEDDABLE });
    await page.goto(`${site.url}/`);
    await runIn(page, START);
  });

  test('behind another tab is answered', async ({ page, context }) => {
    await page.evaluate('window.test.begin()');
    const other = await context.newPage();
    await other.bringToFront();
    expect(await answered(page)).toEqual(statuses);
  });

  test('and is frozen is answered when it is thawed, and so is the next', { tag: '@full' }, async ({
    page,
    browser,
  }) => {
    await page.evaluate('window.test.begin()');
    await freezeAndThaw(page, browser);
    expect(await answered(page)).toEqual(statuses);
    await page.evaluate('window.test.begin()');
    expect(await answered(page)).toEqual(statuses);
  });

  test('and is frozen can be aborted afterwards', async ({ page, browser }) => {
    await page.evaluate('window.test.begin()');
    await freezeAndThaw(page, browser);
    await page.evaluate('window.test.abort()');
    // It may have been answered meanwhile.
    expect(['enough', statuses]).toContainEqual(await answered(page));
    await page.evaluate('window.test.begin()');
    expect(await answered(page)).toBe('enough');
  });
});
