/** What the runtime makes use of where the adapter has it, as its own request for a device asks for. */
const FEATURES = ['timestamp-query', 'shader-f16', 'subgroups', 'subgroup-size-control'];
const LIMITS = [
  'maxBindGroups',
  'maxStorageBuffersPerShaderStage',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/**
 * A WebGPU device whose loss is noticed from its birth on. The runtime could ask for one itself, but waits without end
 * for one that is lost, and does not say why it got none.
 */
export class GraphicsDevice {
  readonly device: GPUDevice;
  /** Work under way, each by its own reject function. */
  readonly #running = new Set<(reason: Error) => void>();
  #fault: Error | undefined;

  private constructor(device: GPUDevice) {
    this.device = device;
    void device.lost.then(({ message }) => {
      this.#fault = new Error(`the graphics device was lost: ${message || 'the browser does not say why'}`);
      for (const reject of this.#running) reject(this.#fault);
    });
  }

  /** @throws {Error} in the browser's words. */
  static async open(): Promise<GraphicsDevice> {
    const adapter = await navigator.gpu.requestAdapter();
    if (!adapter) throw new Error('the browser offers no WebGPU adapter any more');
    const device = await adapter.requestDevice({
      requiredFeatures: FEATURES.filter((feature) => adapter.features.has(feature)) as GPUFeatureName[],
      requiredLimits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])),
    });
    return new GraphicsDevice(device);
  }

  /** The outcome of work on the device. Rejects when the device is lost; what is lost already is not worked on. */
  async unlessLost<T>(work: () => Promise<T>): Promise<T> {
    if (this.#fault) throw this.#fault;
    // A race with `device.lost` would keep the outcome of every work for as long as the device lives.
    return new Promise<T>((resolve, reject) => {
      this.#running.add(reject);
      work()
        .then(resolve, reject)
        .finally(() => this.#running.delete(reject));
    });
  }
}
