import type { Network } from '../models/network.ts';
import type { Quad } from './document-outline.ts';
import { documentSquare } from './document-square.ts';
import type { Picture } from './picture.ts';

export interface OrientedCorners {
  /** The same corners from the document's own top left on. */
  readonly corners: Quad;
  /** How probable it is that this is no document at all, 0 to 1. */
  readonly doubt: number;
}

/**
 * Which corner is the document's own top left, as a network tells it that sees the document straight from above.
 *
 * @param corners of a convex quad, clockwise as the picture is seen, from any of them on.
 * @throws {EkycError} as {@link Network.run}
 */
export async function orientCorners(
  picture: Picture,
  corners: Quad,
  network: Network,
  signal?: AbortSignal,
): Promise<OrientedCorners> {
  const { turns } = await network.run(documentSquare(picture, corners, network), signal);
  const ways = turns!.subarray(0, 4);
  return { corners: startingAt(ways.indexOf(Math.max(...ways)), corners), doubt: turns![4]! };
}

/** The same corners, from one of them on. */
export function startingAt(first: number, corners: Quad): Quad {
  return corners.map((_, i) => corners[(i + first + 4) % 4]!) as unknown as Quad;
}
