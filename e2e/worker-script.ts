import type { Page } from '@playwright/test';

/** Every worker that the page starts from now on runs this script before its own. */
export async function withWorkerScript(page: Page, script: string): Promise<void> {
  await page.route('**/worker.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `{ ${script} }\n${await response.text()}` });
  });
}
