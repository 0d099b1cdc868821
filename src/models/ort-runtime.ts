import type * as Ort from 'onnxruntime-web/wasm';
import { EkycError } from '../contract/error.ts';
import type { AssetLoader } from './asset-loader.ts';
import type { Backend } from './backend.ts';
import { importScript } from './import-script.ts';
import { Lazy } from './lazy.ts';
import { RUNTIME_FILES } from './runtime-files.ts';
import { SerialQueue } from './serial-queue.ts';
import { ThreadWatch } from './thread-watch.ts';
import { requireWebAssembly } from './web-assembly.ts';

/** Threads that cannot be started would else be waited for without end. */
const INIT_TIMEOUT_MS = 60_000;

/** What of a GPUDevice is needed here. */
interface Device {
  readonly lost: Promise<{ readonly message: string }>;
}

/**
 * onnxruntime-web on one backend, started at first use. Each backend is a build of its own, with state of its own.
 *
 * The runtime keeps its state in globals of the worker, and a WebGPU session suspends in the middle of a run: so
 * everything asked of it runs one after the other, in the order of the calls.
 */
export class OrtRuntime {
  readonly backend: Backend;
  readonly #threads: number;
  readonly #loader: AssetLoader;
  readonly #ort = new Lazy((signal) => this.#start(signal));
  readonly #queue = new SerialQueue();
  readonly #threadWatch = new ThreadWatch();
  /** Rejects when the graphics device is lost; whatever waits for it then would wait forever. */
  #lost: Promise<never> | undefined;

  constructor(backend: Backend, threads: number, loader: AssetLoader) {
    this.backend = backend;
    this.#threads = threads;
    this.#loader = loader;
  }

  /** @throws {EkycError} ASSET_MISSING, ASSET_CORRUPT, RUNTIME_FAILED */
  async start(signal?: AbortSignal): Promise<void> {
    await this.#ort.get(signal);
  }

  /** @throws {EkycError} RUNTIME_FAILED, and as {@link start} */
  async createSession(modelId: string, bytes: Uint8Array, signal?: AbortSignal): Promise<Ort.InferenceSession> {
    const ort = await this.#ort.get(signal);
    return this.#inOrder(modelId, signal, async () => {
      // The first one starts the runtime, and that its threads.
      const session = await this.#threadWatch.during(() =>
        ort.InferenceSession.create(bytes, { executionProviders: [this.backend] }),
      );
      if (this.backend === 'webgpu') this.#lost ??= watch(await ort.env.webgpu.device);
      return session;
    });
  }

  /** One run of a session with one float32 input; `runMs` is the run alone. */
  async run(
    modelId: string,
    session: Ort.InferenceSession,
    input: { readonly name: string; readonly data: Float32Array; readonly dims: readonly number[] },
    signal?: AbortSignal,
  ): Promise<{ outputs: Ort.InferenceSession.OnnxValueMapType; runMs: number }> {
    const ort = await this.#ort.get(signal);
    return this.#inOrder(modelId, signal, async () => {
      const started = performance.now();
      const outputs = await session.run({ [input.name]: new ort.Tensor('float32', input.data, input.dims) });
      return { outputs, runMs: performance.now() - started };
    });
  }

  #inOrder<T>(modelId: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const unlessLost = () => (this.#lost ? Promise.race([this.#lost, work()]) : work());
    return this.#queue.run(
      () =>
        unlessLost().catch((error: unknown) => {
          if (error instanceof EkycError) throw error;
          const words = error instanceof Error ? error.message : String(error);
          throw new EkycError('RUNTIME_FAILED', `${modelId}: the inference runtime failed (${words}).`, {
            cause: error,
          });
        }),
      signal,
    );
  }

  async #start(signal: AbortSignal): Promise<typeof Ort> {
    requireWebAssembly();
    const files = RUNTIME_FILES[this.backend];
    const scriptUrl = this.#loader.url(files.script.path);
    const [ort, wasm] = await Promise.all([
      importScript(this.#loader.url(''), () => importRuntime(this.backend)),
      this.#loader.load(files.wasm, signal),
      this.#loader.load(files.script, signal),
    ]);
    // The runtime imports it too, and cannot start again after a failed import: what is wrong with it has to show here.
    await importScript(scriptUrl, () => import(/* @vite-ignore */ scriptUrl));
    ort.env.logLevel = 'error';
    ort.env.wasm.wasmBinary = wasm.bytes;
    ort.env.wasm.wasmPaths = { mjs: scriptUrl };
    ort.env.wasm.initTimeout = INIT_TIMEOUT_MS;
    ort.env.wasm.numThreads = this.#threads;
    return ort;
  }
}

function watch(device: unknown): Promise<never> {
  const lost = (device as Device).lost.then(({ message }) => {
    throw new Error(`the graphics device was lost: ${message}`);
  });
  // Nobody may be running anything when it happens.
  lost.catch(() => {});
  return lost;
}

function importRuntime(backend: Backend): Promise<typeof Ort> {
  return backend === 'webgpu' ? import('onnxruntime-web/webgpu') : import('onnxruntime-web/wasm');
}
