import { EkycError } from '../contract/error.ts';
import type { Asset } from './asset.ts';
import { AssetLoader, type AssetStorage } from './asset-loader.ts';
import { type Backend, type BackendChoice, chooseBackend, readEnvironment } from './backend.ts';
import { race, verdict } from './backend-race.ts';
import { isPipeline, MODELS, type ModelEntry, type ToolEntry } from './manifest.ts';
import { ownFile, RegisteredFile } from './model-file.ts';
import { Network, type Runtimes } from './network.ts';
import { OrtRuntime } from './ort-runtime.ts';
import type { RegisteredPipeline } from './pipeline-spec.ts';
import type { Progress } from './progress.ts';
import { RaceMemory } from './race-memory.ts';
import { RUNTIME_FILES } from './runtime-files.ts';
import { SerialQueue } from './serial-queue.ts';

/** A model of the manifest, and its network. */
export interface OwnNetwork {
  readonly entry: ModelEntry;
  readonly network: Network;
}

/** A registered pipeline, its network, and what is known of its file. */
export interface RegisteredNetwork {
  readonly pipeline: RegisteredPipeline;
  readonly network: Network;
  readonly file: RegisteredFile;
}

/** What the store is opened with. */
export interface StoreOptions {
  readonly backend: Backend | 'auto';
  readonly threads?: number | undefined;
  readonly pipelines: readonly RegisteredPipeline[];
}

/** Every network of the manifest, and those of registered pipelines. Nothing is fetched before it is needed. */
export class ModelStore {
  readonly choice: BackendChoice;
  readonly own: readonly OwnNetwork[];
  readonly registered: readonly RegisteredNetwork[];
  readonly #loader: AssetLoader;
  readonly #memory: RaceMemory;
  /** Calls of preload() have their networks race in turn: they would disturb each other's races. */
  readonly #races = new SerialQueue();
  /** That could not run a race, and lost it so. */
  readonly #lost = new Set<Network>();

  private constructor(
    choice: BackendChoice,
    assetsBaseUrl: string,
    loader: AssetLoader,
    pipelines: readonly RegisteredPipeline[],
  ) {
    const runtimes: Runtimes = {
      wasm: new OrtRuntime('wasm', choice.threads, loader),
      webgpu: new OrtRuntime('webgpu', choice.threads, loader),
    };
    this.choice = choice;
    this.own = MODELS.map((entry) => {
      const { id, sha256, bytes } = entry;
      const file = ownFile({ name: id, path: `models/${entry.file}`, sha256, bytes }, loader);
      return { entry, network: new Network(entry, file, runtimes, choice) };
    });
    this.registered = pipelines.map((pipeline) => {
      const file = new RegisteredFile(pipeline, loader);
      return { pipeline, file, network: new Network({ ...pipeline, id: pipeline.name }, file, runtimes, choice) };
    });
    this.#loader = loader;
    const runtimeFiles = [RUNTIME_FILES.wasm, RUNTIME_FILES.webgpu].map(({ wasm }) => wasm.sha256.slice(0, 8));
    this.#memory = new RaceMemory(assetsBaseUrl, [choice.adapter, choice.threads, ...runtimeFiles].join(' '));
  }

  /**
   * @param assetsBaseUrl absolute, with a slash at the end.
   * @throws {EkycError} BACKEND_UNAVAILABLE
   */
  static async open(
    assetsBaseUrl: string,
    { backend, threads, pipelines }: StoreOptions,
    onProgress: (progress: Progress) => void,
  ): Promise<ModelStore> {
    const choice = chooseBackend(backend, threads, await readEnvironment(backend));
    const loader = new AssetLoader(assetsBaseUrl, sumUp(onProgress));
    const store = new ModelStore(choice, assetsBaseUrl, loader, pipelines);
    if (choice.race) await store.#recallRaces();
    return store;
  }

  get storage(): AssetStorage {
    return this.#loader.storage;
  }

  network(task: ToolEntry['task']): Network {
    return this.tool(task).network;
  }

