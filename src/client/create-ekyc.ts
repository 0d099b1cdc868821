import { EkycError } from '../contract/error.ts';
import type { Progress } from '../engine/api.ts';
import type { EngineOptions } from '../engine/options.ts';
import { resolveAssetsBaseUrl } from './assets-base-url.ts';
import type { Ekyc } from './ekyc.ts';
import { facadeOver } from './facade.ts';
import { unlessUnsendable } from './sendable.ts';
import { sendablePipelines } from './sendable-pipelines.ts';
import { WorkerHost } from './worker-host.ts';

export interface EkycOptions extends EngineOptions {
  /**
   * Where the package's `dist/assets` folder is served: the page's own origin, absolute or relative to the page.
   * Default: the folder `assets` beside the SDK's own module.
   */
  readonly assetsBaseUrl?: string | URL;
  /** Told of every file that is fetched, in `preload()` and in the calls that fetch what they need. */
  readonly onProgress?: (progress: Progress) => void;
  /** Aborts the start; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Starts an engine in a worker of its own. Models are fetched by `preload()`, or by the first call that needs them.
 *
 * @throws {EkycError} INVALID_OPTION, INSECURE_CONTEXT, BACKEND_UNAVAILABLE, WORKER_FAILED_TO_START
 *
 * @example
 * const ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
 * const result = await ekyc.check({
 *   checkModel: { operations: ['FACE_CHECK', 'FACE_MATCH_VALIDATION'] },
 *   face: selfieFile,
 *   doc: documentFile,
 *   encrypted: false,
 * });
 */
export async function createEkyc(options: EkycOptions = {}): Promise<Ekyc> {
  const { assetsBaseUrl, onProgress, signal, pipelines, ...engineOptions } = options;
  if (!globalThis.isSecureContext) {
    throw new EkycError('INSECURE_CONTEXT', 'Idem needs a secure page: serve it over HTTPS, or from localhost.');
  }
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new EkycError('INVALID_OPTION', 'onProgress: expected a function.');
  }
  signal?.throwIfAborted();
  const host = new WorkerHost({
    assetsBaseUrl: resolveAssetsBaseUrl(assetsBaseUrl),
    engineOptions: { ...engineOptions, ...(pipelines !== undefined && { pipelines: sendablePipelines(pipelines) }) },
    onProgress,
  });
  try {
    await host.start(signal).catch(unlessUnsendable('The options', 'INVALID_OPTION'));
  } catch (error) {
    host.close();
    throw error;
  }
  return facadeOver(host);
}
