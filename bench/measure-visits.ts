import type { Browser } from '@playwright/test';
import type { ModelDiagnostics } from '../src/index.ts';
import type { BenchServer, Sent } from './bench-server.ts';
import { openProduct, SAMPLES } from './product.ts';
import type { StartTimes } from './product-functions.ts';
import type { BenchTask } from './tasks/task.ts';

/** A page that starts the SDK, fetches everything and checks once. */
export interface Visit extends StartTimes {
  readonly checkMs: number;
  readonly models: readonly ModelDiagnostics[];
  /** All but the pictures, which are the user's own. */
  readonly sent: Sent;
}

export interface VisitPair {
  /** With nothing kept. */
  readonly first: Visit;
  /** In the same browser, with what the first visit kept. */
  readonly second: Visit;
}

/** Two visits of a browser that was never used: the caller starts one for each pair. */
export async function measureVisits(
  browser: Browser,
  server: BenchServer,
  task: BenchTask,
  threads: number,
): Promise<VisitPair> {
  const context = await browser.newContext();
  const visit = async (): Promise<Visit> => {
    server.takeSent();
    const product = await openProduct(context, server.url, task, threads);
    const checkMs = await product.check();
    const { models } = await product.diagnostics();
    const sent = withoutSamples(server.takeSent());
    await Promise.all(context.pages().map((page) => page.close()));
    return { ...product.started, checkMs, models, sent };
  };
  const first = await visit();
  return { first, second: await visit() };
}

function withoutSamples(sent: Sent): Sent {
  return Object.fromEntries(Object.entries(sent).filter(([path]) => !path.startsWith(SAMPLES)));
}
