import type { Network } from '../models/network.ts';
import { modelEntry } from './model-entry.ts';

/** A network that takes every document for print in colour. */
export function colourNetwork(): Network {
  return {
    entry: modelEntry({
      task: 'document-colour',
      input: { name: 'document', width: 112, height: 112, channels: 'RGB', mean: 127.5, scale: 1 / 127.5 },
    }),
    async run(_: Float32Array, signal?: AbortSignal) {
      signal?.throwIfAborted();
      return { colour: Float32Array.of(1) };
    },
  } as unknown as Network;
}
