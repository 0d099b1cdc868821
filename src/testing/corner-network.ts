import type { Network } from '../models/network.ts';
import { isInside } from '../readings/document-mask.ts';
import type { Quad } from '../readings/document-outline.ts';
import { boundsOf, cornersOf, type Point } from '../readings/geometry.ts';
import { modelEntry } from './model-entry.ts';
import type { WatchedPicture } from './watched-picture.ts';

const CELLS = 64;
const STRIDE = 4;
const SIGMA = 1.5;

/**
 * What a perfect network answers of quads in pixels of its input: mask, and bumps at the corners.
 *
 * @param isSeen whether a corner has a bump.
 */
export function drawMaps(
  quads: readonly Quad[],
  isPicture: (point: Point) => boolean = () => true,
  isSeen: (corner: Point) => boolean = () => true,
): Float32Array {
  const maps = new Float32Array(2 * CELLS * CELLS);
  for (let cell = 0; cell < CELLS * CELLS; cell++) {
    const [column, row] = [cell % CELLS, Math.floor(cell / CELLS)];
    const centre = { x: STRIDE * (column + 0.5), y: STRIDE * (row + 0.5) };
    for (const quad of quads) {
      if (isInside(quad, centre) && isPicture(centre)) maps[cell] = 1;
      for (const { x, y } of quad.filter(isSeen)) {
        const bump = Math.exp(-((centre.x - x) ** 2 + (centre.y - y) ** 2) / (2 * (SIGMA * STRIDE) ** 2));
        const at = CELLS * CELLS + cell;
        maps[at] = Math.max(maps[at]!, bump);
      }
    }
  }
  return maps;
}

/** A network that knows where the documents of a picture lie, and says how often it was asked. */
export function cornerNetwork(picture: WatchedPicture, documents: readonly Quad[]): Network & { runs: number } {
  const network = {
    entry: modelEntry({
      task: 'document-corners',
      input: { name: 'image', width: 256, height: 256, channels: 'RGB', mean: 127.5, scale: 1 / 127.5 },
    }),
    runs: 0,
    async run(_: Float32Array, signal?: AbortSignal) {
      signal?.throwIfAborted();
      network.runs += 1;
      const quads = documents.map((quad) => quad.map((corner) => picture.inLastLook(corner)) as unknown as Quad);
      const whole = cornersOf({ x: 0, y: 0, width: picture.width, height: picture.height });
      const frame = boundsOf(whole.map((corner) => picture.inLastLook(corner)));
      const isPicture = ({ x, y }: Point) =>
        x >= frame.x && y >= frame.y && x <= frame.x + frame.width && y <= frame.y + frame.height;
      return { maps: drawMaps(quads, isPicture) };
    },
  };
  return network as unknown as Network & { runs: number };
}
