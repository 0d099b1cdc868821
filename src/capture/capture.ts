import type { Ekyc } from '../client/ekyc.ts';
import type { EkycError } from '../contract/error.ts';
import type { DocStatus, FaceStatus, QualityWarning } from '../contract/index.ts';
import type { Box, Point } from '../readings/geometry.ts';
import type { LightChallengeSurface } from './evidence/light-challenge-surface.ts';

/** What is filmed. */
export type CaptureSubject = 'face' | 'document';

/**
 * Where a capture is.
 *
 * `idle`: not started, or stopped. `starting`: camera and networks are on their way. `searching`: nothing to be captured is in view. `guiding`: it
 * is, and something about it is to be changed. `holding`: it is good, and has to stay so for a moment. `capturing`: the best picture of that
 * moment is confirmed and sealed. `captured`: done. `failed`: `error` says why.
 */
export const CAPTURE_STATES = [
  'idle',
  'starting',
  'searching',
  'guiding',
  'holding',
  'capturing',
  'captured',
  'failed',
] as const;

/** One of {@link CAPTURE_STATES}. */
export type CaptureState = (typeof CAPTURE_STATES)[number];

/** What the user is told: a code of the contract, or that all is well. */
export type CaptureHint = Exclude<FaceStatus | DocStatus, 'OK' | 'ERROR'> | QualityWarning | 'HOLD_STILL';

/** A camera of this device. */
export interface CameraDevice {
  readonly deviceId: string;
  /** As the browser names it; empty before the user allowed a camera. */
  readonly label: string;
}

/** The camera that is filming. */
export interface CameraFacts {
  /** All cameras that there are now. */
  readonly devices: readonly CameraDevice[];
  readonly deviceId: string;
  /** Shown as a mirror would: a camera that faces the user. */
  readonly mirrored: boolean;
  /** Whether it has a lamp, and whether that is on. */
  readonly torch: 'none' | 'off' | 'on';
  /** Size of its frames in pixels. */
  readonly width: number;
  readonly height: number;
}

/** All that a page shows of a capture. A new object for every change. */
export interface CaptureSnapshot {
  readonly state: CaptureState;
  /** Long enough the same to be read. Absent where there is nothing to say. */
  readonly hint: CaptureHint | undefined;
  /** How much of the moment of holding still is over, 0 to 1. */
  readonly holdProgress: number;
  /** Whether the user may take the picture: auto-capture is off, or has not come to an end for a while. */
  readonly manualOffered: boolean;
  /** The face that is followed, in pixels of the camera's frames. Absent without one, and of documents. */
  readonly face: Box | undefined;
  /** The corners of the document that is followed, in pixels of the camera's frames. */
  readonly document: readonly Point[] | undefined;
  readonly camera: CameraFacts | undefined;
  /** Why a face is not followed between the engine's readings. The capture goes on by these alone: it only notices later that a face has gone. */
  readonly trackerError: EkycError | undefined;
  /** Of the state `captured`. */
  readonly result: CaptureResult | undefined;
  /** Of the state `failed`. */
  readonly error: EkycError | undefined;
}

/** A picture that was taken. */
export interface CaptureResult {
  /** What `check()` and `decrypt()` take: the picture with the evidence of its capture, sealed; `application/octet-stream`. */
  readonly payload: Blob;
  /** The same picture, to be shown; `image/jpeg`. */
  readonly photo: Blob;
  /** What a check's validation says of it. Only a picture that the user took, or chose, may have another than OK. */
  readonly statusCode: FaceStatus | DocStatus;
  /** Whether the picture took itself, the user took it, or the user chose a file. */
  readonly source: 'auto' | 'manual' | 'file';
}

export interface CaptureOptions {
  /** Reads what is filmed, and seals the picture. Not closed with the capture. */
  readonly ekyc: Ekyc;
  /** Where the camera's picture is shown. Without it the capture has one of its own, unseen. */
  readonly video?: HTMLVideoElement;
  /** As of `createEkyc()`: where `dist/assets` is served. */
  readonly assetsBaseUrl?: string | URL;
  /** A camera by its id, else the best for the subject. */
  readonly deviceId?: string;
  /** Whether the picture takes itself. True unless said otherwise. */
  readonly autoCapture?: boolean;
  /** Sealed beside the picture: the id of a session, say. */
  readonly externalMeta?: string;
  /**
   * Asks the face to reflect a random sequence of colours that the page shows here: opt-in, because flashes of light need a warning of
   * photosensitivity first, and the user's consent. Never with `prefers-reduced-motion`, which is the page's to look at.
   */
  readonly lightChallenge?: LightChallengeSurface;
  /** Ends the capture; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * A camera, guidance, and a picture that takes itself when it is good.
 *
 * @example
 * const capture = createFaceCapture({ ekyc, video: document.querySelector('video') });
 * capture.subscribe(({ state, hint }) => show(state, hint));
 * const { payload } = await capture.start();
 * const { face_result } = await ekyc.check({ checkModel: { operations: ['FACE_CHECK'] }, face: payload });
 */
export interface Capture {
  readonly subject: CaptureSubject;
  readonly snapshot: CaptureSnapshot;
  /** Told of every change, from now on. @returns ends that. */
  subscribe(listener: (snapshot: CaptureSnapshot) => void): () => void;
  /**
   * Opens the camera and guides until a picture is taken. While it runs, another call answers the same promise; after it, it takes another
   * picture. The camera is off when it settles.
   *
   * @throws {EkycError} CAMERA_UNSUPPORTED, CAMERA_PERMISSION_DENIED, CAMERA_NOT_FOUND, CAMERA_BUSY, CAMERA_LOST, CAPTURE_TIMED_OUT,
   * CAPTURE_STOPPED, and what the engine throws
   */
  start(): Promise<CaptureResult>;
  /** Takes the next frame, whatever is wrong with it: `statusCode` says what. Nothing happens where no camera films. */
  takePhoto(): void;
  /** A picture of the user's own, where there is no camera. Ends a capture that runs. @throws {EkycError} of pictures, as `check()` */
  useFile(file: Blob): Promise<CaptureResult>;
  /** Films with another camera from now on. @throws {EkycError} as {@link start}; the camera before goes on where that fails */
  switchCamera(deviceId: string): Promise<void>;
  /** @throws {EkycError} CAMERA_UNSUPPORTED where the camera has no lamp */
  setTorch(on: boolean): Promise<void>;
  /** Ends the capture and puts the camera off. Twice is once. */
  stop(): void;
}
