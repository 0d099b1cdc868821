import { afterEach, expect, it, vi } from 'vitest';
import { GraphicsDevice } from './graphics-device.ts';

afterEach(() => vi.unstubAllGlobals());

/** A browser with a graphics card that `lose` takes away. */
function browserWith({
  features = [] as string[],
  requestDevice = undefined as undefined | (() => Promise<never>),
} = {}) {
  let lose: (info: { message: string }) => void = () => {};
  const lost = new Promise((resolve) => {
    lose = resolve;
  });
  const wanted: GPUDeviceDescriptor[] = [];
  const adapter = {
    features: new Set(features),
    limits: { maxBufferSize: 7 },
    requestDevice:
      requestDevice ??
      (async (descriptor: GPUDeviceDescriptor) => {
        wanted.push(descriptor);
        return { lost };
      }),
  };
  const gpu = { requestAdapter: async (): Promise<object | null> => adapter };
  vi.stubGlobal('navigator', { gpu });
  return { gpu, wanted, lose };
}

const forever = () => new Promise<never>(() => {});

it('asks for what the adapter has, and for nothing else', async () => {
  const { wanted } = browserWith({ features: ['shader-f16', 'depth-clip-control'] });
  await GraphicsDevice.open();
  expect(wanted[0]).toMatchObject({ requiredFeatures: ['shader-f16'], requiredLimits: { maxBufferSize: 7 } });
});

it('says why there is no device', async () => {
  browserWith({ requestDevice: () => Promise.reject(new Error('out of devices')) });
  await expect(GraphicsDevice.open()).rejects.toThrow('out of devices');
  const { gpu } = browserWith();
  gpu.requestAdapter = async () => null;
  await expect(GraphicsDevice.open()).rejects.toThrow('no WebGPU adapter');
});

it('ends all work under way when the device is lost, and begins none afterwards', async () => {
  const { lose } = browserWith();
  const graphics = await GraphicsDevice.open();
  const running = [graphics.unlessLost(forever), graphics.unlessLost(forever)];
  lose({ message: 'unplugged' });
  for (const one of running) await expect(one).rejects.toThrow('lost: unplugged');
  const later = vi.fn(forever);
  await expect(graphics.unlessLost(later)).rejects.toThrow('lost: unplugged');
  expect(later).not.toHaveBeenCalled();
});

it('leaves work that ends in time its outcome', async () => {
  browserWith();
  const graphics = await GraphicsDevice.open();
  expect(await graphics.unlessLost(async () => 'done')).toBe('done');
  await expect(graphics.unlessLost(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});
