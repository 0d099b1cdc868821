import { EkycError } from '../contract/error.ts';
import { PolicyWatch } from '../serving/policy-watch.ts';
import { type Asset, checkNetwork, notServed, notTheFile, sizeLimit } from './asset.ts';
import { withOriginLock } from './origin-lock.ts';
import { readBody } from './read-body.ts';
import { sha256 } from './sha256.ts';
import { SharedTask } from './shared-task.ts';

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
const STALL_MS = 30_000;

/**
 * Fetches files once, checks them against their digest before anybody may use them, and keeps them in the browser's
 * Cache Storage. Files are kept under their own address, so that a new version of the SDK replaces what it outdates.
 */
export class AssetLoader {
  readonly #baseUrl: string;
  readonly #onProgress: AssetProgress;
  readonly #stallMs: number;
  readonly #running = new Map<string, SharedTask<LoadedAsset>>();
  #storage: AssetStorage = { storage: 'cache', reason: 'Downloaded files are kept in Cache Storage.' };

  /** @param stallMs a download that brings no byte for this long is given up. */
  constructor(baseUrl: string, onProgress: AssetProgress, stallMs: number = STALL_MS) {
    this.#baseUrl = baseUrl;
    this.#onProgress = onProgress;
    this.#stallMs = stallMs;
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
    // Two that expect different content of one address are no two calls for the same file.
    const key = `${asset.path} ${asset.sha256}`;
    let task = this.#running.get(key);
    if (!task || task.abandoned) {
      task = new SharedTask((shared) => this.#loadExclusively(asset, shared));
      this.#running.set(key, task);
    }
    try {
      return await task.join(signal);
    } finally {
      if (this.#running.get(key) === task) this.#running.delete(key);
    }
  }

  /** Under a lock: which tab or worker comes second finds the file in the cache. */
  #loadExclusively(asset: Asset, signal: AbortSignal): Promise<LoadedAsset> {
    this.#onProgress(asset, 0);
    return withOriginLock(`idem-ekyc:${this.url(asset.path)}`, signal, async () => {
      const started = performance.now();
      const kept = await this.#readCache(asset);
      const bytes = kept ?? (await this.#download(asset, signal));
      if (kept || asset.bytes === undefined) this.#onProgress({ ...asset, bytes: bytes.length }, bytes.length);
      if (!kept) await this.#writeCache(asset, bytes);
      return { bytes, source: kept ? 'cache' : 'network', loadMs: performance.now() - started };
    });
  }

  /** Nothing where the file is not kept, or not as it should be, or where the browser refuses storage. */
  async #readCache(asset: Asset): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (asset.sha256 === undefined) return undefined;
    try {
      const response = await (await caches.open(CACHE_NAME)).match(this.url(asset.path));
      if (!response) return undefined;
      const bytes = new Uint8Array(await response.arrayBuffer());
      return (await sha256(bytes)) === asset.sha256 ? bytes : undefined;
    } catch (error) {
      this.#storage = { storage: 'none', reason: `Kept files cannot be read (${words(error)}).` };
      return undefined;
    }
  }

  /** A file that cannot be kept is used all the same; diagnostics say why it is not. */
  async #writeCache(asset: Asset, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (asset.sha256 === undefined) return;
    try {
      await (await caches.open(CACHE_NAME)).put(this.url(asset.path), new Response(bytes));
    } catch (error) {
      this.#storage = { storage: 'none', reason: `Downloaded files cannot be kept (${words(error)}).` };
    }
  }

  async #download(asset: Asset, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const url = this.url(asset.path);
    const stop = new AbortController();
    const onAbort = () => stop.abort(signal.reason);
    signal.addEventListener('abort', onAbort);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onLife = () => {
      clearTimeout(timer);
      timer = setTimeout(() => stop.abort(new Error(`no byte for ${this.#stallMs / 1000} s`)), this.#stallMs);
    };
    onLife();
    const policy = new PolicyWatch();
    try {
      // Where no digest says what it has to be, it may not come from elsewhere by a redirect either.
      const mode = asset.sha256 === undefined ? 'same-origin' : 'cors';
      const response = await fetch(url, { signal: stop.signal, cache: 'no-cache', mode });
      if (!response.ok || !response.body) throw new EkycError('ASSET_MISSING', notServed(asset, url, response.status));
      const bytes = await this.#readBody(asset, response.body, onLife);
      if (await isTheFile(asset, bytes)) return bytes;
      throw new EkycError('ASSET_CORRUPT', notTheFile(asset, url, response.headers.get('content-type'), bytes.length));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof EkycError) throw error;
      const fault = (await policy.faultOf(url)) ?? `${words(error)}. ${checkNetwork(asset, url)}`;
      throw new EkycError('ASSET_MISSING', `${asset.name}: ${url} could not be fetched: ${fault}`, { cause: error });
    } finally {
      policy.stop();
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Progress by percents where the size is known. */
  #readBody(asset: Asset, body: ReadableStream<Uint8Array>, onLife: () => void): Promise<Uint8Array<ArrayBuffer>> {
    let reported = 0;
    return readBody(body, sizeLimit(asset), (length) => {
      onLife();
      const step = asset.bytes === undefined ? 0 : Math.floor((length / asset.bytes) * PROGRESS_STEPS);
      if (step <= reported || length > asset.bytes!) return;
      reported = step;
      this.#onProgress(asset, length);
    });
  }
}

async function isTheFile(asset: Asset, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  if (bytes.length === 0 || bytes.length > sizeLimit(asset)) return false;
  if (asset.bytes !== undefined && bytes.length !== asset.bytes) return false;
  return asset.sha256 === undefined || (await sha256(bytes)) === asset.sha256;
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
