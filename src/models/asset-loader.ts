import { EkycError } from '../contract/error.ts';
import { SharedTask } from './shared-task.ts';

/** A file under `assetsBaseUrl`, named by its digest. */
export interface Asset {
  readonly name: string;
  /** Relative to `assetsBaseUrl`. */
  readonly path: string;
  /** Hex SHA-256 of the content. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface LoadedAsset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly source: 'network' | 'cache';
  /** Fetch and hash, milliseconds. */
  readonly loadMs: number;
}

/** Called with 0 when a file is asked for, then as bytes arrive; a file from the cache comes whole. */
export type AssetProgress = (asset: Asset, loadedBytes: number) => void;

/** How downloaded files are kept between visits. */
export interface AssetStorage {
  readonly storage: 'cache' | 'none';
  readonly reason: string;
}

const CACHE_NAME = 'idem-ekyc-assets';
/** A progress report at every percent is enough for a smooth bar. */
const PROGRESS_STEPS = 100;

/**
 * Fetches files once, checks them against their digest before anybody may use them, and keeps them in the browser's
 * Cache Storage. Files are kept under their own address, so that a new version of the SDK replaces what it outdates.
 */
export class AssetLoader {
  readonly #baseUrl: string;
  readonly #onProgress: AssetProgress;
  readonly #running = new Map<string, SharedTask<LoadedAsset>>();
  #storage: AssetStorage =
    'caches' in globalThis
      ? { storage: 'cache', reason: 'Downloaded files are kept in Cache Storage.' }
      : { storage: 'none', reason: 'This browser offers no Cache Storage here; files are downloaded on every visit.' };

  constructor(baseUrl: string, onProgress: AssetProgress) {
    this.#baseUrl = baseUrl;
    this.#onProgress = onProgress;
  }

  get storage(): AssetStorage {
    return this.#storage;
  }

  url(path: string): string {
    return new URL(path, this.#baseUrl).href;
  }

  /**
   * The verified content of a file. Calls for the same file while it is on its way share one download.
   *
   * @throws {EkycError} ASSET_MISSING, ASSET_CORRUPT
   */
  async load(asset: Asset, signal?: AbortSignal): Promise<LoadedAsset> {
    let task = this.#running.get(asset.path);
    if (!task || task.abandoned) {
      task = new SharedTask((shared) => this.#loadExclusively(asset, shared));
      this.#running.set(asset.path, task);
    }
    try {
      return await task.join(signal);
    } finally {
      if (this.#running.get(asset.path) === task) this.#running.delete(asset.path);
    }
  }

  /** A lock over all tabs and workers of the origin: who comes second finds the file in the cache. */
  #loadExclusively(asset: Asset, signal: AbortSignal): Promise<LoadedAsset> {
    return navigator.locks.request(`idem-ekyc:${this.url(asset.path)}`, { signal }, async () => {
      const started = performance.now();
      this.#onProgress(asset, 0);
      const cache = await this.#openCache();
      const kept = await this.#readCache(cache, asset);
      const bytes = kept ?? (await this.#download(asset, signal));
      if (kept) this.#onProgress(asset, asset.bytes);
      else await this.#writeCache(cache, asset, bytes);
      return { bytes, source: kept ? 'cache' : 'network', loadMs: performance.now() - started };
    });
  }

  async #openCache(): Promise<Cache | undefined> {
    if (this.#storage.storage === 'none') return undefined;
    try {
      return await caches.open(CACHE_NAME);
    } catch (error) {
      // Private windows and blocked site data refuse storage: the engine works without it, and diagnostics say so.
      this.#storage = { storage: 'none', reason: `Cache Storage cannot be opened (${words(error)}).` };
      return undefined;
    }
  }

  async #readCache(cache: Cache | undefined, asset: Asset): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const response = await cache?.match(this.url(asset.path));
    if (!response) return undefined;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return (await sha256(bytes)) === asset.sha256 ? bytes : undefined;
  }

  async #writeCache(cache: Cache | undefined, asset: Asset, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      await cache?.put(this.url(asset.path), new Response(bytes));
    } catch (error) {
      this.#storage = { storage: 'none', reason: `Downloaded files cannot be kept (${words(error)}).` };
    }
  }

  async #download(asset: Asset, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const url = this.url(asset.path);
    const response = await fetch(url, { signal, cache: 'no-cache' }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw new EkycError(
        'ASSET_MISSING',
        `${asset.name}: ${url} could not be fetched (${words(error)}). Check the network and assetsBaseUrl.`,
        { cause: error },
      );
    });
    if (!response.ok || !response.body) {
      throw new EkycError(
        'ASSET_MISSING',
        `${asset.name}: ${url} answered HTTP ${response.status}. Serve the package's dist/assets folder there, or set assetsBaseUrl.`,
      );
    }
    const isHtml = response.headers.get('content-type')?.startsWith('text/html') ?? false;
    const bytes = await this.#readBody(asset, response.body).catch((error: unknown) => {
      signal.throwIfAborted();
      throw new EkycError('ASSET_MISSING', `${asset.name}: the download of ${url} broke off (${words(error)}).`, {
        cause: error,
      });
    });
    if (bytes.length === asset.bytes && (await sha256(bytes)) === asset.sha256) return bytes;
    const found = isHtml
      ? 'is an HTML page. The server probably answers unknown paths with its start page: check assetsBaseUrl'
      : bytes.length === asset.bytes
        ? 'has another SHA-256 than this version of the SDK was built with. Deploy dist/assets of the same version'
        : `has ${bytes.length > asset.bytes ? 'more' : `only ${bytes.length}`} of the ${asset.bytes} bytes expected. Deploy dist/assets of the same version`;
    throw new EkycError('ASSET_CORRUPT', `${asset.name}: ${url} ${found}.`);
  }

  /** Reads no more than the expected size, plus what shows that there is more. */
  async #readBody(asset: Asset, body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(asset.bytes + 1);
    let length = 0;
    let reported = 0;
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const room = bytes.length - length;
      bytes.set(value.length > room ? value.subarray(0, room) : value, length);
      length += Math.min(value.length, room);
      if (length === bytes.length) {
        await reader.cancel();
        break;
      }
      const step = Math.floor((length / asset.bytes) * PROGRESS_STEPS);
      if (step > reported) {
        reported = step;
        this.#onProgress(asset, length);
      }
    }
    return bytes.subarray(0, length);
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
