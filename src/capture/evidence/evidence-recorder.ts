import type { CameraEvidence } from '../../evidence/capture-evidence.ts';
import type { Box } from '../../readings/geometry.ts';
import type { CameraFrame, CameraSession } from '../camera/camera-session.ts';
import type { CaptureSubject } from '../capture.ts';
import { cameraFacts } from './camera-facts.ts';
import { eitherEnvironment, readEnvironment } from './environment.ts';
import { EventRecord } from './event-record.ts';
import { FrameReader } from './frame-reader.ts';
import { drawColours, LightChallenge } from './light-challenge.ts';
import type { LightChallengeSurface } from './light-challenge-surface.ts';
import { photoFacts } from './photo-facts.ts';
import { StreamRecord } from './stream-record.ts';

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

/**
 * Begins to take down how a camera films. Call it as soon as the camera is open, and {@link EvidenceRecorder.close} when it is not.
 *
 * @example
 * const recorder = createEvidenceRecorder({ session, subject: 'face' });
 * onEveryFrame((frame) => recorder.see(frame, faceBox));
 * const evidence = await recorder.finish({ photo, frame });
 * const payload = await ekyc.encryptPayload(photo, { evidence, externalMeta });
 */
export function createEvidenceRecorder({ session, subject }: EvidenceRecorderOptions): EvidenceRecorder {
  const openedAt = performance.now();
  const reader = new FrameReader();
  const record = new StreamRecord(openedAt, 'requestVideoFrameCallback' in HTMLVideoElement.prototype);
  const events = new EventRecord();
  const challenge = new LightChallenge();
  const unsubscribe = session.onInterruption((interruption) => events.add(interruption, performance.now()));
  // A patch that is taken back before the end is seen here; one that comes later, there.
  const environmentAtFirst = readEnvironment();
  // Whoever finishes is told; until then nobody waits for it.
  environmentAtFirst.catch(() => undefined);
  let reading = false;
  let closed = false;
  let fault: unknown;

  async function look(frame: CameraFrame, face: Box | undefined): Promise<void> {
    const { presentedAt, mediaTime, presentedFrames, width, height } = frame;
    const shines = challenge.isRunning && face !== undefined;
    reading = true;
    try {
      const sample = await reader.read(frame, shines);
      if (!sample || closed) return;
      record.add({ presentedAt, mediaTime, presentedFrames, width, height }, sample);
      if (!sample.colours || !face) return;
      const { x, y } = face;
      challenge.see(presentedAt, sample.colours, {
        x: x / width,
        y: y / height,
        width: face.width / width,
        height: face.height / height,
      });
    } finally {
      reading = false;
    }
  }

  return {
    see(frame, face) {
      if (closed || reading || !record.isNew(frame)) return;
      look(frame, face).catch((error: unknown) => {
        // A frame that the browser does not give away was not seen, and the evidence tells of one less. Anything else is our own fault.
        if (!(error instanceof DOMException)) fault ??= error;
      });
    },
    challengeWithLight: (surface, signal) => challenge.run(surface, drawColours(), signal),
    async finish({ photo, frame }) {
      if (fault !== undefined) throw fault;
      const now = performance.now();
      const camera = cameraFacts(session);
      const [facts, first, last] = await Promise.all([photoFacts(photo), environmentAtFirst, readEnvironment()]);
      const { steps } = challenge;
      return {
        version: 1,
        source: 'camera',
        subject,
        takenAt: Math.round(Date.now() - (performance.now() - frame.presentedAt)),
        photo: facts,
        environment: eitherEnvironment(first, last),
        camera,
        stream: record.summary(frame.presentedAt),
        events: events.summary(Math.max(0, frame.presentedAt - openedAt), now),
        ...(steps && { light: { steps } }),
      };
    },
    close() {
      closed = true;
      unsubscribe();
    },
  };
}
