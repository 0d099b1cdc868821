import type { Network } from '../models/network.ts';
import type { Quad } from '../readings/document-outline.ts';
import { modelEntry } from './model-entry.ts';
import type { WatchedPicture } from './watched-picture.ts';

const SIDE = 112;

/**
 * A network that knows which corner of a document in a picture is its own top left.
 *
 * @param wrongBy answers another, so many corners on.
 * @param doubt how probable it says that it is no document.
 */
export function orientationNetwork(
  picture: WatchedPicture,
  [topLeft, , bottomRight]: Quad,
  wrongBy = 0,
  doubt = 0.02,
): Network {
  return {
    entry: modelEntry({
      task: 'document-orientation',
      input: { name: 'document', width: SIDE, height: SIDE, channels: 'RGB', mean: 127.5, scale: 1 / 127.5 },
    }),
    async run(_: Float32Array, signal?: AbortSignal) {
      signal?.throwIfAborted();
      // What was last looked at is the document as a square, with a margin.
      const [p, q] = [picture.inLastLook(topLeft), picture.inLastLook(bottomRight)];
      const corner = p.x < q.x ? (p.y < q.y ? 0 : 3) : p.y < q.y ? 1 : 2;
      const turns = new Float32Array(5).fill(0.01);
      turns[(corner + wrongBy) % 4] = 0.95;
      turns[4] = doubt;
      return { turns };
    },
  } as unknown as Network;
}
