import { EkycError } from '../contract/error.ts';

export type Backend = 'webgpu' | 'wasm';

export interface BackendChoice {
  readonly backend: Backend;
  readonly backendReason: string;
  readonly threads: number;
  readonly threadsReason: string;
}

/** What the choice depends on; read from the worker's globals by {@link readEnvironment}. */
export interface Environment {
  readonly adapter: 'none' | 'software' | 'hardware';
  readonly crossOriginIsolated: boolean;
  readonly cores: number;
}

/** More threads than this bring small networks nothing. */
const MAX_DEFAULT_THREADS = 4;

interface AdapterLike {
  readonly info?: { readonly isFallbackAdapter?: boolean };
  /** Where browsers had the flag before it moved to `info`. */
  readonly isFallbackAdapter?: boolean;
}

/** Asks the browser. `navigator.gpu` alone proves nothing: only an adapter does. */
export async function readEnvironment(wanted: Backend | 'auto'): Promise<Environment> {
  return {
    adapter: wanted === 'wasm' ? 'none' : await findAdapter(),
    crossOriginIsolated: globalThis.crossOriginIsolated,
    cores: navigator.hardwareConcurrency,
  };
}

async function findAdapter(): Promise<Environment['adapter']> {
  const gpu = (navigator as { gpu?: { requestAdapter(): Promise<AdapterLike | null> } }).gpu;
  // A driver that cannot even be asked is as good as none.
  const adapter = await gpu?.requestAdapter().catch(() => null);
  if (!adapter) return 'none';
  return (adapter.info?.isFallbackAdapter ?? adapter.isFallbackAdapter) ? 'software' : 'hardware';
}

/**
 * WebGPU where a real adapter exists, else WASM; threads where the page is cross-origin isolated.
 *
 * @throws {EkycError} BACKEND_UNAVAILABLE when `wanted` is `webgpu` and there is no adapter at all.
 */
export function chooseBackend(
  wanted: Backend | 'auto',
  wantedThreads: number | undefined,
  at: Environment,
): BackendChoice {
  return { ...chooseProvider(wanted, at), ...chooseThreads(wantedThreads, at) };
}

function chooseProvider(
  wanted: Backend | 'auto',
  { adapter }: Environment,
): Pick<BackendChoice, 'backend' | 'backendReason'> {
  if (wanted === 'wasm') return { backend: 'wasm', backendReason: 'Asked for by the backend option.' };
  if (wanted === 'webgpu') {
    if (adapter === 'none') {
      throw new EkycError(
        'BACKEND_UNAVAILABLE',
        "This browser offers no WebGPU adapter. Use backend: 'auto' to fall back to WASM.",
      );
    }
    return { backend: 'webgpu', backendReason: `Asked for by the backend option (${adapter} adapter).` };
  }
  if (adapter === 'hardware') return { backend: 'webgpu', backendReason: 'A hardware WebGPU adapter exists.' };
  return {
    backend: 'wasm',
    backendReason:
      adapter === 'software'
        ? 'The only WebGPU adapter is a software one, which is slower than WASM.'
        : 'This browser offers no WebGPU adapter.',
  };
}

function chooseThreads(
  wanted: number | undefined,
  { crossOriginIsolated, cores }: Environment,
): Pick<BackendChoice, 'threads' | 'threadsReason'> {
  if (!crossOriginIsolated) {
    return {
      threads: 1,
      threadsReason: 'The page is not cross-origin isolated (COOP and COEP headers), so threads are not to be had.',
    };
  }
  if (wanted !== undefined) return { threads: wanted, threadsReason: 'Asked for by the threads option.' };
  // Half of the logical cores, as the runtime itself would choose: threads that wait for a busy core slow all others.
  const threads = Math.min(MAX_DEFAULT_THREADS, Math.ceil(cores / 2));
  return { threads, threadsReason: `Half of ${cores} logical cores, at most ${MAX_DEFAULT_THREADS}.` };
}
