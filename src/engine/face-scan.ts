import { FaceReading } from '../readings/face-reading.ts';
import type { FaceScan } from './api.ts';
import type { Instruments } from './check-run.ts';
import { readFaces } from './details.ts';
import { readImage } from './submission.ts';

/**
 * Reads the faces of a picture, and whether the engine's limits let the main one be checked.
 *
 * @throws {EkycError} as `readImage()` and `Network.run()`
 */
export async function scanFace(
  image: unknown,
  encrypted: unknown,
  { payloads, networks, mainFace, faceLimits }: Instruments,
  signal?: AbortSignal,
): Promise<FaceScan> {
  const picture = await readImage(image, encrypted, 'face', payloads, signal);
  try {
    return await readFaces(new FaceReading(picture, networks.faces, mainFace, signal), faceLimits);
  } finally {
    picture.close();
  }
}
