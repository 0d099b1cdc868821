import { EkycError } from '../../contract/error.ts';
import type { EvidencePhoto } from '../../evidence/capture-evidence.ts';
import { GRID, lumaGrid, lumaSignature } from '../../evidence/luma-signature.ts';
import { sha256 } from './digest.ts';

/** Pixels a side that the photo is shrunk to first, as the engine does. */
const SIDE = 4 * GRID;

/**
 * By what a photo is known again.
 *
 * @throws {EkycError} IMAGE_UNREADABLE
 */
export async function photoFacts(photo: Blob): Promise<EvidencePhoto> {
  const bytes = await photo.arrayBuffer();
  const bitmap = await createImageBitmap(photo).catch((error: unknown) => {
    throw new EkycError('IMAGE_UNREADABLE', `photo: the browser cannot decode it (${String(error)}).`, {
      cause: error,
    });
  });
  try {
    const { width, height } = bitmap;
    return { sha256: await sha256(bytes), bytes: bytes.byteLength, width, height, signature: signatureOf(bitmap) };
  } finally {
    bitmap.close();
  }
}

function signatureOf(bitmap: ImageBitmap): string {
  const context = new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser has no 2D canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, SIDE, SIDE);
  return lumaSignature(lumaGrid(context.getImageData(0, 0, SIDE, SIDE).data, SIDE, SIDE));
}
