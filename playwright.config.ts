import { defineConfig } from '@playwright/test';
import { browserArgs, findBrowser } from './scripts/find-browser.ts';

const DEMO = 'http://localhost:5199';

export default defineConfig({
  testDir: 'e2e',
  // The browser is the machine's bottleneck: tests side by side only slow each other.
  workers: 1,
  timeout: 180_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: DEMO,
    launchOptions: { executablePath: await findBrowser(), args: [...browserArgs] },
  },
  webServer: {
    command: 'npx vite --config demo/vite.config.ts --port 5199 --strictPort --no-open',
    url: DEMO,
  },
});
