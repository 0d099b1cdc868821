import { failure } from '../checks/failure.ts';
import { interpupillaryDistance } from '../readings/face-landmarks.ts';
import type { NamedFaceLimits } from '../readings/face-limits.ts';
import type { FaceReading } from '../readings/face-reading.ts';
import type { PictureDetails } from './api.ts';

/** The facts of a reading, as `details` show them. */
export async function describeReading(
  reading: FaceReading,
  { name, limits }: NamedFaceLimits,
  signal?: AbortSignal,
): Promise<PictureDetails> {
  const { width, height } = reading.picture;
  const head = { width, height, faceLimits: name };
  try {
    const rejection = await reading.rejection(limits);
    const landmarks = await reading.landmarks();
    return {
      ...head,
      faces: await reading.faces(),
      ...(landmarks && { landmarks, interpupillaryDistance: interpupillaryDistance(landmarks) }),
      ...(rejection ? { statusCode: rejection.code, error: rejection.error } : { statusCode: 'OK' }),
    };
  } catch (error) {
    return { ...head, faces: [], statusCode: 'ERROR', error: failure(error, signal) };
  }
}