  tool(task: ToolEntry['task']): { readonly entry: ToolEntry; readonly network: Network } {
    for (const { entry, network } of this.own) if (!isPipeline(entry) && entry.task === task) return { entry, network };
    throw new Error(`The manifest holds no model for ${task}`);
  }

  /**
   * Fetches networks and runs each once, so that the first check is as fast as the next. Where both backends
   * may run and this device has not seen their race yet, they race first. A registered pipeline that fails does so last,
   * when all others are ready.
   *
   * @param ids of the networks, names of registered pipelines among them; left out, all but what is there on demand.
   * @throws {EkycError} ASSET_MISSING, ASSET_CORRUPT, RUNTIME_FAILED, MODEL_UNUSABLE
   */
  async preload(ids?: ReadonlySet<string>, signal?: AbortSignal): Promise<void> {
    const own = this.own.filter(({ entry }) => (ids ? ids.has(entry.id) : !entry.onDemand));
    const registered = this.registered.filter(({ pipeline }) => !ids || ids.has(pipeline.name));
    if (this.choice.race) {
      const networks = [...own, ...registered].map(({ network }) => network);
      await this.#races.run(() => this.#raceAll(networks, signal), signal);
    }
    const warmed = Promise.allSettled(registered.map(({ network }) => network.warmUp(signal)));
    await Promise.all(own.map(({ network }) => network.warmUp(signal)));
    for (const one of await warmed) if (one.status === 'rejected') throw one.reason;
  }

  /** By digest, where it is known before the file is there. */
  #pinned(): [string, Network][] {
    return [
      ...this.own.map(({ entry, network }): [string, Network] => [entry.sha256, network]),
      ...this.registered.flatMap(({ pipeline, network }): [string, Network][] =>
        pipeline.sha256 === undefined ? [] : [[pipeline.sha256, network]],
      ),
    ];
  }

  async #recallRaces(): Promise<void> {
    const known = await this.#memory.recall();
    for (const [sha256, network] of this.#pinned()) {
      const times = known.get(sha256);
      if (!times) continue;
      network.record.race = times;
      const { backend, reason } = verdict(times);
      await network.moveTo(backend, `${reason} Remembered from an earlier visit.`);
    }
  }

  /** One network after the other: two at once would slow each other. */
  async #raceAll(networks: readonly Network[], signal: AbortSignal | undefined): Promise<void> {
    const unknown = networks.filter((network) => !network.record.race && !this.#lost.has(network));
    if (unknown.length === 0) return;
    const registered = new Set(this.registered.map(({ network }) => network));
    for (const network of unknown) {
      try {
        network.record.race = await race(network, signal);
      } catch (error) {
        // What is wrong with a registered file shows when it is warmed up; it ends no race of others.
        const goesOn = error instanceof EkycError && (error.code === 'RUNTIME_FAILED' || registered.has(network));
        if (!goesOn) throw error;
        // A card that cannot run the race has lost it. Perhaps it can next time, so nothing is remembered.
        this.#lost.add(network);
        await network.moveTo('wasm', `The race could not be run: ${error.message}`);
        continue;
      }
      const { backend, reason } = verdict(network.record.race);
      await network.moveTo(backend, reason);
    }
    await this.#memory.keep(
      new Map(this.#pinned().flatMap(([sha256, { record }]) => (record.race ? [[sha256, record.race]] : []))),
    );
  }
}

/** Adds the sum over all files to what the loader reports of each. */
function sumUp(onProgress: (progress: Progress) => void): (asset: Asset, loadedBytes: number) => void {
  const seen = new Map<Asset['path'], { loaded: number; total: number }>();
  return (asset, loaded) => {
    const total = asset.bytes ?? loaded;
    seen.set(asset.path, { loaded, total });
    const files = [...seen.values()];
    onProgress({
      asset: asset.name,
      assetLoadedBytes: loaded,
      assetTotalBytes: total,
      loadedBytes: files.reduce((sum, file) => sum + file.loaded, 0),
      totalBytes: files.reduce((sum, file) => sum + file.total, 0),
    });
  };
}
