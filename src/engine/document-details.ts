import { editorOf } from '../checks/editing-software.ts';
import { failure } from '../checks/failure.ts';
import type { IgnorableError } from '../contract/index.ts';
import type { DocumentOutline, Quad } from '../readings/document-outline.ts';
import type { DocumentReading } from '../readings/document-reading.ts';
import { cornersOf } from '../readings/geometry.ts';
import { project } from '../readings/homography.ts';
import { moveBox } from '../readings/turned-picture.ts';
import type { DocumentDetails, DocumentPlace, PortraitPlace } from './api.ts';

/** The facts of a document, as `details` show them. Whatever goes wrong stays in them; only an abort is thrown. */
export async function describeDocument(
  reading: DocumentReading,
  errorsToIgnore: readonly IgnorableError[] | undefined,
  signal?: AbortSignal,
): Promise<DocumentDetails> {
  try {
    const picture = (await reading.rectified())?.picture;
    const editor = editorOf(reading.picture.software);
    return {
      ...(await documentFacts(reading, errorsToIgnore)),
      ...(picture && { rectified: { width: picture.width, height: picture.height } }),
      ...(editor !== undefined && { editor }),
    };
  } catch (error) {
    return { statusCode: 'ERROR', error: failure(error, signal), warnings: [] };
  }
}

/** All that can be said of a document without showing it. */
export async function documentFacts(
  reading: DocumentReading,
  errorsToIgnore?: readonly IgnorableError[],
): Promise<Omit<DocumentDetails, 'rectified'>> {
  const rejection = await reading.rejection(errorsToIgnore);
  const [main, ...others] = await reading.documents();
  const measures = await reading.measures();
  const portrait = await describePortrait(reading);
  return {
    ...(rejection ? { statusCode: rejection.code, error: rejection.error } : { statusCode: 'OK' }),
    warnings: await reading.warnings(),
    ...(main && { ...placeOf(main), format: main.format.name, others: others.map(placeOf) }),
    ...(measures && { measures }),
    ...(portrait && { portrait }),
  };
}

async function describePortrait(reading: DocumentReading): Promise<PortraitPlace | undefined> {
  const rectified = await reading.rectified();
  const face = await (await reading.portrait())?.upright();
  if (!rectified || !face) return undefined;
  const box = moveBox(face.faces[0].box, (point) => face.picture.toOriginal(point));
  const corners = cornersOf(box).map((corner) => project(rectified.toPhoto, corner)) as unknown as Quad;
  return { box, corners };
}

function placeOf({ corners, score }: DocumentOutline): DocumentPlace {
  return { corners, score };
}
