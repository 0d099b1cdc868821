import type { Network } from '../models/network.ts';
import { modelEntry } from './model-entry.ts';

export const BORDER_INPUT = {
  name: 'strips',
  width: 128,
  height: 48,
  channels: 'RGB',
  mean: 127.5,
  scale: 1 / 127.5,
  batch: 4,
} as const;

/**
 * Says where the grey of strips changes from dark outside to light inside: from the share of light over each stretch, with a narrow
 * distribution about it. So it sees as exactly as the strips show it.
 */
export function edgeNetwork(): Network & { runs: number } {
  const network = {
    entry: modelEntry({ task: 'document-borders', input: BORDER_INPUT }),
    runs: 0,
    async run(strips: Float32Array, signal?: AbortSignal) {
      signal?.throwIfAborted();
      network.runs += 1;
      const offsets = new Float32Array(4 * 48 * 32);
      for (let side = 0; side < 4; side++) {
        for (let stretch = 0; stretch < 32; stretch++) {
          const border = darkRows(strips.subarray(side * 3 * 48 * 128), stretch);
          const heights = Array.from({ length: 48 }, (_, row) => Math.exp(-((row + 0.5 - border) ** 2) / 2));
          const sum = heights.reduce((total, height) => total + height, 0);
          heights.forEach((height, row) => {
            offsets[(side * 48 + row) * 32 + stretch] = height / sum;
          });
        }
      }
      return { offsets };
    },
  };
  return network as unknown as Network & { runs: number };
}

/** How many rows of a stretch, with their parts, are dark. */
function darkRows(strip: Float32Array, stretch: number): number {
  let dark = 0;
  for (let row = 0; row < 48; row++) {
    for (let k = 0; k < 4; k++) dark += (1 - strip[row * 128 + 4 * stretch + k]!) / 2 / 4;
  }
  return dark;
}
