import { proxy } from 'comlink';
import type { Progress } from '../engine/api.ts';
import type { WorkerApi } from '../engine/worker-api.ts';
import { WorkerConnection } from './worker-connection.ts';

/** What a worker is started with. */
export interface WorkerSettings {
  /** Absolute, with a slash at the end. */
  readonly assetsBaseUrl: string;
  readonly engineOptions: object;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/** One worker with an engine. */
export class EngineWorker extends WorkerConnection<WorkerApi> {
  /** @throws {EkycError} WORKER_FAILED_TO_START */
  constructor(assetsBaseUrl: string) {
    super(new URL('worker.js', assetsBaseUrl).href, 'The next call starts a new one.');
  }

  /** @throws {EkycError} WORKER_FAILED_TO_START, INVALID_OPTION, BACKEND_UNAVAILABLE */
  async start({ assetsBaseUrl, engineOptions, onProgress }: WorkerSettings): Promise<void> {
    const report = (progress: Progress) => {
      // Reports that were under way when the worker was ended still arrive.
      if (!this.ended) onProgress?.(progress);
    };
    await this.greet((api) => api.start(assetsBaseUrl, engineOptions, proxy(report)));
  }

  abort(callId: number): void {
    this.tell((api) => api.abort(callId));
  }
}
