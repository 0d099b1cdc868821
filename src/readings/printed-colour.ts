import type { Network } from '../models/network.ts';
import type { Quad } from './document-outline.ts';
import { documentSquare } from './document-square.ts';
import type { Picture } from './picture.ts';

/**
 * How probable it is that a document is printed in colour, 0 to 1, whatever light it lies in, as a network sees it.
 *
 * @param corners from the document's own top left on.
 * @throws {EkycError} as {@link Network.run}
 */
export async function printedInColour(
  picture: Picture,
  corners: Quad,
  network: Network,
  signal?: AbortSignal,
): Promise<number> {
  const { colour } = await network.run(documentSquare(picture, corners, network), signal);
  return colour![0]!;
}
