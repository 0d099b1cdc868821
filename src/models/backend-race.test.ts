import { describe, expect, it } from 'vitest';
import type { Backend } from './backend.ts';
import { race, verdict } from './backend-race.ts';

/** A network whose runs take what is listed, one after the other; the last for ever. */
function runner(wasm: readonly number[], webgpu: readonly number[]) {
  const runs: Backend[] = [];
  const left = { wasm: [...wasm], webgpu: [...webgpu] };
  const timeOn = async (backend: Backend) => {
    runs.push(backend);
    const times = left[backend];
    return times.length > 1 ? times.shift()! : times[0]!;
  };
  return { runs, timeOn };
}

describe('race', () => {
  it('runs both in turn and does not count the first runs, which compile', async () => {
    const network = runner([900, 20], [5000, 10]);
    expect(await race(network)).toEqual({ wasm: 20, webgpu: 10 });
    expect(network.runs).toEqual(Array.from({ length: 6 }, () => ['wasm', 'webgpu']).flat());
  });

  it('takes the median, so that one slow run decides nothing', async () => {
    expect(await race(runner([1, 20, 900, 21, 22, 19], [1, 30, 30, 1, 1, 30]))).toEqual({ wasm: 21, webgpu: 30 });
  });

  it('ends after the first round where WebGPU is hopeless', async () => {
    const network = runner([1, 10], [1, 41]);
    expect(await race(network)).toEqual({ wasm: 10, webgpu: 41 });
    expect(network.runs).toHaveLength(4);
  });
});

describe('verdict', () => {
  it.each([
    [{ wasm: 20, webgpu: 19.5 }, 'webgpu'],
    [{ wasm: 20, webgpu: 20 }, 'wasm'],
    [{ wasm: 3, webgpu: 800 }, 'wasm'],
  ] as const)('of %o is %s, and the reason names both times', (times, backend) => {
    const { backend: faster, reason } = verdict(times);
    expect(faster).toBe(backend);
    expect(reason).toContain(`WASM ${times.wasm.toFixed(1)} ms`);
    expect(reason).toContain(`WebGPU ${times.webgpu.toFixed(1)} ms`);
  });
});
