import { defineConfig } from 'vitest/config';
import { browserTests } from './vitest.config.ts';

/** The tests that take minutes. `npm run test:full` runs them after all others. */
export default defineConfig({
  test: { projects: [browserTests('full', 'src/**/*.full.browser.test.ts')] },
});
