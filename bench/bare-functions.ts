import type * as Ort from 'onnxruntime-web/wasm';
import type { BareNetwork } from './bare-network.ts';

// These functions are sent to a worker of the bare page as text: see eval/page-functions.ts for what that forbids.

declare global {
  /** The runtime's module, imported by bare-page/index.html. */
  var ortModule: Promise<typeof Ort>;
  var bareSessions: Record<
    string,
    { readonly session: Ort.InferenceSession; readonly feeds: Record<string, Ort.Tensor> }
  >;
}

export async function loadInWorker(options: {
  readonly networks: readonly BareNetwork[];
  readonly threads: number;
  /** Of the server. */
  readonly origin: string;
}): Promise<void> {
  const ort = await globalThis.ortModule;
  ort.env.logLevel = 'error';
  ort.env.wasm.wasmPaths = `${options.origin}/ort/`;
  ort.env.wasm.numThreads = options.threads;
  globalThis.bareSessions = {};
  for (const { id, model, input, inputName, dims } of options.networks) {
    const files: ArrayBuffer[] = [];
    for (const path of [`/sdk/assets/models/${model}`, `/inputs/${input}`]) {
      const response = await fetch(options.origin + path);
      if (!response.ok) throw new Error(`${path} is not served: ${response.status}`);
      files.push(await response.arrayBuffer());
    }
    const [weights, values] = files as [ArrayBuffer, ArrayBuffer];
    globalThis.bareSessions[id] = {
      session: await ort.InferenceSession.create(new Uint8Array(weights), { executionProviders: ['wasm'] }),
      feeds: { [inputName]: new ort.Tensor('float32', new Float32Array(values), dims) },
    };
  }
}

export async function runInWorker({ id, times }: { readonly id: string; readonly times: number }): Promise<number[]> {
  const loaded = globalThis.bareSessions[id];
  if (!loaded) throw new Error(`${id} was not loaded.`);
  const ms: number[] = [];
  for (let run = 0; run < times; run++) {
    const start = performance.now();
    await loaded.session.run(loaded.feeds);
    ms.push(performance.now() - start);
  }
  return ms;
}
