import { expect, type Page, test } from '@playwright/test';

const card = (page: Page, name: string) => page.getByTestId(`entry-${name}`);
const READY = { timeout: 90_000 };

test('a first visit shows the sample pair being judged, without a click', async ({ page }) => {
  const requests: URL[] = [];
  page.context().on('request', (request) => requests.push(new URL(request.url())));
  await page.goto('/');
  await expect(card(page, 'PRESENTATION_ATTACK')).toHaveAttribute('data-verdict', 'pass', READY);
  await expect(card(page, 'FACE_MATCH_VALIDATION')).toHaveAttribute('data-verdict', 'pass');
  await expect(card(page, 'DEEPFAKE_ATTACK')).toContainText('has no network');
  await expect(page.getByTestId('overlay-face').locator('rect, circle').first()).toBeVisible();
  const raw = JSON.parse((await page.getByTestId('raw-json').textContent()) ?? '');
  expect(raw.face_result.results[0].type).toBe('PRESENTATION_ATTACK');
  expect(new Set(requests.map(({ origin }) => origin)).size).toBe(1);
});

test('another document makes another verdict, chosen and checked by keyboard alone', async ({ page }) => {
  await page.goto('/');
  await expect(card(page, 'FACE_MATCH_VALIDATION')).toHaveAttribute('data-verdict', 'pass', READY);
  await page.getByTestId('sample-doc-2').focus();
  await page.keyboard.press('Space');
  await page.getByTestId('check').focus();
  await page.keyboard.press('Enter');
  await expect(card(page, 'FACE_MATCH_VALIDATION')).toHaveAttribute('data-verdict', 'fail', READY);
});

test('a file that is no picture is refused at its slot, and the next check works', async ({ page }) => {
  await page.goto('/');
  await expect(card(page, 'PRESENTATION_ATTACK')).toBeVisible(READY);
  await page
    .getByTestId('file-face')
    .setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
  await page.getByTestId('check').click();
  await expect(page.getByTestId('error-face')).toContainText('not a picture', READY);
  await page.getByTestId('sample-face-0').click();
  await page.getByTestId('check').click();
  await expect(page.getByTestId('error-face')).toBeHidden();
  await expect(card(page, 'FACE_MATCH_VALIDATION')).toHaveAttribute('data-verdict', /pass|fail/, READY);
});

test('all operations together show every entry, those without a network too', async ({ page }) => {
  await page.goto('/');
  await expect(card(page, 'PRESENTATION_ATTACK')).toBeVisible(READY);
  await page.getByTestId('operation-DOC_CHECK').check();
  await page.getByTestId('operation-FACE_MATCH_SEARCH').check();
  await page.getByTestId('check').click();
  for (const type of ['SCREEN_REPLAY', 'PRINTED_COPY', 'PORTRAIT_SUBSTITUTION', 'DIGITAL_MANIPULATION']) {
    await expect(card(page, `${type}_ATTACK`)).toContainText('has no network', READY);
  }
  await expect(card(page, 'FACE_MATCH_SEARCH-FACE-demo')).toContainText('not part of this version');
});

test('pictures are sealed first and judged for injection, unless that is switched off', async ({ page }) => {
  await page.goto('/');
  await expect(card(page, 'INJECTION_ATTACK')).toHaveAttribute('data-verdict', 'pass', READY);
  await page.getByTestId('sealed').uncheck();
  await page.getByTestId('check').click();
  await expect(card(page, 'INJECTION_ATTACK')).toBeHidden(READY);
  await expect(card(page, 'FACE_MATCH_VALIDATION')).toHaveAttribute('data-verdict', 'pass');
  await page.getByTestId('diagnostics').locator('summary').click();
  await expect(page.getByTestId('backend')).toContainText('indexeddb');
  await page.getByTestId('erase').click();
  await expect(page.getByTestId('status')).toContainText('Erased');
});

test('fits a phone of 320 px without scrolling sideways', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/');
  await expect(card(page, 'PRESENTATION_ATTACK')).toBeVisible(READY);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
