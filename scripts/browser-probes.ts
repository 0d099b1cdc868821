import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';

/** How {@link findBrowser} looks at and changes the system. Tests put their own in place. */
export interface BrowserProbes {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  isExecutable(path: string): boolean;
  /** Where Playwright would keep its own Chromium, whether it is there or not. */
  playwrightBrowser(): Promise<string>;
  /** Path of Playwright's command line, a script for Node. */
  readonly playwrightCli: string;
  /** Runs a program to its end. Rejects with what it complained about when it fails. */
  run(command: string, args: readonly string[]): Promise<void>;
  /** Tells the user what takes long. */
  log(line: string): void;
}

/** The probes of this machine. */
export const systemProbes: BrowserProbes = {
  platform: process.platform,
  env: process.env,
  isRoot: process.getuid?.() === 0,
  isExecutable,
  async playwrightBrowser() {
    const { chromium } = await import('@playwright/test');
    return chromium.executablePath();
  },
  playwrightCli: createRequire(import.meta.url).resolve('@playwright/test/cli'),
  run: runToEnd,
  // Not stdout, which belongs to the result of the command that needs the browser.
  log: (line) => console.error(line),
};

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function runToEnd(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { maxBuffer: 64 * 2 ** 20 }, (error, stdout, stderr) => {
      if (!error) resolve();
      else reject(new Error(complaints(`${stdout}\n${stderr}`) || error.message));
    });
  });
}

/** The last lines that say what went wrong, out of much that does not. */
function complaints(output: string): string {
  const lines = output.split('\n').filter((line) => /error|fail|unable|^E: /i.test(line));
  return [...new Set(lines)].slice(-3).join('\n');
}
