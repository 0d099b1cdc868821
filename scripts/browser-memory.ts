import { readFile, writeFile } from 'node:fs/promises';
import type { Browser } from '@playwright/test';
// Brings the types of a command's context.
import type {} from '@vitest/browser-playwright';
import type { BrowserCommand } from 'vitest/node';
import type { BrowserMemory } from '../src/testing/browser-memory.ts';

/** {@link memoryOfBrowser} as a command for tests in a page. */
export const browserMemory: BrowserCommand<[], Promise<BrowserMemory | null>> = ({ context }) =>
  memoryOfBrowser(context.browser()!);

/**
 * How much memory a browser takes, as the system sees it. What a page can ask for itself,
 * `performance.measureUserAgentSpecificMemory()`, leaves out the pixels of bitmaps.
 *
 * Source: proc(5), VmRSS, VmHWM and clear_refs.
 *
 * @returns nothing where this cannot be told: elsewhere than on Linux.
 */
export async function memoryOfBrowser(browser: Browser): Promise<BrowserMemory | null> {
  if (process.platform !== 'linux') return null;
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const all = await Promise.all(processInfo.map(({ id }) => memoryOf(id)));
    return { now: all.reduce((sum, { now }) => sum + now, 0), peak: all.reduce((sum, { peak }) => sum + peak, 0) };
  } finally {
    await session.detach();
  }
}

async function memoryOf(pid: number): Promise<BrowserMemory> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    await writeFile(`/proc/${pid}/clear_refs`, '5');
    const bytes = (field: string) => 1024 * Number(status.match(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm'))?.[1] ?? 0);
    return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
  } catch {
    // It ended since it was listed.
    return { now: 0, peak: 0 };
  }
}
