import { vi } from 'vitest';

/** Every worker started from now on, so that a test can count them or kill one from outside. Undo it with `vi.unstubAllGlobals()`. */
export function spyOnWorkers(): Worker[] {
  const workers: Worker[] = [];
  const Original = Worker;
  class SpiedWorker extends Original {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      workers.push(this);
    }
  }
  vi.stubGlobal('Worker', SpiedWorker);
  return workers;
}
