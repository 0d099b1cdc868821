import { failure } from '../checks/failure.ts';
import type { InjectionVerdict } from '../checks/injection-attack.ts';
import type { Provenance } from '../payload/content.ts';
import { interpupillaryDistance } from '../readings/face-landmarks.ts';
import type { NamedFaceLimits } from '../readings/face-limits.ts';
import type { FaceReading } from '../readings/face-reading.ts';
import type { Point } from '../readings/geometry.ts';
import { moveBox } from '../readings/turned-picture.ts';
import type { FaceDetails, InjectionDetails, PictureDetails } from './api.ts';

/** The facts of a reading, as `details` show them: in pixels of the picture as it was given. */
export async function describeReading(
  reading: FaceReading,
  { name, limits }: NamedFaceLimits,
  signal?: AbortSignal,
): Promise<PictureDetails> {
  const { width, height } = reading.picture;
  const head = { width, height, faceLimits: name };
  try {
    const rejection = await reading.rejection(limits);
    return {
      ...head,
      faces: [],
      ...(await describeFaces(reading)),
      ...(rejection ? { statusCode: rejection.code, error: rejection.error } : { statusCode: 'OK' }),
    };
  } catch (error) {
    return { ...head, faces: [], statusCode: 'ERROR', error: failure(error, signal) };
  }
}

export function describeInjection({ findings }: InjectionVerdict, provenance: Provenance): InjectionDetails {
  const { keyId, sealedAt, externalMeta } = provenance;
  return {
    findings,
    keyId,
    sealedAt: sealedAt.toISOString(),
    ...(externalMeta !== undefined && { externalMeta }),
  };
}

async function describeFaces(reading: FaceReading): Promise<FaceDetails | undefined> {
  const upright = await reading.upright();
  const pose = await reading.pose();
  const condition = await reading.condition();
  const measures = await reading.measures();
  const quality = await reading.quality();
  if (!upright || !pose || !condition || !measures || !quality) return undefined;
  const { picture, faces, landmarks } = upright;
  const back = (point: Point) => picture.toOriginal(point);
  return {
    faces: faces.map((face) => ({ ...face, box: moveBox(face.box, back) })),
    landmarks: landmarks.map(back),
    interpupillaryDistance: interpupillaryDistance(landmarks),
    pose,
    condition,
    measures,
    quality,
  };
}
