import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Ort from 'onnxruntime-web/wasm';
import type { NativeReply, NativeRequest } from './native-protocol.ts';

// The process that runs networks on onnxruntime's native build. It ends with its parent's channel.

interface Loaded {
  readonly session: Ort.InferenceSession;
  readonly feeds: Record<string, Ort.Tensor>;
}

const loaded = new Map<string, Loaded>();

async function load({ module, networks, models, inputs, threads }: Extract<NativeRequest, { load: unknown }>['load']) {
  // Both builds have the same interface.
  const ort: typeof Ort = createRequire(import.meta.url)(module);
  for (const { id, model, input, inputName, dims } of networks) {
    const values = await readFile(join(inputs, input));
    const session = await ort.InferenceSession.create(join(models, model), {
      executionProviders: ['cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    });
    const data = new Float32Array(new Uint8Array(values).buffer);
    loaded.set(id, { session, feeds: { [inputName]: new ort.Tensor('float32', data, dims) } });
  }
}

async function run({ id, times }: { readonly id: string; readonly times: number }): Promise<number[]> {
  const network = loaded.get(id);
  if (!network) throw new Error(`${id} was not loaded.`);
  const ms: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await network.session.run(network.feeds);
    ms.push(performance.now() - start);
  }
  return ms;
}

async function answer(request: NativeRequest): Promise<NativeReply> {
  try {
    if ('run' in request) return { ms: await run(request.run) };
    await load(request.load);
    return { ms: [] };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

process.on('message', async (request: NativeRequest) => {
  process.send?.(await answer(request));
});
process.once('disconnect', () => process.exit());
