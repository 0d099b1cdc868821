import { playwright } from '@vitest/browser-playwright';
import sirv from 'sirv';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { faultyAssets } from './e2e/faulty-assets.ts';
import { browserMemory } from './scripts/browser-memory.ts';
import { browserArgs, findBrowser } from './scripts/find-browser.ts';
import { pictureCorpus } from './scripts/picture-corpus/serve.ts';

const executablePath = await findBrowser();

/** Files at a time: while one page waits for its worker, another has something to do. The same for all projects, which could not run together else. */
const WORKERS = 2;

/** A page that asks for its memory is told at once, and not after the next garbage collection of the browser's own. */
const MEASURE_AT_ONCE = '--enable-blink-features=ForceEagerMeasureMemory';

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

/**
 * Tests that run in a page, against the build.
 *
 * @param name of the project.
 * @param more `maxWorkers`: files at a time, one unless told; some measure memory.
 */
export function browserTests(name: string, include: string, more: { exclude?: string[]; maxWorkers?: number } = {}) {
  return {
    publicDir: false as const,
    plugins: [staticFolders(), faultyAssets(), pictureCorpus()],
    // Named here because a dependency found during the run would reload the page under the tests.
    optimizeDeps: {
      include: [
        'zod',
        'lit',
        'axe-core',
        'comlink',
        'hpke',
        'idb',
        '@mediapipe/tasks-vision',
        '@noble/hashes/scrypt.js',
        ...['png', 'webp'].map((type) => `image-size/types/${type}`),
      ],
    },
    server: {
      headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
    },
    test: {
      name,
      include: [include],
      maxWorkers: 1,
      ...more,
      // A busy machine is no failure.
      testTimeout: 120_000,
      hookTimeout: 120_000,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions: { executablePath, args: [...browserArgs, MEASURE_AT_ONCE] } }),
        instances: [{ browser: 'chromium' as const }],
        commands: { browserMemory },
      },
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
          maxWorkers: WORKERS,
          // A busy machine is no failure.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      browserTests('browser', 'src/**/*.browser.test.ts', {
        exclude: ['**/*.full.browser.test.ts'],
        maxWorkers: WORKERS,
      }),
    ],
  },
});
