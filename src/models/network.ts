import type { InferenceSession } from 'onnxruntime-web/wasm';
import { EkycError } from '../contract/error.ts';
import type { AssetLoader } from './asset-loader.ts';
import { Lazy } from './lazy.ts';
import type { ModelEntry } from './manifest.ts';
import type { NetworkRecord } from './network-record.ts';
import type { OrtRuntime } from './ort-runtime.ts';

/** Named outputs of one run, as flat row-major arrays. */
export type Outputs = Readonly<Record<string, Float32Array>>;

/** One model of the manifest, loaded at first use. */
export class Network {
  readonly entry: ModelEntry;
  readonly record: NetworkRecord = { state: 'not loaded', runs: 0 };
  readonly #loader: AssetLoader;
  readonly #runtime: OrtRuntime;
  readonly #session = new Lazy((signal) => this.#load(signal));

  constructor(entry: ModelEntry, loader: AssetLoader, runtime: OrtRuntime) {
    this.entry = entry;
    this.#loader = loader;
    this.#runtime = runtime;
  }

  /**
   * Fetches the model and runs it once on zeros, so that the first real picture does not pay for the set-up.
   *
   * @throws {EkycError} as {@link run}
   */
  async warmUp(signal?: AbortSignal): Promise<void> {
    const [, planes, height, width] = this.#dims();
    await this.#execute(new Float32Array(planes * height * width), signal);
  }

  /**
   * Runs the network on one input.
   *
   * @param data `[1, planes, height, width]` as the entry's input spec says.
   * @throws {EkycError} ASSET_MISSING, ASSET_CORRUPT, RUNTIME_FAILED
   */
  async run(data: Float32Array, signal?: AbortSignal): Promise<Outputs> {
    const { outputs, runMs } = await this.#execute(data, signal);
    const { record } = this;
    record.runs += 1;
    record.lastRunMs = runMs;
    record.meanRunMs = (record.meanRunMs ?? 0) + (runMs - (record.meanRunMs ?? 0)) / record.runs;
    return Object.fromEntries(
      Object.entries(outputs).map(([name, tensor]) => {
        if (tensor.data instanceof Float32Array) return [name, tensor.data];
        throw new EkycError('RUNTIME_FAILED', `${this.entry.id}: output ${name} is ${tensor.type}, not float32.`);
      }),
    );
  }

  async #execute(data: Float32Array, signal?: AbortSignal) {
    const session = await this.#session.get(signal);
    return this.#runtime.run(this.entry.id, session, { name: this.entry.input.name, data, dims: this.#dims() }, signal);
  }

  #dims(): [number, number, number, number] {
    const { width, height, channels } = this.entry.input;
    return [1, channels === 'GREY' ? 1 : 3, height, width];
  }

  async #load(signal: AbortSignal): Promise<InferenceSession> {
    const { record } = this;
    const { id, file, sha256, bytes } = this.entry;
    record.state = 'loading';
    delete record.error;
    try {
      const [asset] = await Promise.all([
        this.#loader.load({ name: id, path: `models/${file}`, sha256, bytes }, signal),
        this.#runtime.start(signal),
      ]);
      record.source = asset.source;
      record.loadMs = asset.loadMs;
      const started = performance.now();
      const session = await this.#runtime.createSession(id, asset.bytes, signal);
      if (signal.aborted) {
        await session.release();
        throw signal.reason;
      }
      record.sessionMs = performance.now() - started;
      record.state = 'ready';
      return session;
    } catch (error) {
      // After an abort another load may be under way already, and the record is its own.
      if (!signal.aborted)
        Object.assign(record, { state: 'failed', error: error instanceof Error ? error.message : String(error) });
      else if (record.state === 'loading') record.state = 'not loaded';
      throw error;
    }
  }
}
