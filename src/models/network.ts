import type { InferenceSession } from 'onnxruntime-web/wasm';
import { EkycError } from '../contract/error.ts';
import type { Backend, BackendChoice } from './backend.ts';
import { examineInput, examineOutput } from './examine-network.ts';
import { inputShape } from './input-spec.ts';
import { Lazy } from './lazy.ts';
import type { ModelFile } from './model-file.ts';
import type { NetworkEntry } from './network-entry.ts';
import type { NetworkRecord } from './network-record.ts';
import { nextTask } from './next-task.ts';
import type { OrtRuntime } from './ort-runtime.ts';

/** Named outputs of one run, as flat row-major arrays. */
export type Outputs = Readonly<Record<string, Float32Array>>;

/** The runtime of each backend. */
export type Runtimes = Readonly<Record<Backend, OrtRuntime>>;

/** One model, loaded at first use. */
export class Network {
  readonly entry: NetworkEntry;
  readonly record: NetworkRecord;
  readonly #file: ModelFile;
  readonly #runtimes: Runtimes;
  readonly #sessions: Readonly<Record<Backend, Lazy<InferenceSession>>>;

  constructor(entry: NetworkEntry, file: ModelFile, runtimes: Runtimes, choice: BackendChoice) {
    this.entry = entry;
    this.record = { state: 'not loaded', backend: choice.backend, backendReason: choice.backendReason, runs: 0 };
    this.#file = file;
    this.#runtimes = runtimes;
    this.#sessions = {
      wasm: new Lazy((signal) => this.#load('wasm', signal)),
      webgpu: new Lazy((signal) => this.#load('webgpu', signal)),
    };
  }

  /**
   * Fetches the model and runs it once on zeros, so that the first real picture does not pay for the set-up.
   *
   * @throws {EkycError} as {@link run}
   */
  async warmUp(signal?: AbortSignal): Promise<void> {
    const { outputs } = await this.#runOrMove(this.#zeros(), signal);
    this.#read(outputs);
  }

  /**
   * Runs the network on one input. A graphics card that fails or gets lost is given up for WASM, which then answers.
   *
   * @param data `[batch, planes, height, width]` as the entry's input spec says.
   * @throws {EkycError} ASSET_MISSING, ASSET_CORRUPT, RUNTIME_FAILED, MODEL_UNUSABLE
   */
  async run(data: Float32Array, signal?: AbortSignal): Promise<Outputs> {
    await nextTask();
    signal?.throwIfAborted();
    const { outputs, runMs } = await this.#runOrMove(data, signal);
    const { record } = this;
    record.runs += 1;
    record.lastRunMs = runMs;
    record.meanRunMs = (record.meanRunMs ?? 0) + (runMs - (record.meanRunMs ?? 0)) / record.runs;
    return this.#read(outputs);
  }

  /**
   * Milliseconds of one run on zeros on a backend.
   *
   * @throws {EkycError} as {@link run}
   */
  async timeOn(backend: Backend, signal?: AbortSignal): Promise<number> {
    return (await this.#execute(backend, this.#zeros(), signal)).runMs;
  }

  /** From now on the network runs on this backend. What it held on the other one is freed. */
  async moveTo(backend: Backend, reason: string): Promise<void> {
    this.record.backend = backend;
    this.record.backendReason = reason;
    const other = backend === 'wasm' ? 'webgpu' : 'wasm';
    await this.#sessions[other].clear((session) => this.#runtimes[other].release(this.entry.id, session));
  }

  async #runOrMove(data: Float32Array, signal: AbortSignal | undefined) {
    const { backend } = this.record;
    try {
      return await this.#execute(backend, data, signal);
    } catch (error) {
      const failed = error instanceof EkycError && error.code === 'RUNTIME_FAILED';
      // A race that ended meanwhile freed the session that this run was waiting for.
      const moved = this.record.backend !== backend;
      if (failed && moved) return this.#execute(this.record.backend, data, signal);
      if (backend === 'wasm' || !failed) throw error;
      await this.moveTo('wasm', `WebGPU was given up: ${error.message}`);
      return this.#execute('wasm', data, signal);
    }
  }

  async #execute(backend: Backend, data: Float32Array, signal?: AbortSignal) {
    const session = await this.#sessions[backend].get(signal);
    const input = { name: this.entry.input.name, data, dims: inputShape(this.entry.input) };
    return this.#runtimes[backend].run(this.entry.id, session, input, signal);
  }

  #read(outputs: InferenceSession.OnnxValueMapType): Outputs {
    const { id, output } = this.entry;
    if (output) return { [output.name]: examineOutput(this.entry, output, outputs) };
    return Object.fromEntries(
      Object.entries(outputs).map(([name, tensor]) => {
        if (tensor.data instanceof Float32Array) return [name, tensor.data];
        throw new EkycError('RUNTIME_FAILED', `${id}: output ${name} is ${tensor.type}, not float32.`);
      }),
    );
  }

  #zeros(): Float32Array {
    return new Float32Array(inputShape(this.entry.input).reduce((product, length) => product * length, 1));
  }

  async #load(backend: Backend, signal: AbortSignal): Promise<InferenceSession> {
    const { record } = this;
    const { id } = this.entry;
    const runtime = this.#runtimes[backend];
    record.state = 'loading';
    delete record.error;
    try {
      const [content] = await Promise.all([this.#file.load(signal), runtime.start(signal)]);
      if (content.source) record.source = content.source;
      record.loadMs = content.loadMs;
      const started = performance.now();
      const session = await runtime.createSession(id, content.bytes, signal).catch((error: unknown) => {
        throw backend === 'wasm' && this.#file.registered ? unreadable(id, error) : error;
      });
      try {
        signal.throwIfAborted();
        if (this.#file.registered) examineInput(this.entry, session);
      } catch (error) {
        await runtime.release(id, session);
        throw error;
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

/** What the runtime says where it starts and cannot read the file; any other error as it is. */
function unreadable(id: string, error: unknown): unknown {
  if (!(error instanceof EkycError && error.message.includes('ERROR_CODE'))) return error;
  const { cause } = error;
  const words = cause instanceof Error ? cause.message : error.message;
  const message = `${id}: the model is no ONNX network that onnxruntime-web can run (${words}). Export it as one file, with operators of the runtime's opset.`;
  return new EkycError('MODEL_UNUSABLE', message, { cause: error });
}
