import { version } from '../../package.json';
import { presentationAttackJudge } from '../checks/presentation-attack.ts';
import { ModelStore } from '../models/model-store.ts';
import type { Progress } from '../models/progress.ts';
import { SerialQueue } from '../models/serial-queue.ts';
import type { CheckResponse, Diagnostics } from './api.ts';
import { CheckRun, type Instruments } from './check-run.ts';
import { type ResolvedOptions, resolveOptions } from './options.ts';

/** Answers requests, one at a time, in the order in which they came. */
export class Engine {
  readonly #models: ModelStore;
  readonly #instruments: Instruments;
  readonly #queue = new SerialQueue();

  private constructor(options: ResolvedOptions, models: ModelStore) {
    this.#models = models;
    this.#instruments = {
      faceLimits: options.faceLimits,
      mainFace: options.mainFace,
      networks: { detector: models.network('face-detection'), landmarks: models.network('face-landmarks') },
      judges: new Map([['pad-m-1', presentationAttackJudge(models.network('presentation-attack-detection'))]]),
      matcher: models.network('face-embedding'),
    };
  }

  /**
   * @param assetsBaseUrl absolute, with a slash at the end.
   * @throws {EkycError} INVALID_OPTION, BACKEND_UNAVAILABLE
   */
  static async start(
    assetsBaseUrl: string,
    options: unknown,
    onProgress: (progress: Progress) => void,
  ): Promise<Engine> {
    const resolved = resolveOptions(options);
    return new Engine(resolved, await ModelStore.open(assetsBaseUrl, resolved, onProgress));
  }

  /** @throws {EkycError} ASSET_MISSING, ASSET_CORRUPT, RUNTIME_FAILED */
  preload(signal?: AbortSignal): Promise<void> {
    return this.#models.preload(signal);
  }

  /** @throws {EkycError} for a request that is at fault. What befalls a single check stands in its entry. */
  async check(request: unknown, withDetails: boolean, signal?: AbortSignal): Promise<CheckResponse> {
    const run = new CheckRun(request, this.#instruments, signal);
    return this.#queue.run(() => run.answer(withDetails), signal);
  }

  diagnostics(): Diagnostics {
    const { backend, storage, networks } = this.#models;
    return {
      version,
      ...backend,
      crossOriginIsolated: globalThis.crossOriginIsolated,
      storage: storage.storage,
      storageReason: storage.reason,
      models: networks.map(({ entry: { id, sha256, bytes }, record }) => ({ id, sha256, bytes, ...record })),
    };
  }
}
