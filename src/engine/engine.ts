import { version } from '../../package.json';
import { digitalManipulationJudge } from '../checks/digital-manipulation.ts';
import { documentViewsJudge } from '../checks/document-views.ts';
import { pipelineJudge } from '../checks/pipeline-judge.ts';
import { Pipelines } from '../checks/pipelines.ts';
import { portraitSubstitutionJudge } from '../checks/portrait-substitution.ts';
import { parseCheckModel } from '../contract/index.ts';
import { isPipeline } from '../models/manifest.ts';
import { ModelStore } from '../models/model-store.ts';
import type { Progress } from '../models/progress.ts';
import { SerialQueue } from '../models/serial-queue.ts';
import type { CheckResponse, Diagnostics, DocumentScan, FaceScan } from './api.ts';
import { refuseWhenBusy } from './busy.ts';
import { CheckRun, type Instruments } from './check-run.ts';
import { Collections } from './collections.ts';
import { scanDocument } from './document-scan.ts';
import { scanFace } from './face-scan.ts';
import { FaceTemplates } from './face-templates.ts';
import { closeFrames } from './frames.ts';
import { networksOfCheck } from './networks-of-check.ts';
import { Payloads } from './payloads.ts';
import { parseOptions } from './request.ts';
import { type ResolvedOptions, resolveOptions } from './resolve-options.ts';
import type { ReadingRoom } from './submission.ts';

/** The only door to all that happens in the worker. Answers checks, one at a time, in the order in which they came. */
export class Engine {
  readonly #models: ModelStore;
  readonly #instruments: Instruments;
  readonly #queue = new SerialQueue();
  readonly payloads = new Payloads();
  readonly collections: Collections;
  readonly #templates: FaceTemplates;

  private constructor(options: ResolvedOptions, models: ModelStore) {
    this.#models = models;
    const room: ReadingRoom = {
      payloads: this.payloads,
      mainFace: options.mainFace,
      documentRegion: options.documentRegion,
      networks: {
        corners: models.network('document-corners'),
        orientation: models.network('document-orientation'),
        borders: models.network('document-borders'),
        colour: models.network('document-colour'),
        faces: {
          detector: models.network('face-detection'),
          landmarks: models.network('face-landmarks'),
          condition: models.network('face-condition'),
        },
      },
    };
    const matcher = models.network('face-embedding');
    this.#templates = new FaceTemplates(room, matcher);
    this.collections = new Collections(this.#templates, matcher);
    const pipelines = [
      ...models.own.flatMap(({ entry, network }) => (isPipeline(entry) ? [{ pipeline: entry, network }] : [])),
      ...models.registered,
    ];
    this.#instruments = {
      ...room,
      faceLimits: options.faceLimits,
      pipelines: new Pipelines(pipelines.map(({ pipeline }) => pipeline)),
      judges: new Map(pipelines.map(({ pipeline, network }) => [pipeline.name, pipelineJudge(network, pipeline)])),
      documentJudges: new Map([
        ['SCREEN_REPLAY_ATTACK', documentViewsJudge(models.tool('screen-replay'))],
        ['PRINTED_COPY_ATTACK', documentViewsJudge(models.tool('printed-copy'))],
        ['PORTRAIT_SUBSTITUTION_ATTACK', portraitSubstitutionJudge(models.tool('portrait-substitution'))],
        ['DIGITAL_MANIPULATION_ATTACK', digitalManipulationJudge(models.tool('digital-manipulation'))],
      ]),
      matcher,
      collections: this.collections,
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
    const resolved = resolveOptions(options, new URL(assetsBaseUrl).origin);
    return new Engine(resolved, await ModelStore.open(assetsBaseUrl, resolved, onProgress));
  }

  /**
   * @param checkModel of the checks that will come; left out, everything is fetched but what is there on demand.
   * @throws {EkycError} INVALID_CHECK_MODEL, ASSET_MISSING, ASSET_CORRUPT, RUNTIME_FAILED, MODEL_UNUSABLE
   */
  async preload(checkModel: unknown, signal?: AbortSignal): Promise<void> {
    const needed =
      checkModel === undefined ? undefined : networksOfCheck(parseCheckModel(checkModel), this.#instruments);
    await this.#models.preload(needed, signal);
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

  /** @throws {EkycError} as {@link scanFace}; ENGINE_BUSY */
  readFace(image: unknown, encrypted: unknown, signal?: AbortSignal): Promise<FaceScan> {
    return this.#inTurn(image, () => scanFace(image, encrypted, this.#instruments, signal), signal);
  }

  /** @throws {EkycError} as {@link scanDocument}; ENGINE_BUSY */
  readDocument(image: unknown, encrypted: unknown, pictures: unknown, signal?: AbortSignal): Promise<DocumentScan> {
    return this.#inTurn(image, () => scanDocument(image, encrypted, pictures, this.#instruments, signal), signal);
  }

  /** @throws {EkycError} as {@link FaceTemplates.generate}; ENGINE_BUSY */
  generateTemplate(image: unknown, encrypted: unknown, signal?: AbortSignal): Promise<{ template: string }> {
    return this.#inTurn(image, () => this.#templates.generate(image, encrypted, signal), signal);
  }

  /** @throws {EkycError} as {@link FaceTemplates.match}; ENGINE_BUSY */
  matchOverTemplate(
    image: unknown,
    template: unknown,
    encrypted: unknown,
    signal?: AbortSignal,
  ): Promise<{ score: number }> {
    return this.#inTurn(image, () => this.#templates.match(image, template, encrypted, signal), signal);
  }

  /** @throws {EkycError} as {@link Collections.addImage}; ENGINE_BUSY */
  addImage(
    collection: unknown,
    image: unknown,
    encrypted: unknown,
    maxFaces: unknown,
    signal?: AbortSignal,
  ): Promise<{ record_ids: string[] }> {
    return this.#inTurn(image, () => this.collections.addImage(collection, image, encrypted, maxFaces, signal), signal);
  }

  /**
   * All that was kept about people. What can be erased is, also where something else cannot.
   *
   * @throws {EkycError} STORAGE_FAILED
   */
  async eraseAll(): Promise<void> {
    const erased = await Promise.allSettled([this.collections.erase(), this.payloads.erase()]);
    for (const one of erased) if (one.status === 'rejected') throw one.reason;
  }

  /** After the checks and the other pictures that came before. */
  async #inTurn<T>(image: unknown, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      refuseWhenBusy(this.#queue);
      return await this.#queue.run(work, signal);
    } finally {
      closeFrames([image]);
    }
  }

  async diagnostics(): Promise<Diagnostics> {
    const { choice, storage, own, registered } = this.#models;
    const { threads, threadsReason } = choice;
    const backend = own.some(({ network }) => network.record.backend === 'webgpu') ? 'webgpu' : 'wasm';
    // Where every network gave WebGPU up, any of them says why.
    const gaveUp = choice.backend === 'webgpu' && backend === 'wasm' ? own[0]?.network.record : undefined;
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
      models: own.map(({ entry: { id, sha256, bytes }, network: { record } }) => ({ id, sha256, bytes, ...record })),
      pipelines: registered.map(({ pipeline: { name, type }, file, network: { record } }) => ({
        name,
        type,
        ...file.loaded,
        ...record,
      })),
    };
  }
}
