import type { Network } from '../models/network.ts';
import { blurOf } from './document-blur.ts';
import { colourfulness } from './document-colour.ts';
import { compressionAt } from './document-compression.ts';
import { documentExposure } from './document-exposure.ts';
import type { DocumentMeasures } from './document-facts.ts';
import { glareShare } from './document-glare.ts';
import type { DocumentOutline } from './document-outline.ts';
import { mean } from './geometry.ts';
import { lumaOf } from './luma.ts';
import type { Picture } from './picture.ts';
import { printedInColour } from './printed-colour.ts';

/** Maps pixels onto themselves. */
const UNCHANGED = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

/**
 * Measures the pixels of a document.
 *
 * @param photo is asked for its own pixels, which alone tell how it was compressed.
 * @param rectified the document alone, straight from above.
 * @param colour `document-colour`.
 * @throws {EkycError} as {@link Network.run}
 */
export async function measureDocument(
  photo: Picture,
  { corners, format }: Pick<DocumentOutline, 'corners' | 'format'>,
  rectified: Picture,
  colour: Network,
  signal?: AbortSignal,
): Promise<DocumentMeasures> {
  const { width, height } = rectified;
  const pixels = rectified.sample(UNCHANGED, width, height);
  const pixelsPerMm = width / format.width;
  return {
    blur: blurOf(lumaOf(pixels, width, height), pixelsPerMm),
    exposure: documentExposure(pixels),
    glare: glareShare(pixels, width, height, pixelsPerMm),
    compression: compressionAt(photo, mean(corners)),
    colourfulness: colourfulness(pixels, width, height),
    printedInColour: await printedInColour(photo, corners, colour, signal),
  };
}
