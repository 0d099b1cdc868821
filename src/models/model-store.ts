import { type Asset, AssetLoader, type AssetStorage } from './asset-loader.ts';
import { type Backend, type BackendChoice, chooseBackend, readEnvironment } from './backend.ts';
import { MODELS, type ModelEntry } from './manifest.ts';
import { Network } from './network.ts';
import { OrtRuntime } from './ort-runtime.ts';
import type { Progress } from './progress.ts';

/** Every network of the manifest on one runtime. Nothing is fetched before it is needed. */
export class ModelStore {
  readonly networks: readonly Network[];
  readonly #runtime: OrtRuntime;
  readonly #loader: AssetLoader;

  private constructor(choice: BackendChoice, loader: AssetLoader) {
    this.#loader = loader;
    this.#runtime = new OrtRuntime(choice, loader);
    this.networks = MODELS.map((entry) => new Network(entry, loader, this.#runtime));
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
    return new ModelStore(choice, new AssetLoader(assetsBaseUrl, sumUp(onProgress)));
  }

  get backend(): BackendChoice {
    return this.#runtime.choice;
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
   * Fetches everything and runs each network once, so that the first check is as fast as the next.
   *
   * @throws {EkycError} ASSET_MISSING, ASSET_CORRUPT, RUNTIME_FAILED
   */
  async preload(signal?: AbortSignal): Promise<void> {
    await Promise.all(this.networks.map((network) => network.warmUp(signal)));
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
