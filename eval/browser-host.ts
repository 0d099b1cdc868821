import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { browserArgs, findBrowser } from '../scripts/find-browser.ts';
import { inRepository } from '../scripts/repository.ts';
import { type StaticServer, serve } from '../scripts/static-server.ts';
import type { CheckModelInput, CheckResponse, EngineOptions, Progress } from '../src/index.ts';
import { callInPage, startInPage } from './page-functions.ts';
import type { QuarterTurn } from './quadrilateral.ts';
import { UsageError } from './usage-error.ts';

export interface BrowserHostOptions {
  /** Folder of the built SDK: `index.js` and `assets/`. */
  readonly sdk: string;
  /** Folders of pictures by the path that they are served under, which begins and ends with `/`. */
  readonly pictures: Readonly<Record<string, string>>;
  /** What to start the SDK with. */
  readonly engine?: EngineOptions;
  /** Fetch everything before the first call. False unless said otherwise. */
  readonly preload?: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

/** One `check()`. Pictures are paths on the server, see {@link picturePath}. */
export interface CheckCall {
  readonly checkModel: CheckModelInput;
  readonly face?: string;
  readonly doc?: string;
  readonly encrypted: boolean;
  readonly details?: boolean;
  /** By how much the pictures are turned, clockwise, before they are handed in; of plain pictures only. */
  readonly rotate?: QuarterTurn;
}

/** What a call in the page ended in, if not in an answer. */
export interface PageFault {
  readonly name: string;
  readonly message: string;
  /** Of an EkycError only. */
  readonly code: string | undefined;
  readonly status: number | undefined;
}

export type CheckOutcome = ({ readonly result: CheckResponse } | { readonly fault: PageFault }) & {
  /** Wall time of the call alone, milliseconds. */
  readonly ms: number;
};

/** The SDK did not start. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly fault: PageFault;

  constructor(fault: PageFault) {
    super(`The SDK did not start: ${fault.message}`);
    this.fault = fault;
  }
}

/** A page of a real browser with the SDK running in it. */
export interface BrowserHost {
  /**
   * Runs calls one after another.
   *
   * @returns One outcome a call, faults of the calls included. Rejects only when the browser or the page died.
   */
  check(calls: readonly CheckCall[]): Promise<CheckOutcome[]>;
  close(): Promise<void>;
}

/** A call that takes longer than this is taken for a page that hangs. */
const CALL_TIMEOUT_MS = 120_000;

/** Path on the server of a picture under one of the mounts. */
export function picturePath(mount: string, path: string): string {
  return mount + path.split('/').map(encodeURIComponent).join('/');
}

/**
 * Starts a server, a headless browser and the SDK in it.
 *
 * @throws {UsageError} When the SDK is not built.
 * @throws {StartError} When the SDK does not start; `fault` is what it said.
 */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  requireSdk(options.sdk);
  const server = await serve({
    mounts: { '/': inRepository('eval/host-page'), '/sdk/': options.sdk, ...options.pictures },
    isolated: true,
  });
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close().catch(() => {});
    await server.close();
  };
  try {
    browser = await launch();
    const page = await openPage(browser, server, options);
    return { check: (calls) => runCalls(page, calls), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Throws a UsageError when a folder does not hold the built SDK. */
export function requireSdk(folder: string): void {
  if (existsSync(join(folder, 'index.js'))) return;
  throw new UsageError(`${folder} holds no built SDK. Run \`npm run build\` first.`);
}

async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: await findBrowser(),
    args: [...browserArgs],
    // The command that uses the host decides what Ctrl-C does.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

async function openPage(browser: Browser, server: StaticServer, options: BrowserHostOptions): Promise<Page> {
  const page = await browser.newPage();
  await page.exposeFunction('idemProgress', (progress: Progress) => options.onProgress?.(progress));
  await page.goto(`${server.url}/`);
  const fault = await page.evaluate(startInPage, {
    engine: { assetsBaseUrl: '/sdk/assets/', ...options.engine },
    preload: options.preload ?? false,
  });
  if (fault) throw new StartError(fault);
  return page;
}

async function runCalls(page: Page, calls: readonly CheckCall[]): Promise<CheckOutcome[]> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const limit = CALL_TIMEOUT_MS * calls.length;
    timer = setTimeout(() => reject(new Error(`The page gave no answer in ${limit / 1000} s.`)), limit);
  });
  try {
    return await Promise.race([page.evaluate(callInPage, calls), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
