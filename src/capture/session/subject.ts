import type { Ekyc } from '../../client/ekyc.ts';
import { EkycError } from '../../contract/error.ts';
import type { DocStatus, FaceStatus } from '../../contract/index.ts';
import type { DocumentScan } from '../../engine/api.ts';
import type { CaptureSubject } from '../capture.ts';
import { judgeDocument } from '../guidance/document-guidance.ts';
import { judgeFace } from '../guidance/face-guidance.ts';
import type { Judgement } from '../guidance/judgement.ts';

/** A status that says something of the picture. */
export type PictureStatus = Exclude<FaceStatus | DocStatus, 'ERROR'>;

/** What is filmed, and how the engine reads it. Its methods throw as the engine's own, and RUNTIME_FAILED. */
export interface Subject {
  readonly name: CaptureSubject;
  readonly facing: 'user' | 'environment';
  /** Whether the face tracker follows it between readings. */
  readonly isTracked: boolean;
  /** What guidance makes of a frame. */
  judge(frame: ImageBitmap, signal: AbortSignal): Promise<Judgement>;
  /** What a check's validation says of a photo. */
  statusOf(photo: Blob, signal: AbortSignal): Promise<PictureStatus>;
}

/** A face, by the front camera. */
export function faceSubject(ekyc: Ekyc): Subject {
  const read = (picture: ImageBitmap | Blob, signal: AbortSignal) =>
    ekyc.readFace(picture, { encrypted: false, signal });
  return {
    name: 'face',
    facing: 'user',
    isTracked: true,
    judge: async (frame, signal) => judgeFace(await read(frame, signal)),
    statusOf: async (photo, signal) => (await read(photo, signal)).statusCode,
  };
}

/** A document, by the rear camera. */
export function documentSubject(ekyc: Ekyc): Subject {
  const read = (picture: ImageBitmap | Blob, signal: AbortSignal) =>
    ekyc.readDocument(picture, { encrypted: false, pictures: false, signal });
  return {
    name: 'document',
    facing: 'environment',
    isTracked: false,
    judge: async (frame, signal) => {
      // Its size now: a bitmap that is closed while it is read has none.
      const { width, height } = frame;
      return judgeDocument(unlessFailed(await read(frame, signal)), { width, height });
    },
    statusOf: async (photo, signal) => unlessFailed(await read(photo, signal)).statusCode,
  };
}

type ReadScan = DocumentScan & { readonly statusCode: Exclude<DocStatus, 'ERROR'> };

/** A reading that came to no answer says nothing of the picture: to guide by it would keep the user trying in vain. */
function unlessFailed(scan: DocumentScan): ReadScan {
  if (scan.statusCode !== 'ERROR') return scan as ReadScan;
  throw new EkycError(
    'RUNTIME_FAILED',
    `The picture could not be read: ${scan.error ?? 'the engine does not say why'}`,
  );
}
