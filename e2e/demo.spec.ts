import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { launchWithScenes } from './fake-camera.ts';

const card = (page: Page, name: string) => page.getByTestId(`entry-${name}`);
const said = (page: Page) => page.getByTestId('known-faces-status');
const READY = { timeout: 90_000 };
const NO_PICTURE = { name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') };

/** Opens the panel once the page has judged its samples, so that no other check is under way. */
async function openKnownFaces(page: Page): Promise<void> {
  await page.goto('/');
  await expect(card(page, 'FACE_MATCH_VALIDATION')).toBeVisible(READY);
  await page.getByTestId('known-faces').locator('summary').click();
}

async function enrolSelfie(page: Page): Promise<void> {
  await page.getByTestId('enrol-selfie').click();
  await expect(said(page)).toHaveText('Enrolled: 1.', READY);
}

async function search(page: Page, collection: string, answer: string): Promise<void> {
  await page.getByTestId('check').click();
  await expect(card(page, `FACE_MATCH_SEARCH-FACE-${collection}`)).toContainText(answer, READY);
}

test('a first visit shows the sample pair being judged, without a click', async ({ page }) => {
  const requests: URL[] = [];
  page.context().on('request', (request) => requests.push(new URL(request.url())));
  await page.goto('/');
  await expect(card(page, 'PRESENTATION_ATTACK')).toHaveAttribute('data-verdict', 'pass', READY);
  await expect(card(page, 'FACE_MATCH_VALIDATION')).toHaveAttribute('data-verdict', 'pass');
  await expect(card(page, 'DEEPFAKE_ATTACK')).toHaveAttribute('data-verdict', /pass|fail/);
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

test('a sample that is still on its way when Check is pressed is the one that is checked', { tag: '@full' }, async ({
  page,
}) => {
  await page.goto('/');
  await expect(card(page, 'FACE_MATCH_VALIDATION')).toHaveAttribute('data-verdict', 'pass', READY);
  await page.route('**/samples/*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.continue();
  });
  await page.getByTestId('sample-doc-2').check();
  await page.getByTestId('check').click();
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

test('all operations together show every entry, those that cannot be answered too', async ({ page }) => {
  await page.goto('/');
  await expect(card(page, 'PRESENTATION_ATTACK')).toBeVisible(READY);
  await page.getByTestId('operation-DOC_CHECK').check();
  await page.getByTestId('operation-FACE_MATCH_SEARCH').check();
  await page.getByTestId('check').click();
  for (const type of ['SCREEN_REPLAY', 'PRINTED_COPY', 'PORTRAIT_SUBSTITUTION', 'DIGITAL_MANIPULATION']) {
    await expect(card(page, `${type}_ATTACK`)).toHaveAttribute('data-verdict', /pass|fail/, READY);
  }
  await expect(card(page, 'FACE_MATCH_SEARCH-FACE-demo')).toContainText('Collection does not exist');
  // Where it was doubted is shown as long as it is asked for, by one check at a time.
  const doubtsOf = (type: string) => card(page, `${type}_ATTACK`).getByRole('button', { name: 'Show on the photo' });
  const cells = page.getByTestId('heat-map').locator('polygon');
  await doubtsOf('SCREEN_REPLAY').click();
  await expect(cells).toHaveCount(12);
  const doubts = doubtsOf('PORTRAIT_SUBSTITUTION');
  await doubts.click();
  await expect(cells).toHaveCount(144);
  await expect(doubts).toHaveAttribute('aria-pressed', 'true');
  await expect(doubtsOf('SCREEN_REPLAY')).toHaveAttribute('aria-pressed', 'false');
  await doubts.click();
  await expect(page.getByTestId('heat-map')).toHaveCount(0);
});

test('pictures are sealed first and judged for injection, unless that is switched off', async ({ page }) => {
  await page.goto('/');
  // A file carries no evidence of a camera.
  await expect(card(page, 'INJECTION_ATTACK')).toHaveAttribute('data-verdict', 'fail', READY);
  await page.getByTestId('sealed').uncheck();
  await page.getByTestId('check').click();
  await expect(card(page, 'INJECTION_ATTACK')).toBeHidden(READY);
  await expect(card(page, 'FACE_MATCH_VALIDATION')).toHaveAttribute('data-verdict', 'pass');
  await page.getByTestId('diagnostics').locator('summary').click();
  await expect(page.getByTestId('backend')).toContainText('indexeddb');
  await page.getByTestId('erase').click();
  await page.getByTestId('confirm').click();
  await expect(page.getByTestId('status')).toContainText('Erased');
});

test('a selfie and a document from the camera are checked as the camera sealed them', async ({ baseURL }) => {
  const camera = await launchWithScenes(test.info().outputPath('camera.y4m'));
  try {
    const page = await camera.browser.newPage();
    await page.goto(`${baseURL}/`);
    await expect(card(page, 'FACE_MATCH_VALIDATION')).toBeVisible(READY);
    for (const [scene, slot] of [
      ['good-face', 'face'],
      ['good-card', 'doc'],
    ] as const) {
      await camera.show(scene);
      await page.getByTestId(`camera-${slot}`).click();
      await page.getByRole('button', { name: 'Use photo' }).click(READY);
      await expect(page.getByTestId('camera-dialog')).toBeHidden();
    }
    await expect(page.getByTestId('slot-face')).toContainText('Selfie.jpg');
    await page.getByTestId('check').click();
    await expect(card(page, 'FACE_MATCH_VALIDATION')).toHaveAttribute('data-verdict', 'pass', READY);
    await expect(page.getByTestId('document')).toHaveAttribute('data-status', 'OK', READY);
    // It comes with evidence of its capture, by a camera that is none.
    await expect(card(page, 'INJECTION_ATTACK')).toHaveAttribute('data-verdict', 'fail');
    await expect(card(page, 'INJECTION_ATTACK')).toContainText(/camera/i);
  } finally {
    await camera.browser.close();
  }
});

test('the camera is closed by Escape, and leaves the picture as it was', async ({ page }) => {
  await page.goto('/');
  await expect(card(page, 'FACE_MATCH_VALIDATION')).toBeVisible(READY);
  await page.getByTestId('camera-face').click();
  await expect(page.getByTestId('camera-dialog').getByRole('alert')).toBeVisible(READY);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('camera-dialog')).toBeHidden();
  await expect(page.getByTestId('camera-face')).toBeFocused();
  await expect(page.getByTestId('sample-face-0')).toBeChecked();
});

test('fits a phone of 320 px without scrolling sideways', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/');
  await expect(card(page, 'PRESENTATION_ATTACK')).toBeVisible(READY);
  await page.getByTestId('known-faces').locator('summary').click();
  await enrolSelfie(page);
  await page.getByTestId('enrol-files').setInputFiles(NO_PICTURE);
  await expect(page.getByTestId('refused')).toBeVisible(READY);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('nothing is kept unasked, and an enrolled selfie is found until it is removed', { tag: '@full' }, async ({
  page,
}) => {
  await openKnownFaces(page);
  await expect(page.getByTestId('collection')).toContainText('not made yet');
  await page.getByTestId('operation-FACE_MATCH_SEARCH').check();
  await search(page, 'demo', 'Collection does not exist');
  await enrolSelfie(page);
  await search(page, 'demo', '1 match');
  await page.reload();
  await expect(page.getByTestId('record-list').locator('li')).toHaveCount(1, READY);
  await page.getByTestId('known-faces').locator('summary').click();
  await page.getByTestId('record-remove').click();
  await expect(said(page)).toHaveText('Removed.', READY);
  await page.getByTestId('operation-FACE_MATCH_SEARCH').check();
  await search(page, 'demo', 'No match');
});

test('a collection is exported, deleted, imported again, and gone when everything is erased', { tag: '@full' }, async ({
  page,
}) => {
  await openKnownFaces(page);
  await page.getByTestId('collection-name').fill('staff');
  await page.getByTestId('collection-create').click();
  await expect(page.getByTestId('collection')).toHaveValue('staff');
  await page.getByTestId('collection-name').fill('guests');
  await page.getByTestId('collection-create').click();
  await expect(page.getByTestId('search-note')).toContainText('guests');
  await page.getByTestId('collection-delete').click();
  await expect(said(page)).toContainText('Deleted: “guests”');
  await page.getByTestId('collection-name').fill('guests');
  await page.getByTestId('collection-create').click();
  await expect(said(page)).toContainText('Created: “guests”');
  await page.getByTestId('collection').selectOption('staff');
  await expect(page.getByTestId('search-note')).toContainText('staff');
  await enrolSelfie(page);

  await page.getByTestId('export-passphrase').fill('a passphrase');
  const exporting = page.waitForEvent('download');
  await page.getByTestId('export').click();
  const exported = await exporting;
  expect(exported.suggestedFilename()).toBe('staff.idem');

  await page.getByTestId('collection-delete').click();
  await page.getByTestId('confirm-not').click();
  await expect(page.getByTestId('record-list').locator('li')).toHaveCount(1);
  await page.getByTestId('collection-delete').click();
  await page.getByTestId('confirm').click();
  await expect(said(page)).toContainText('Deleted: “staff”');
  await expect(page.getByTestId('collection')).toHaveValue('guests');

  await page.getByTestId('import-file').setInputFiles(await exported.path());
  await page.getByTestId('import-passphrase').fill('another passphrase');
  await page.getByTestId('import').click();
  await expect(page.getByTestId('alert-code')).toHaveText('PASSPHRASE_WRONG', READY);
  await page.getByTestId('import-passphrase').fill('a passphrase');
  await page.getByTestId('import').click();
  await expect(said(page)).toContainText('Imported: “staff”, 1 face', READY);
  await expect(page.getByTestId('alert')).toBeEmpty();
  await page.getByTestId('operation-FACE_MATCH_SEARCH').check();
  await search(page, 'staff', '1 match');

  await page.getByTestId('diagnostics').locator('summary').click();
  await page.getByTestId('erase').click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('collection')).toHaveValue('staff');
  await page.getByTestId('erase').click();
  await page.getByTestId('confirm').click();
  await expect(page.getByTestId('collection')).toHaveValue('demo');
  await expect(page.getByTestId('collection')).toContainText('not made yet');
  await expect(page.getByTestId('record-list').locator('li')).toHaveCount(0);
});

test('many files are enrolled one after the other, page by page, and a refused one is named', { tag: '@full' }, async ({
  page,
}) => {
  await openKnownFaces(page);
  const people = ['marc', 'christian', 'camille', 'kendall'].map((name) => `samples/selfie-${name}.jpg`);
  const files = await Promise.all(
    Array.from({ length: 21 }, async (_, index) => {
      const path = people[index % people.length]!;
      return { name: `${index}.jpg`, mimeType: 'image/jpeg', buffer: await readFile(path) };
    }),
  );
  await page.getByTestId('enrol-files').setInputFiles([NO_PICTURE, ...files]);
  await expect(page.getByTestId('known-faces-progress')).toHaveAttribute('value', /^0\.\d/);
  await expect(page.getByTestId('refused')).toContainText('x.jpg');
  await expect(said(page)).toHaveText('Enrolled: 21. Refused: 1.', READY);
  await expect(page.getByTestId('known-faces-progress')).toBeHidden();
  await expect(page.getByTestId('record-count')).toHaveText('1 to 20 of 21');
  await page.getByTestId('records-next').click();
  await expect(page.getByTestId('record-count')).toHaveText('21 to 21 of 21');
  await page.getByTestId('record-remove').click();
  await expect(page.getByTestId('record-count')).toHaveText('1 to 20 of 20');

  await page.getByTestId('enrol-files').setInputFiles(files);
  await expect(page.getByTestId('known-faces-progress')).toHaveAttribute('value', /^0\.\d/);
  await page.getByTestId('known-faces-cancel').click();
  await expect(said(page)).toContainText('Cancelled. Enrolled:');
});

/** The sample document with this title, read by itself. */
async function readSample(page: Page, title: string, status: string): Promise<void> {
  await page.getByTestId('slot-doc').getByRole('radio', { name: title }).check();
  await page.getByTestId('check').click();
  await expect(page.getByTestId('document')).toHaveAttribute('data-status', status, READY);
}

test('the document is drawn on its photo, and shown by itself with its portrait', async ({ page }) => {
  await page.goto('/');
  const panel = page.getByTestId('document');
  await expect(panel).toHaveAttribute('data-status', 'OK', READY);
  const overlay = page.getByTestId('overlay-doc');
  await expect(overlay).toHaveAttribute('aria-label', /Document, 1 face/);
  // The sample's own top left, whose place is known, is where the mark is.
  const { documents } = JSON.parse(await readFile('samples/index.json', 'utf8'));
  const [topLeft] = documents[0].corners;
  const mark = overlay.locator('.own-top-left');
  expect(Math.abs(Number(await mark.getAttribute('cx')) - topLeft.x)).toBeLessThan(60);
  expect(Math.abs(Number(await mark.getAttribute('cy')) - topLeft.y)).toBeLessThan(60);

  const sizeOf = (name: string) =>
    page.getByRole('img', { name }).evaluate(async (image) => {
      await (image as HTMLImageElement).decode();
      const { naturalWidth, naturalHeight } = image as HTMLImageElement;
      return { width: naturalWidth, height: naturalHeight };
    });
  expect(await sizeOf('The document alone, straight from above and upright')).toEqual({ width: 1011, height: 638 });
  expect((await sizeOf('The portrait on the document')).width).toBeGreaterThan(100);
  await expect(panel).toContainText('card, ID-1');
  await expect(panel).toContainText('turned anticlockwise by');
  await expect(panel).toContainText('No warnings.');
});

test('what is wrong with a document photo is said in words and by its code', { tag: '@full' }, async ({ page }) => {
  await page.goto('/');
  const panel = page.getByTestId('document');
  await expect(panel).toHaveAttribute('data-status', 'OK', READY);
  await readSample(page, 'Cut off', 'DOCUMENT_CROPPED');
  await expect(page.getByTestId('document-verdict')).toContainText('Part of the document is outside the picture.');
  await expect(page.getByTestId('document-verdict').locator('code')).toHaveText('DOCUMENT_CROPPED');
  await expect(page.getByTestId('document-warnings')).toContainText('DOCUMENT_BORDERS_OUTSIDE_OF_FRAME');
  await expect(page.getByTestId('slot-doc')).toContainText('DOCUMENT_CROPPED');
  await readSample(page, 'Grey copy', 'DOCUMENT_IS_COLORLESS');
  await readSample(page, 'Passport page', 'OK');
  await expect(panel).toContainText('passport page, ID-3');
  await readSample(page, 'No document', 'DOCUMENT_NOT_FOUND');
  await expect(panel.getByRole('img', { name: 'The document alone' })).toHaveCount(0);
  await expect(page.getByTestId('overlay-doc').locator('polygon')).toHaveCount(0);
});

test('the document that is shown goes with its photo, and its place stays as large as it was', {
  tag: '@full',
}, async ({ page }) => {
  await page.goto('/');
  const panel = page.getByTestId('document');
  const place = () => panel.locator('.rectified .sheet').boundingBox();
  const empty = await place();
  await expect(panel).toHaveAttribute('data-status', 'OK', READY);
  const filled = await place();
  expect(filled?.width).toBe(empty?.width);
  expect(filled?.height).toBe(empty?.height);
  await page.getByTestId('clear-doc').click();
  await expect(panel).not.toHaveAttribute('data-status');
  await expect(panel.getByRole('img', { name: 'The document alone' })).toHaveCount(0);
});
