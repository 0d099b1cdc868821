import { playwright } from '@vitest/browser-playwright';
import sirv from 'sirv';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { faultyAssets } from './e2e/faulty-assets.ts';
import { browserArgs, findBrowser } from './scripts/find-browser.ts';

/** The build, the sample pictures and the models, as a page would find them. */
function staticFolders(): Plugin {
  return {
    name: 'idem:static-folders',
    configureServer(server) {
      for (const [path, folder] of Object.entries({ '/idem': 'dist/assets', '/samples': 'samples' })) {
        server.middlewares.use(path, sirv(folder, { dev: true }));
      }
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['{src,scripts,eval,bench,demo}/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
        },
      },
      {
        publicDir: false,
        plugins: [staticFolders(), faultyAssets()],
        // Named here because a dependency found during the run would reload the page under the tests.
        optimizeDeps: {
          include: [
            'zod',
            'comlink',
            ...['bmp', 'gif', 'heif', 'png', 'webp'].map((type) => `image-size/types/${type}`),
          ],
        },
        server: {
          headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
        },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.ts'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: await findBrowser(), args: [...browserArgs] } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
