import { version } from '../../package.json';
import { presentationAttackJudge } from '../checks/presentation-attack.ts';
import { ModelStore } from '../models/model-store.ts';
import type { Progress } from '../models/progress.ts';
import { SerialQueue } from '../models/serial-queue.ts';
import type { CheckResponse, Diagnostics } from './api.ts';
import { refuseWhenBusy } from './busy.ts';
import { CheckRun, type Instruments } from './check-run.ts';
import { closeFrames } from './frames.ts';
import { type ResolvedOptions, resolveOptions } from './options.ts';
import { Payloads } from './payloads.ts';
import { parseOptions } from './request.ts';

/** The only door to all that happens in the worker. Answers checks, one at a time, in the order in which they came. */
export class Engine {
  readonly #models: ModelStore;
  readonly #instruments: Instruments;
  readonly #queue = new SerialQueue();
  readonly payloads = new Payloads();

  private constructor(options: ResolvedOptions, models: ModelStore) {
    this.#models = models;
    this.#instruments = {
      faceLimits: options.faceLimits,
      mainFace: options.mainFace,
      networks: {
        detector: models.network('face-detection'),
        landmarks: models.network('face-landmarks'),
        condition: models.network('face-condition'),
      },
      judges: new Map([['pad-m-1', presentationAttackJudge(models.network('presentation-attack-detection'))]]),
      matcher: models.network('face-embedding'),
      payloads: this.payloads,
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

  /**
   * @throws {EkycError} for a request that is at fault, and ENGINE_BUSY. What befalls a single check stands in its entry.
   */
  async check(request: unknown, options: Record<string, unknown>, signal?: AbortSignal): Promise<CheckResponse> {
    try {
      const run = new CheckRun(request, parseOptions(options), this.#instruments, signal);
      refuseWhenBusy(this.#queue);
      return await this.#queue.run(() => run.answer(), signal);
    } finally {
      if (typeof request === 'object' && request !== null) closeFrames(Object.values(request));
    }
  }

  async diagnostics(): Promise<Diagnostics> {
    const { choice, storage, networks } = this.#models;
    const { threads, threadsReason } = choice;
    const backend = networks.some(({ record }) => record.backend === 'webgpu') ? 'webgpu' : 'wasm';
    // Where every network gave WebGPU up, any of them says why.
    const gaveUp = choice.backend === 'webgpu' && backend === 'wasm' ? networks[0]?.record : undefined;
    return {
      version,
      backend,
      backendReason: gaveUp?.backendReason ?? choice.backendReason,
      threads,
      threadsReason,
      crossOriginIsolated: globalThis.crossOriginIsolated,
      storage: storage.storage,
      storageReason: storage.reason,
      ...(await this.payloads.storage()),
      models: networks.map(({ entry: { id, sha256, bytes }, record }) => ({ id, sha256, bytes, ...record })),
    };
  }
}
