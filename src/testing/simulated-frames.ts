import type { FrameSample } from '../capture/evidence/frame-sample.ts';
import { PATCH, PATCH_PLACES } from '../capture/evidence/frame-sample.ts';
import { GRID } from '../evidence/luma-signature.ts';

/** Random numbers of a normal distribution, the same in every run. */
export function gaussian(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/**
 * What a recorder keeps of a frame: a textured scene that has moved so many pixels, as a sensor with so much noise sees it.
 *
 * @param noise levels.
 */
export function simulatedFrame(random: () => number, noise: number, moved = 0): FrameSample {
  const patches = new Uint8Array(PATCH_PLACES.length * PATCH * PATCH);
  for (let i = 0; i < patches.length; i++) {
    const x = (i % PATCH) + moved;
    const y = Math.floor(i / PATCH);
    patches[i] = Math.round(120 + 25 * Math.sin(x / 5) + 18 * Math.cos(y / 7) + noise * random());
  }
  const luma = Float32Array.from({ length: GRID * GRID }, (_, cell) => {
    const [x, y] = [(cell % GRID) + moved / 8, Math.floor(cell / GRID)];
    // A mean of 144 pixels.
    return 120 + 60 * Math.sin(x / 2) + 20 * Math.cos(y) + (noise / 12) * random();
  });
  return { luma, colours: undefined, patches };
}

/** The times of a frame of a camera of 30 frames a second. */
export function frameTimes(index: number, jitter = 0) {
  return {
    presentedAt: 1000 + (index * 1000) / 30 + jitter,
    mediaTime: index / 30 + jitter / 2000,
    presentedFrames: index + 1,
    width: 640,
    height: 480,
  };
}
