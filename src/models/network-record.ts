/** How one model fared so far. Times in milliseconds. */
export interface NetworkRecord {
  state: 'not loaded' | 'loading' | 'ready' | 'failed';
  source?: 'network' | 'cache';
  loadMs?: number;
  sessionMs?: number;
  runs: number;
  lastRunMs?: number;
  meanRunMs?: number;
  error?: string;
}
