import type { Backend } from './backend.ts';
import type { Network } from './network.ts';

/** Median milliseconds of a run on each backend. */
export type RaceTimes = Readonly<Record<Backend, number>>;

const ROUNDS = 5;
/** A backend this many times slower in the first round has lost. */
const HOPELESS = 4;

/**
 * Times a network on both backends in turn, so that whatever else the device does slows both. The first runs, which
 * compile, do not count.
 *
 * @throws {EkycError} as {@link Network.run}
 */
export async function race(network: Pick<Network, 'timeOn'>, signal?: AbortSignal): Promise<RaceTimes> {
  const times: Record<Backend, number[]> = { wasm: [], webgpu: [] };
  await network.timeOn('wasm', signal);
  await network.timeOn('webgpu', signal);
  for (let round = 0; round < ROUNDS; round++) {
    times.wasm.push(await network.timeOn('wasm', signal));
    times.webgpu.push(await network.timeOn('webgpu', signal));
    if (times.webgpu[0]! > HOPELESS * times.wasm[0]!) break;
  }
  return { wasm: median(times.wasm), webgpu: median(times.webgpu) };
}

/** What a race says, in words for diagnostics. */
export function verdict({ wasm, webgpu }: RaceTimes): { readonly backend: Backend; readonly reason: string } {
  const backend = webgpu < wasm ? 'webgpu' : 'wasm';
  return { backend, reason: `The faster in the race: WASM ${wasm.toFixed(1)} ms, WebGPU ${webgpu.toFixed(1)} ms.` };
}

function median(values: readonly number[]): number {
  return values.toSorted((p, q) => p - q)[values.length >> 1]!;
}
