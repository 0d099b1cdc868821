import type * as Ort from 'onnxruntime-web/wasm';
import { EkycError } from '../contract/error.ts';
import type { AssetLoader } from './asset-loader.ts';
import type { Backend } from './backend.ts';
import { GraphicsDevice } from './graphics-device.ts';
import { importScript } from './import-script.ts';
import { Lazy } from './lazy.ts';
import { RUNTIME_FILES } from './runtime-files.ts';
import { SerialQueue } from './serial-queue.ts';
import { ThreadWatch } from './thread-watch.ts';
import { requireWebAssembly } from './web-assembly.ts';

/** Threads that cannot be started would else be waited for without end. */
const INIT_TIMEOUT_MS = 60_000;

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
  readonly #device = new Lazy(() => GraphicsDevice.open());

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
    // The first one starts the runtime, and that its threads.
    return this.#inOrder(modelId, signal, (graphics) =>
      this.#threadWatch.during(() =>
        ort.InferenceSession.create(bytes, { executionProviders: [provider(this.backend, graphics)] }),
      ),
    );
  }

  /** Frees a session. What was lost with its device needs no freeing. */
  async release(modelId: string, session: Ort.InferenceSession): Promise<void> {
    await this.#inOrder(modelId, undefined, () => session.release()).catch(() => {});
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

  #inOrder<T>(
    modelId: string,
    signal: AbortSignal | undefined,
    work: (graphics?: GraphicsDevice) => Promise<T>,
  ): Promise<T> {
    const onDevice = async () => {
      if (this.backend === 'wasm') return work();
      const graphics = await this.#device.get();
      return graphics.unlessLost(() => work(graphics));
    };
    return this.#queue.run(
      () =>
        onDevice().catch((error: unknown) => {
          if (error instanceof EkycError) throw error;
          throw new EkycError('RUNTIME_FAILED', `${modelId}: the inference runtime failed (${words(error)}).`, {
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

function provider(
  backend: Backend,
  graphics: GraphicsDevice | undefined,
): Ort.InferenceSession.ExecutionProviderConfig {
  return graphics ? { name: 'webgpu', device: graphics.device } : backend;
}

/** The runtime throws the address of an exception where its own handlers let one pass. */
function words(error: unknown): string {
  if (typeof error === 'number') return 'an exception that it does not describe';
  return error instanceof Error ? error.message : String(error);
}

function importRuntime(backend: Backend): Promise<typeof Ort> {
  return backend === 'webgpu' ? import('onnxruntime-web/webgpu') : import('onnxruntime-web/wasm');
}
