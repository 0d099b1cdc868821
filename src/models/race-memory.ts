import { z } from 'zod';
import type { RaceTimes } from './backend-race.ts';

const CACHE_NAME = 'idem-ekyc-races';
const timesSchema = z.record(z.string(), z.strictObject({ wasm: z.number(), webgpu: z.number() }));

/**
 * The races of this device, kept in Cache Storage by model digest. Another adapter, number of threads or runtime runs
 * anew. Where the browser refuses storage nothing is kept, and each visit's preload() races again.
 */
export class RaceMemory {
  readonly #url: string;

  /** @param device what the times depend on, in words. */
  constructor(baseUrl: string, device: string) {
    this.#url = new URL(`races?${encodeURIComponent(device)}`, baseUrl).href;
  }

  async recall(): Promise<ReadonlyMap<string, RaceTimes>> {
    try {
      const response = await (await caches.open(CACHE_NAME)).match(this.#url);
      return new Map(Object.entries(timesSchema.parse((await response?.json()) ?? {})));
    } catch {
      // Unreadable is as good as unknown: the next race writes it anew.
      return new Map();
    }
  }

  async keep(times: ReadonlyMap<string, RaceTimes>): Promise<void> {
    try {
      await (await caches.open(CACHE_NAME)).put(this.#url, Response.json(Object.fromEntries(times)));
    } catch {
      // Diagnostics tell of refused storage; the race is run again next time.
    }
  }
}
