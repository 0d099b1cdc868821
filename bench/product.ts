import type { BrowserContext } from '@playwright/test';
import { type CheckCall, picturePath } from '../eval/browser-host.ts';
import { callInPage } from '../eval/page-functions.ts';
import type { CheckResponse, Diagnostics } from '../src/index.ts';
import { type StartTimes, startTimed } from './product-functions.ts';
import type { BenchTask } from './tasks/task.ts';

/** One check as the page saw it. */
export interface TimedCheck {
  /** From the call to its answer. */
  readonly ms: number;
  /** Milliseconds by stage, as `details` tell. */
  readonly stages: Readonly<Record<string, number>>;
}

/** A page with the built SDK in it. */
export interface Product {
  readonly started: StartTimes;
  check(): Promise<TimedCheck>;
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
  task: Pick<BenchTask, 'checkModel' | 'face' | 'doc' | 'statuses'>,
  threads: number,
  mount = SAMPLES,
): Promise<Product> {
  const page = await context.newPage();
  await page.goto(`${origin}/`);
  const started = await page.evaluate(startTimed, { assetsBaseUrl: '/sdk/assets/', backend: 'wasm' as const, threads });
  const call = toCall(task, mount);
  return {
    started,
    async check() {
      const [outcome] = await page.evaluate(callInPage, [call]);
      if (!outcome) throw new Error('The page gave no answer.');
      if ('fault' in outcome) throw new Error(`The check failed: ${outcome.fault.message}`);
      return { ms: outcome.ms, stages: readStages(task, outcome.result) };
    },
    diagnostics: () => page.evaluate(() => globalThis.idem.diagnostics()),
  };
}

function toCall({ checkModel, face, doc }: Pick<BenchTask, 'checkModel' | 'face' | 'doc'>, mount: string): CheckCall {
  return {
    checkModel,
    encrypted: false,
    details: true,
    ...(face === undefined ? {} : { face: picturePath(mount, face) }),
    ...(doc === undefined ? {} : { doc: picturePath(mount, doc) }),
  };
}

function readStages(task: Pick<BenchTask, 'statuses'>, result: CheckResponse): Readonly<Record<string, number>> {
  const statuses = task.statuses(result);
  if (statuses.some((status) => status !== 'OK')) {
    throw new Error(`The check did less than is to be measured: ${JSON.stringify(result).slice(0, 300)}`);
  }
  if (!result.details) throw new Error('The answer holds no details.');
  return result.details.timings;
}
