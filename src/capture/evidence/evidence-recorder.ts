import type { CameraEvidence } from '../../evidence/capture-evidence.ts';
import type { Box } from '../../readings/geometry.ts';
import type { CameraFrame, CameraSession } from '../camera/camera-session.ts';
import type { CaptureSubject } from '../capture.ts';
import type { LightChallengeSurface } from './light-challenge-surface.ts';

export interface EvidenceRecorderOptions {
  /** The camera that films. A recorder is of one camera: after a switch begins another. */
  readonly session: CameraSession;
  readonly subject: CaptureSubject;
}

/** The picture that was taken. */
export interface TakenPhoto {
  /** The JPEG that is sealed, byte for byte: made another one by the sealing, it would not be the one that the evidence tells of. */
  readonly photo: Blob;
  /** The frame that it was made of. It may be closed already. */
  readonly frame: Pick<CameraFrame, 'presentedAt'>;
}

/** Takes down how a picture came to be, while the camera films: docs/EVIDENCE.md. */
export interface EvidenceRecorder {
  /**
   * Looks at a frame; the more are shown to it, the better. The frame stays the caller's, and may be closed or handed on as soon as this
   * returns. Frames that come while one is still being read are skipped.
   *
   * @param face where the face is, in pixels of the frame; the light challenge needs it.
   */
  see(frame: CameraFrame, face?: Box): void;
  /**
   * Flashes a random sequence of colours and takes down how face and background answer. Takes some 3.5 s, in which {@link see} has to be
   * told of frames and of the face. The page has warned of it before.
   *
   * @throws the signal's reason, and what the surface throws. The surface is clear then.
   */
  challengeWithLight(surface: LightChallengeSurface, signal?: AbortSignal): Promise<void>;
  /**
   * The evidence of a photo: JSON of less than 64 KiB, to be sealed beside it (`encryptPayload(photo, { evidence })`). It may be asked for
   * again, of another photo of the same camera.
   *
   * @throws {EkycError} IMAGE_UNREADABLE when the photo is no picture
   */
  finish(taken: TakenPhoto): Promise<CameraEvidence>;
  /** Lets go of the camera session. Twice is once. */
  close(): void;
}
