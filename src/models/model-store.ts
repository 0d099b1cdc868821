import { EkycError } from '../contract/error.ts';
import { type Asset, AssetLoader, type AssetStorage } from './asset-loader.ts';
import { type Backend, type BackendChoice, chooseBackend, readEnvironment } from './backend.ts';
import { race, verdict } from './backend-race.ts';
import { Lazy } from './lazy.ts';
import { MODELS, type ModelEntry } from './manifest.ts';
import { Network } from './network.ts';
import { OrtRuntime } from './ort-runtime.ts';
import type { Progress } from './progress.ts';
import { RaceMemory } from './race-memory.ts';
import { RUNTIME_FILES } from './runtime-files.ts';

/** Every network of the manifest. Nothing is fetched before it is needed. */
export class ModelStore {
  readonly choice: BackendChoice;
  readonly networks: readonly Network[];
  readonly #loader: AssetLoader;
  readonly #memory: RaceMemory;
  /** Shared by calls of preload(), which would else disturb each other's race. */
  readonly #races = new Lazy((signal) => this.#raceAll(signal));

  private constructor(choice: BackendChoice, assetsBaseUrl: string, loader: AssetLoader) {
    const runtimes = {
      wasm: new OrtRuntime('wasm', choice.threads, loader),
      webgpu: new OrtRuntime('webgpu', choice.threads, loader),
    };
    this.choice = choice;
    this.networks = MODELS.map((entry) => new Network(entry, loader, runtimes, choice));
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
    options: { readonly backend: Backend | 'auto'; readonly threads: number | undefined },
    onProgress: (progress: Progress) => void,
  ): Promise<ModelStore> {
    const choice = chooseBackend(options.backend, options.threads, await readEnvironment(options.backend));
    const store = new ModelStore(choice, assetsBaseUrl, new AssetLoader(assetsBaseUrl, sumUp(onProgress)));
    if (choice.race) await store.#recallRaces();
    return store;
  }

  get storage(): AssetStorage {
    return this.#loader.storage;
  }

  network(task: ModelEntry['task']): Network {
    const found = this.networks.find(({ entry }) => entry.task === task);
    if (!found) throw new Error(`The manifest holds no model for ${task}`);
    return found;
  }

  /**
   * Fetches everything and runs each network once, so that the first check is as fast as the next. Where both backends
   * may run and this device has not seen their race yet, they race first.
   *
   * @throws {EkycError} ASSET_MISSING, ASSET_CORRUPT, RUNTIME_FAILED
   */
  async preload(signal?: AbortSignal): Promise<void> {
    if (this.choice.race) await this.#races.get(signal);
    await Promise.all(this.networks.map((network) => network.warmUp(signal)));
  }

  async #recallRaces(): Promise<void> {
    const known = await this.#memory.recall();
    for (const network of this.networks) {
      const times = known.get(network.entry.sha256);
      if (!times) continue;
      network.record.race = times;
      const { backend, reason } = verdict(times);
      await network.moveTo(backend, `${reason} Remembered from an earlier visit.`);
    }
  }

  /** One network after the other: two at once would slow each other. */
  async #raceAll(signal: AbortSignal): Promise<void> {
    const unknown = this.networks.filter(({ record }) => !record.race);
    if (unknown.length === 0) return;
    for (const network of unknown) {
      try {
        network.record.race = await race(network, signal);
      } catch (error) {
        if (!(error instanceof EkycError && error.code === 'RUNTIME_FAILED')) throw error;
        // A card that cannot run the race has lost it. Perhaps it can next time, so nothing is remembered.
        await network.moveTo('wasm', `The race could not be run: ${error.message}`);
        continue;
      }
      const { backend, reason } = verdict(network.record.race);
      await network.moveTo(backend, reason);
    }
    await this.#memory.keep(
      new Map(this.networks.flatMap(({ entry, record }) => (record.race ? [[entry.sha256, record.race]] : []))),
    );
  }
}

/** Adds the sum over all files to what the loader reports of each. */
function sumUp(onProgress: (progress: Progress) => void): (asset: Asset, loadedBytes: number) => void {
  const seen = new Map<Asset['path'], { loaded: number; total: number }>();
  return (asset, loaded) => {
    seen.set(asset.path, { loaded, total: asset.bytes });
    const files = [...seen.values()];
    onProgress({
      asset: asset.name,
      assetLoadedBytes: loaded,
      assetTotalBytes: asset.bytes,
      loadedBytes: files.reduce((sum, file) => sum + file.loaded, 0),
      totalBytes: files.reduce((sum, file) => sum + file.total, 0),
    });
  };
}
