import type { EkycOptions } from '../src/index.ts';

// Sent to the page as text: see eval/page-functions.ts for what that forbids.

/** How long the SDK took to be ready. */
export interface StartTimes {
  readonly createMs: number;
  readonly preloadMs: number;
}

/** Starts the SDK in the page and fetches everything. */
export async function startTimed(options: EkycOptions): Promise<StartTimes> {
  const { createEkyc } = await globalThis.idemSdk;
  const start = performance.now();
  globalThis.idem = await createEkyc(options);
  const created = performance.now();
  await globalThis.idem.preload();
  return { createMs: created - start, preloadMs: performance.now() - created };
}
