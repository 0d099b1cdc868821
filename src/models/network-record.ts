import type { Backend } from './backend.ts';

/** How one model fared so far. Times in milliseconds. */
export interface NetworkRecord {
  state: 'not loaded' | 'loading' | 'ready' | 'failed';
  /** What it runs on, and why. */
  backend: Backend;
  backendReason: string;
  /** Median run on either backend, where preload() had them race on this device, now or at an earlier visit. */
  race?: Readonly<Record<Backend, number>>;
  source?: 'network' | 'cache';
  loadMs?: number;
  sessionMs?: number;
  runs: number;
  lastRunMs?: number;
  meanRunMs?: number;
  error?: string;
}
