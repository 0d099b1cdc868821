import type { BrowserContext } from '@playwright/test';
import { type CheckCall, picturePath } from '../eval/browser-host.ts';
import { callInPage } from '../eval/page-functions.ts';
import type { CheckResponse, Diagnostics } from '../src/index.ts';
import { type StartTimes, startTimed } from './product-functions.ts';
import type { BenchTask } from './tasks/task.ts';

/** A page with the built SDK in it. */
export interface Product {
  readonly started: StartTimes;
  /** Milliseconds from the call to its answer. */
  check(): Promise<number>;
  /** Milliseconds by stage of one more check, as `details` tell: these take time of their own. */
  stages(): Promise<Readonly<Record<string, number>>>;
  diagnostics(): Promise<Diagnostics>;
}

/** Path of the sample pictures on the server. */
export const SAMPLES = '/samples/';

/**
 * Opens a page, starts the SDK in it and fetches everything.
 *
 * @param origin serves eval's page and the SDK.
 * @param mount path of the task's pictures on that server.
 */
export async function openProduct(
  context: BrowserContext,
  origin: string,
  task: Omit<BenchTask, 'description' | 'limit'>,
  threads: number,
  mount = SAMPLES,
): Promise<Product> {
  const page = await context.newPage();
  await page.goto(`${origin}/`);
  const started = await page.evaluate(startTimed, { assetsBaseUrl: '/sdk/assets/', backend: 'wasm' as const, threads });
  const call = async (details: boolean) => {
    const [outcome] = await page.evaluate(callInPage, [{ ...toCall(task, mount), details }]);
    if (!outcome) throw new Error('The page gave no answer.');
    if ('fault' in outcome) throw new Error(`The check failed: ${outcome.fault.message}`);
    requireAll(task, outcome.result);
    return outcome;
  };
  return {
    started,
    check: async () => (await call(task.details ?? false)).ms,
    stages: async () => (await call(true)).result.details!.timings,
    diagnostics: () => page.evaluate(() => globalThis.idem.diagnostics()),
  };
}

function toCall(
  { checkModel, face, doc }: Pick<BenchTask, 'checkModel' | 'face' | 'doc'>,
  mount: string,
): Omit<CheckCall, 'details'> {
  return {
    checkModel,
    encrypted: false,
    ...(face === undefined ? {} : { face: picturePath(mount, face) }),
    ...(doc === undefined ? {} : { doc: picturePath(mount, doc) }),
  };
}

function requireAll(task: Pick<BenchTask, 'statuses'>, result: CheckResponse): void {
  if (task.statuses(result).every((status) => status === 'OK')) return;
  throw new Error(`The check did less than is to be measured: ${JSON.stringify(result).slice(0, 300)}`);
}
