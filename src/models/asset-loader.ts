import { EkycError } from '../contract/error.ts';
import { PolicyWatch } from '../serving/policy-watch.ts';
import { withOriginLock } from './origin-lock.ts';
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

  /** Under a lock: which tab or worker comes second finds the file in the cache. */
  #loadExclusively(asset: Asset, signal: AbortSignal): Promise<LoadedAsset> {
    this.#onProgress(asset, 0);
    return withOriginLock(`idem-ekyc:${this.url(asset.path)}`, signal, async () => {
      const started = performance.now();
      const kept = await this.#readCache(asset);
      const bytes = kept ?? (await this.#download(asset, signal));
      if (kept) this.#onProgress(asset, asset.bytes);
      else await this.#writeCache(asset, bytes);
      return { bytes, source: kept ? 'cache' : 'network', loadMs: performance.now() - started };
    });
  }

  /** Nothing where the file is not kept, or not as it should be, or where the browser refuses storage. */
  async #readCache(asset: Asset): Promise<Uint8Array<ArrayBuffer> | undefined> {
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
      const response = await fetch(url, { signal: stop.signal, cache: 'no-cache' });
      if (!response.ok || !response.body) throw new EkycError('ASSET_MISSING', notServed(asset, url, response.status));
      const bytes = await this.#readBody(asset, response.body, onLife);
      if (bytes.length === asset.bytes && (await sha256(bytes)) === asset.sha256) return bytes;
      throw new EkycError('ASSET_CORRUPT', notTheFile(asset, url, response, bytes.length));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof EkycError) throw error;
      const fault = (await policy.faultOf(url)) ?? `${words(error)}. Check the network and assetsBaseUrl.`;
      throw new EkycError('ASSET_MISSING', `${asset.name}: ${url} could not be fetched: ${fault}`, { cause: error });
    } finally {
      policy.stop();
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Reads no more than the expected size, plus what shows that there is more. */
  async #readBody(
    asset: Asset,
    body: ReadableStream<Uint8Array>,
    onLife: () => void,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(asset.bytes + 1);
    let length = 0;
    let reported = 0;
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      onLife();
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

function notServed({ name }: Asset, url: string, status: number): string {
  return `${name}: ${url} answered HTTP ${status}. Serve the package's dist/assets folder there, or set assetsBaseUrl.`;
}

function notTheFile({ name, bytes: expected }: Asset, url: string, response: Response, length: number): string {
  if (response.headers.get('content-type')?.startsWith('text/html')) {
    return `${name}: ${url} is an HTML page. The server probably answers unknown paths with its start page: check assetsBaseUrl.`;
  }
  const found =
    length === expected
      ? 'has another SHA-256 than this version of the SDK was built with'
      : `has ${length > expected ? 'more' : `only ${length}`} of the ${expected} bytes expected`;
  return `${name}: ${url} ${found}. Deploy dist/assets of the same version.`;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
