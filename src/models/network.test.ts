import { expect, it, vi } from 'vitest';
import { EkycError } from '../contract/error.ts';
import { modelEntry } from '../testing/model-entry.ts';
import { chooseBackend } from './backend.ts';
import { Network } from './network.ts';
import type { OrtRuntime } from './ort-runtime.ts';

const entry = modelEntry();
const input = new Float32Array(3 * entry.input.height * entry.input.width);
const lost = () => Promise.reject(new EkycError('RUNTIME_FAILED', 'the graphics device was lost'));

/** A runtime whose every run answers the given number. */
function fakeRuntime(answer: number) {
  return {
    start: vi.fn(async () => {}),
    createSession: vi.fn(async (): Promise<unknown> => ({})),
    release: vi.fn(async () => {}),
    run: vi.fn(async (): Promise<unknown> => ({ outputs: { out: { data: new Float32Array([answer]) } }, runMs: 1 })),
  };
}

function networkOnWebGpu() {
  const runtimes = { wasm: fakeRuntime(1), webgpu: fakeRuntime(2) };
  const content = { bytes: new Uint8Array(1), source: 'cache', loadMs: 1 } as const;
  const at = { adapter: 'hardware', adapterName: 'a card', crossOriginIsolated: false, cores: 2 } as const;
  const network = new Network(
    entry,
    { registered: false, load: async () => content },
    runtimes as unknown as Record<'wasm' | 'webgpu', OrtRuntime>,
    chooseBackend('webgpu', undefined, at),
  );
  const answer = async () => (await network.run(input)).out?.[0];
  return { network, runtimes, answer };
}

it('runs on the backend that was chosen, and makes nothing on the other', async () => {
  const { network, runtimes, answer } = networkOnWebGpu();
  expect(await answer()).toBe(2);
  expect(runtimes.wasm.start).not.toHaveBeenCalled();
  expect(network.record).toMatchObject({ state: 'ready', backend: 'webgpu', runs: 1 });
});

it.each(['createSession', 'run'] as const)('moves to WASM when WebGPU fails in %s, and stays there', async (step) => {
  const { network, runtimes, answer } = networkOnWebGpu();
  runtimes.webgpu[step].mockImplementation(lost);
  expect(await answer()).toBe(1);
  expect(await answer()).toBe(1);
  expect(runtimes.webgpu[step]).toHaveBeenCalledTimes(1);
  expect(network.record).toMatchObject({
    state: 'ready',
    backend: 'wasm',
    backendReason: 'WebGPU was given up: the graphics device was lost',
    runs: 2,
  });
  expect(network.record.error).toBeUndefined();
  expect(runtimes.webgpu.release).toHaveBeenCalledTimes(step === 'run' ? 1 : 0);
});

it('moves also where two runs wait for the same card', async () => {
  const { network, runtimes, answer } = networkOnWebGpu();
  runtimes.webgpu.run.mockImplementation(lost);
  expect(await Promise.all([answer(), answer()])).toEqual([1, 1]);
  expect(runtimes.webgpu.release).toHaveBeenCalledTimes(1);
  expect(network.record.runs).toBe(2);
});

it('goes on where it was moved while a run waited for the session that this freed', async () => {
  const { network, runtimes, answer } = networkOnWebGpu();
  await network.moveTo('wasm', 'A test.');
  runtimes.wasm.run.mockImplementation(async () => {
    await network.moveTo('webgpu', 'The faster in the race.');
    throw new EkycError('RUNTIME_FAILED', 'the session was released');
  });
  expect(await answer()).toBe(2);
});

it('does not move for what WASM would not do better, nor for an abort', async () => {
  const { network, runtimes, answer } = networkOnWebGpu();
  runtimes.webgpu.run.mockImplementation(() => Promise.reject(new EkycError('ASSET_MISSING', 'gone')));
  await expect(answer()).rejects.toMatchObject({ code: 'ASSET_MISSING' });
  await expect(network.run(input, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  expect(network.record.backend).toBe('webgpu');
  expect(runtimes.wasm.run).not.toHaveBeenCalled();
});

it('fails where WASM fails too', async () => {
  const { network, runtimes, answer } = networkOnWebGpu();
  runtimes.webgpu.run.mockImplementation(lost);
  runtimes.wasm.run.mockImplementation(() => Promise.reject(new EkycError('RUNTIME_FAILED', 'no memory')));
  await expect(answer()).rejects.toThrow('no memory');
  expect(network.record.backend).toBe('wasm');
});

it('moveTo() frees what the network held on the other backend', async () => {
  const { network, runtimes, answer } = networkOnWebGpu();
  await network.timeOn('wasm');
  await answer();
  await network.moveTo('webgpu', 'faster');
  expect(runtimes.wasm.release).toHaveBeenCalledTimes(1);
  expect(runtimes.webgpu.release).not.toHaveBeenCalled();
  expect(network.record).toMatchObject({ backend: 'webgpu', backendReason: 'faster' });
});
