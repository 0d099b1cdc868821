import type { Page } from '@playwright/test';
import { withWorkerScript } from './worker-script.ts';

/**
 * Scripts that change the WebGPU that the worker sees. A channel of the same name as the fault
 * tells the worker when it is to happen, where it does not happen by itself.
 */
const SCRIPTS = {
  /** The software adapter says that it is none. */
  disguise: `
    const hardware = { get: () => false };
    Object.defineProperty(GPUAdapter.prototype, 'isFallbackAdapter', hardware);
    if (typeof GPUAdapterInfo !== 'undefined') Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', hardware);
  `,
  /** The adapter that the engine chose WebGPU for is not there when it is needed. */
  'adapter gone': `
    const { requestAdapter } = GPU.prototype;
    let asked = 0;
    GPU.prototype.requestAdapter = async function () { return ++asked === 1 ? requestAdapter.call(this) : null; };
  `,
  'device refused': `
    GPUAdapter.prototype.requestDevice = async () => { throw new Error('too many devices'); };
  `,
  'lost at birth': `
    onDevice((device) => device.destroy());
  `,
  /** When the runtime first gives it work. */
  'lost at work': `
    let device;
    onDevice((born) => { device = born; });
    const { submit } = GPUQueue.prototype;
    GPUQueue.prototype.submit = function (buffers) { submit.call(this, buffers); device.destroy(); };
  `,
  /** At the end of the first run, while its outcome is fetched. */
  'lost in a run': `
    let device;
    onDevice((born) => { device = born; });
    const { mapAsync } = GPUBuffer.prototype;
    GPUBuffer.prototype.mapAsync = function (...range) {
      const mapped = mapAsync.apply(this, range);
      device.destroy();
      return mapped;
    };
  `,
  'lost when told': `
    const devices = [];
    onDevice((device) => devices.push(device));
    const channel = new BroadcastChannel('lost when told');
    channel.onmessage = async () => {
      for (const device of devices) { device.destroy(); await device.lost; }
      channel.postMessage(devices.length);
    };
  `,
} as const;

export type GraphicsFault = keyof typeof SCRIPTS;

const ON_DEVICE = `
  const onDevice = (look) => {
    const { requestDevice } = GPUAdapter.prototype;
    GPUAdapter.prototype.requestDevice = async function (descriptor) {
      const device = await requestDevice.call(this, descriptor);
      look(device);
      return device;
    };
  };
`;

/** Every worker that the page starts from now on meets this fault. */
export function withGraphicsFault(page: Page, fault: GraphicsFault): Promise<void> {
  return withWorkerScript(page, `${ON_DEVICE} ${SCRIPTS[fault]}`);
}
