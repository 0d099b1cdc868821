import { commands } from 'vitest/browser';

/** Memory of all processes of the browser, in bytes. */
export interface BrowserMemory {
  /** Resident now. */
  readonly now: number;
  /** Sum of the most that each process had resident since the last call. */
  readonly peak: number;
}

declare module 'vitest/browser' {
  interface BrowserCommands {
    browserMemory(): Promise<BrowserMemory | null>;
  }
}

/** Memory of the browser that runs the tests, or nothing where that cannot be told; see scripts/browser-memory.ts. */
export function browserMemory(): Promise<BrowserMemory | null> {
  return commands.browserMemory();
}
