import { failure } from '../checks/failure.ts';
import type { InjectionVerdict } from '../checks/injection/verdict.ts';
import type { IgnorableError } from '../contract/index.ts';
import type { Provenance } from '../payload/content.ts';
import type { DocumentReading } from '../readings/document-reading.ts';
import { interpupillaryDistance } from '../readings/face-landmarks.ts';
import { type FaceLimits, type NamedFaceLimits, PORTRAIT_LIMITS } from '../readings/face-limits.ts';
import type { FaceReading } from '../readings/face-reading.ts';
import type { Point } from '../readings/geometry.ts';
import { project } from '../readings/homography.ts';
import { moveBox } from '../readings/turned-picture.ts';
import type { DocumentPictureDetails, FaceDetails, FaceScan, InjectionDetails, PictureDetails } from './api.ts';
import { describeDocument } from './document-details.ts';

/** The facts of a reading, as `details` show them: in pixels of the picture as it was given. */
export async function describeReading(
  reading: FaceReading,
  limits: NamedFaceLimits,
  signal?: AbortSignal,
): Promise<PictureDetails> {
  const head = headOf(reading, limits);
  return describeFaces(reading, head, limits.limits, asGiven, signal);
}

/** The same, where a fault is no part of the answer. @throws {EkycError} as `Network.run()` */
export function readFaces(reading: FaceReading, limits: NamedFaceLimits): Promise<FaceScan> {
  return factsOfFaces(reading, headOf(reading, limits), limits.limits, asGiven);
}

/** The facts of a document and of its face. */
export async function describeDocumentPicture(
  reading: DocumentReading,
  errorsToIgnore: readonly IgnorableError[] | undefined,
  signal?: AbortSignal,
): Promise<Omit<DocumentPictureDetails, 'heatMaps'>> {
  const { width, height } = reading.picture;
  const head = { width, height, faceLimits: 'enrolment' };
  const document = await describeDocument(reading, errorsToIgnore, signal);
  try {
    const { reading: faces, source: faceSource } = await reading.face();
    const rectified = await reading.rectified();
    const toGiven = (point: Point) =>
      faceSource === 'document' && rectified ? project(rectified.toPhoto, point) : point;
    return { ...(await describeFaces(faces, head, PORTRAIT_LIMITS, toGiven, signal)), faceSource, document };
  } catch (error) {
    return { ...head, faces: [], statusCode: 'ERROR', error: failure(error, signal), faceSource: 'picture', document };
  }
}

const asGiven = (point: Point) => point;

function headOf({ picture: { width, height } }: FaceReading, { name }: NamedFaceLimits): Head {
  return { width, height, faceLimits: name };
}

type Head = Pick<PictureDetails, 'width' | 'height' | 'faceLimits'>;

/** @param toGiven where a point of the reading's picture lies in the picture that was given. */
async function describeFaces(
  reading: FaceReading,
  head: Head,
  limits: FaceLimits,
  toGiven: (point: Point) => Point,
  signal: AbortSignal | undefined,
): Promise<PictureDetails> {
  try {
    return await factsOfFaces(reading, head, limits, toGiven);
  } catch (error) {
    return { ...head, faces: [], statusCode: 'ERROR', error: failure(error, signal) };
  }
}

async function factsOfFaces(
  reading: FaceReading,
  head: Head,
  limits: FaceLimits,
  toGiven: (point: Point) => Point,
): Promise<FaceScan> {
  const rejection = await reading.rejection(limits);
  return {
    ...head,
    faces: [],
    ...(await faceDetails(reading, toGiven)),
    ...(rejection ? { statusCode: rejection.code, error: rejection.error } : { statusCode: 'OK' }),
  };
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

async function faceDetails(reading: FaceReading, toGiven: (point: Point) => Point): Promise<FaceDetails | undefined> {
  const upright = await reading.upright();
  const pose = await reading.pose();
  const condition = await reading.condition();
  const measures = await reading.measures();
  const quality = await reading.quality();
  if (!upright || !pose || !condition || !measures || !quality) return undefined;
  const { picture, faces, landmarks } = upright;
  const back = (point: Point) => toGiven(picture.toOriginal(point));
  const given = landmarks.map(back);
  return {
    faces: faces.map((face) => ({ ...face, box: moveBox(face.box, back) })),
    landmarks: given,
    interpupillaryDistance: interpupillaryDistance(given),
    pose,
    condition,
    measures,
    quality,
  };
}
