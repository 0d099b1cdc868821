import { expect, test } from '@playwright/test';
import { seededRandom } from '../scripts/random.ts';
import type { StaticServer } from '../scripts/static-server.ts';
import { runIn, runInPage, serveSdk } from './sdk-page.ts';

let server: StaticServer;

test.beforeEach(async () => {
  server = await serveSdk(false);
});
test.afterEach(() => server.close());

const FILL = `
  globalThis.ekyc = await createEkyc();
  globalThis.template = (await ekyc.generateTemplate(await sample('selfie-marc.jpg'), { encrypted: false })).template;
  await ekyc.createCollection('a');
  await ekyc.addTemplate('a', Array(500).fill(template));
  return template;
`;

const COUNT = `
  const ekyc = await createEkyc();
  const all = await ekyc.listCollections();
  const ids = [];
  for (let page = { next: undefined }; ids.length === 0 || page.next; ) {
    if (all.length === 0) break;
    page = await ekyc.listRecords('a', { after: page.next, limit: 1000 });
    ids.push(...page.record_ids);
    if (page.record_ids.length === 0) break;
  }
  await ekyc.close();
  return { count: all[0]?.count ?? -1, listed: new Set(ids).size };
`;

test('a page that is closed while it adds or deletes leaves all of it or nothing', async ({ page, context }) => {
  test.setTimeout(180_000);
  const random = seededRandom(5);
  const template = await runInPage<string>(page, server, FILL);
  let expected = 500;
  for (let round = 0; round < 8; round++) {
    const tab = await context.newPage();
    await runInPage(tab, server, `globalThis.ekyc = await createEkyc();`);
    // Not awaited: the tab is closed meanwhile.
    const adding = runIn(tab, `await ekyc.addTemplate('a', Array(4000).fill(${JSON.stringify(template)}));`).catch(
      () => {},
    );
    await page.waitForTimeout(random(250));
    await tab.close();
    await adding;
    const { count, listed } = await runInPage<{ count: number; listed: number }>(page, server, COUNT);
    expect([expected, expected + 4000]).toContain(count);
    expect(listed).toBe(count);
    expected = count;
  }
  const tab = await context.newPage();
  await runInPage(tab, server, `globalThis.ekyc = await createEkyc();`);
  const deleting = runIn(tab, `await ekyc.deleteCollection('a', { force: true });`).catch(() => {});
  await page.waitForTimeout(random(20));
  await tab.close();
  await deleting;
  const after = await runInPage<{ count: number; listed: number }>(page, server, COUNT);
  expect([-1, expected]).toContain(after.count);
});

test('two tabs lose nothing of each other, and see at once what the other deletes', async ({ page, context }) => {
  await runInPage(page, server, FILL);
  const other = await context.newPage();
  const template = await runIn<string>(page, 'return template;');
  await runInPage(
    other,
    server,
    `globalThis.ekyc = await createEkyc(); globalThis.template = ${JSON.stringify(template)};`,
  );
  const add = `
    const ids = [];
    for (let i = 0; i < 20; i++) ids.push(...(await ekyc.addTemplate('a', [template])).record_ids);
    return ids;
  `;
  const added = await Promise.all([runIn<string[]>(page, add), runIn<string[]>(other, add)]);
  const search = `
    const checkModel = { operations: ['FACE_MATCH_SEARCH'], face_search_parameters: { collections: ['a'], limit: 10_000 } };
    const { face_search_result } = await ekyc.check({ checkModel, face: await sample('selfie-marc.jpg'), encrypted: false });
    const [entry] = face_search_result.results;
    return entry.error ?? entry.results.map(({ record_id }) => record_id);
  `;
  for (const tab of [page, other]) {
    const found = await runIn<string[]>(tab, search);
    expect(found).toHaveLength(540);
    for (const id of added.flat()) expect(found).toContain(id);
  }
  await runIn(page, `await ekyc.removeRecord('a', ${JSON.stringify(added[1]![0])});`);
  expect(await runIn<string[]>(other, search)).not.toContain(added[1]![0]);
  await runIn(other, `await ekyc.deleteCollection('a', { force: true });`);
  expect(await runIn(page, search)).toBe('Collection does not exist');
});

test('collections outlive the visit', async ({ page }) => {
  await runInPage(page, server, FILL);
  await page.reload();
  expect(await runInPage(page, server, COUNT)).toEqual({ count: 500, listed: 500 });
});
