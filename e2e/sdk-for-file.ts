import { type Browser, test } from '@playwright/test';
import type { StaticServer } from '../scripts/static-server.ts';
import { serveSdk } from './sdk-page.ts';

/** The built package on a server, for the tests of one file, which launch browsers of their own. */
export interface SdkForFile {
  readonly server: StaticServer;
  /** Has a browser closed after the test. */
  closeAfterTest(browser: Browser): Browser;
}

/**
 * Serves the package, cross-origin isolated, while the tests of a file run.
 *
 * @example
 * const sdk = sdkForFile();
 * test('…', async () => {
 *   const page = await sdk.closeAfterTest(await launchWithCamera('good-face')).newPage();
 *   await page.goto(`${sdk.server.url}/`);
 * });
 */
export function sdkForFile(): SdkForFile {
  let server: StaticServer;
  const open: Browser[] = [];
  test.beforeAll(async () => {
    server = await serveSdk(true);
  });
  test.afterEach(async () => {
    await Promise.all(open.splice(0).map((browser) => browser.close()));
  });
  test.afterAll(() => server.close());
  return {
    get server() {
      return server;
    },
    closeAfterTest(browser) {
      open.push(browser);
      return browser;
    },
  };
}
