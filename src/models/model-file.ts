import { EkycError } from '../contract/error.ts';
import type { Asset, PinnedAsset } from './asset.ts';
import type { AssetLoader } from './asset-loader.ts';
import type { RegisteredPipeline } from './pipeline-spec.ts';
import { sha256 } from './sha256.ts';

export interface ModelContent {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Absent where the page gave the bytes. */
  readonly source?: 'network' | 'cache';
  /** To fetch or read, and to hash, milliseconds. */
  readonly loadMs: number;
}

/** Where the bytes of a network come from. */
export interface ModelFile {
  /** Whether the page named it: what is wrong with it is then for the page to mend. */
  readonly registered: boolean;
  /** The content, verified by its digest where there is one. */
  load(signal: AbortSignal): Promise<ModelContent>;
}

/** A file of the manifest. */
export function ownFile(asset: PinnedAsset, loader: AssetLoader): ModelFile {
  return { registered: false, load: (signal) => loader.load(asset, signal) };
}

type GivenModel = Pick<RegisteredPipeline, 'name' | 'model' | 'sha256'>;

/** A file that the page named or gave. What it turned out to be is told by `loaded`. */
export class RegisteredFile implements ModelFile {
  readonly registered = true;
  readonly #given: GivenModel;
  readonly #loader: AssetLoader;
  #loaded: { readonly sha256: string; readonly bytes: number } | undefined;

  constructor(given: GivenModel, loader: AssetLoader) {
    this.#given = given;
    this.#loader = loader;
  }

  get loaded(): { readonly sha256: string; readonly bytes: number } | undefined {
    return this.#loaded;
  }

  /** @throws {EkycError} ASSET_MISSING, ASSET_CORRUPT */
  async load(signal: AbortSignal): Promise<ModelContent> {
    const { model } = this.#given;
    const content =
      typeof model === 'string' ? await this.#loader.load(this.#asset(model), signal) : await this.#read(model);
    this.#loaded = { sha256: await sha256(content.bytes), bytes: content.bytes.length };
    return content;
  }

  #asset(path: string): Asset {
    const { name, sha256: digest } = this.#given;
    return { name, path, registered: true, ...(digest !== undefined && { sha256: digest }) };
  }

  async #read(blob: Blob): Promise<ModelContent> {
    const { name, sha256: expected } = this.#given;
    const started = performance.now();
    const bytes = await blob.arrayBuffer().then(
      (buffer) => new Uint8Array(buffer),
      (error: unknown) => {
        const words = error instanceof Error ? error.message : String(error);
        const message = `${name}: the bytes given as model cannot be read any more (${words}). Was the file changed? Create the engine with it anew.`;
        throw new EkycError('ASSET_MISSING', message, { cause: error });
      },
    );
    if (expected !== undefined && (await sha256(bytes)) !== expected) {
      const message = `${name}: the bytes given as model have another SHA-256 than its pipeline says. Give those that sha256 was taken of, or change sha256.`;
      throw new EkycError('ASSET_CORRUPT', message);
    }
    return { bytes, loadMs: performance.now() - started };
  }
}
