import { EkycError } from '../contract/error.ts';

export type Backend = 'webgpu' | 'wasm';

export interface BackendChoice {
  /** What networks run on until something better is known. */
  readonly backend: Backend;
  readonly backendReason: string;
  /** Whether preload() measures both backends and lets each network run on the faster. */
  readonly race: boolean;
  /** The adapter in the browser's words; a race is remembered for it. */
  readonly adapter: string;
  readonly threads: number;
  readonly threadsReason: string;
}

/** What the choice depends on; read from the worker's globals by {@link readEnvironment}. */
export interface Environment {
  readonly adapter: 'none' | 'software' | 'hardware';
  readonly adapterName: string;
  readonly crossOriginIsolated: boolean;
  readonly cores: number;
}

/** More threads than this bring small networks nothing. */
const MAX_DEFAULT_THREADS = 4;

interface AdapterInfo {
  readonly vendor?: string;
  readonly architecture?: string;
  readonly device?: string;
  readonly description?: string;
  readonly isFallbackAdapter?: boolean;
}

interface AdapterLike {
  readonly info?: AdapterInfo;
  /** Where browsers had the flag before it moved to `info`. */
  readonly isFallbackAdapter?: boolean;
}

/** Asks the browser. `navigator.gpu` alone proves nothing: only an adapter does. */
export async function readEnvironment(wanted: Backend | 'auto'): Promise<Environment> {
  return {
    ...(wanted === 'wasm' ? NO_ADAPTER : await findAdapter()),
    crossOriginIsolated: globalThis.crossOriginIsolated,
    cores: navigator.hardwareConcurrency,
  };
}

const NO_ADAPTER = { adapter: 'none', adapterName: '' } as const;

async function findAdapter(): Promise<Pick<Environment, 'adapter' | 'adapterName'>> {
  const gpu = (navigator as { gpu?: { requestAdapter(): Promise<AdapterLike | null> } }).gpu;
  // A driver that cannot even be asked is as good as none.
  const adapter = await gpu?.requestAdapter().catch(() => null);
  if (!adapter) return NO_ADAPTER;
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info ?? {};
  return {
    adapter: (isFallbackAdapter ?? adapter.isFallbackAdapter) ? 'software' : 'hardware',
    adapterName: [vendor, architecture, device, description].filter(Boolean).join(' ') || 'unnamed',
  };
}

/**
 * Which backends are worth while, and how many threads.
 *
 * @throws {EkycError} BACKEND_UNAVAILABLE when `wanted` is `webgpu` and there is no adapter at all.
 */
export function chooseBackend(
  wanted: Backend | 'auto',
  wantedThreads: number | undefined,
  at: Environment,
): BackendChoice {
  return { ...chooseProvider(wanted, at), adapter: at.adapterName, ...chooseThreads(wantedThreads, at) };
}

function chooseProvider(
  wanted: Backend | 'auto',
  { adapter }: Environment,
): Pick<BackendChoice, 'backend' | 'backendReason' | 'race'> {
  if (wanted === 'wasm') return { backend: 'wasm', race: false, backendReason: 'Asked for by the backend option.' };
  if (wanted === 'webgpu') {
    if (adapter === 'none') {
      throw new EkycError(
        'BACKEND_UNAVAILABLE',
        "This browser offers no WebGPU adapter. Use backend: 'auto' to fall back to WASM.",
      );
    }
    return { backend: 'webgpu', race: false, backendReason: `Asked for by the backend option (${adapter} adapter).` };
  }
  // Small networks are often slower on a graphics card: only a race tells.
  if (adapter === 'hardware') {
    const backendReason =
      'A hardware WebGPU adapter exists: preload() measures which backend is faster, model by model.';
    return { backend: 'wasm', race: true, backendReason };
  }
  return {
    backend: 'wasm',
    race: false,
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
