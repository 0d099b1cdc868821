import { describe, expect, it } from 'vitest';
import { chooseBackend, type Environment } from './backend.ts';

const plain: Environment = { adapter: 'none', adapterName: '', crossOriginIsolated: false, cores: 8 };

describe('chooseBackend', () => {
  it.each([
    ['hardware', true, /hardware WebGPU adapter.*measures/],
    ['software', false, /software one.*slower/],
    ['none', false, /no WebGPU adapter/],
  ] as const)('auto with a %s adapter starts on WASM, races: %s, and says why', (adapter, race, reason) => {
    expect(chooseBackend('auto', undefined, { ...plain, adapter })).toMatchObject({
      backend: 'wasm',
      race,
      backendReason: expect.stringMatching(reason),
    });
  });

  it('takes what is asked for: wasm beside an adapter, webgpu on a software one', () => {
    expect(chooseBackend('wasm', undefined, { ...plain, adapter: 'hardware' })).toMatchObject({
      backend: 'wasm',
      race: false,
    });
    expect(chooseBackend('webgpu', undefined, { ...plain, adapter: 'software' })).toMatchObject({
      backend: 'webgpu',
      race: false,
    });
  });

  it('refuses webgpu without any adapter', () => {
    expect(() => chooseBackend('webgpu', undefined, plain)).toThrow(
      expect.objectContaining({ code: 'BACKEND_UNAVAILABLE' }),
    );
  });

  it.each([
    [
      'one thread without isolation, whatever is asked for',
      { crossOriginIsolated: false, cores: 8 },
      4,
      1,
      /COOP and COEP/,
    ],
    ['what is asked for, where isolated', { crossOriginIsolated: true, cores: 2 }, 3, 3, /threads option/],
    ['half of the cores', { crossOriginIsolated: true, cores: 6 }, undefined, 3, /Half of 6/],
    ['no more than four', { crossOriginIsolated: true, cores: 32 }, undefined, 4, /at most 4/],
    ['one on a single core', { crossOriginIsolated: true, cores: 1 }, undefined, 1, /Half of 1/],
  ])('threads: %s', (_, environment, wanted, threads, reason) => {
    expect(chooseBackend('wasm', wanted, { ...plain, ...environment })).toMatchObject({
      threads,
      threadsReason: expect.stringMatching(reason),
    });
  });
});
