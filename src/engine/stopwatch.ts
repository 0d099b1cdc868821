/** Milliseconds by stage, in the order in which the stages began; of a stage that came several times, together. */
export class Stopwatch {
  readonly timings: Record<string, number> = {};

  async measure<T>(stage: string, work: () => T | Promise<T>): Promise<T> {
    const started = performance.now();
    this.timings[stage] ??= 0;
    try {
      return await work();
    } finally {
      this.timings[stage] += performance.now() - started;
    }
  }
}
