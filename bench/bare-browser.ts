import type { Browser } from '@playwright/test';
import { loadInWorker, runInWorker } from './bare-functions.ts';
import type { BareNetwork, BareRuntime } from './bare-network.ts';

/** Networks on onnxruntime-web alone, in a worker of a page of its own. `origin` serves what the bare page asks for. */
export async function startBareBrowser(
  browser: Browser,
  origin: string,
  networks: readonly BareNetwork[],
  threads: number,
): Promise<BareRuntime> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const [worker] = await Promise.all([page.waitForEvent('worker'), page.goto(`${origin}/bare/`)]);
  await worker.evaluate(loadInWorker, { networks, threads, origin });
  return {
    run: (id, times) => worker.evaluate(runInWorker, { id, times }),
    close: () => context.close(),
  };
}
