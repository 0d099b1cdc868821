import type { CaptureEvidence } from '../../evidence/capture-evidence.ts';
import type { Box } from '../../readings/geometry.ts';
import type { CameraFrame, CameraOptions, CameraSession } from '../camera/camera-session.ts';
import type { CaptureSubject } from '../capture.ts';
import type { EvidenceRecorder, EvidenceRecorderOptions } from '../evidence/evidence-recorder.ts';

/** Time that only goes forward. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** @returns ends that. */
  every(milliseconds: number, tick: () => void): () => void;
}

/** Finds faces at the rate of frames. */
export interface Tracker {
  /** @returns the largest face first; none where none is seen. The image is closed. */
  track(image: CameraFrame['image'], timestampMs: number): Promise<readonly { readonly box: Box }[]>;
  close(): void;
}

export interface TrackerOptions {
  readonly assetsBaseUrl?: string | URL | undefined;
  readonly signal: AbortSignal;
}

/** What a capture is made of. Handed in, so that a capture can be tested without a camera. */
export interface CaptureDeps {
  openCamera(options: CameraOptions): Promise<CameraSession>;
  /** Calls back with each frame; while a promise that it answered is pending, frames are left out. @returns ends that. */
  watchFrames(
    video: HTMLVideoElement,
    onFrame: (frame: CameraFrame) => Promise<void>,
    onError: (error: unknown) => void,
  ): () => void;
  createTracker(options: TrackerOptions): Promise<Tracker>;
  createRecorder(options: EvidenceRecorderOptions): EvidenceRecorder;
  /** What evidence there is of a file: that it is one. */
  recordFile(photo: Blob, subject: CaptureSubject): Promise<CaptureEvidence>;
  /** A picture of its own: frames of a camera are few, and it stops where they are kept. */
  copyFrame(frame: CameraFrame): Promise<ImageBitmap>;
  /** The photo that is sealed: a JPEG. One that is a JPEG already is answered as it is. */
  toPhoto(picture: ImageBitmap | Blob): Promise<Blob>;
  createVideo(): HTMLVideoElement;
  isPageHidden(): boolean;
  readonly clock: Clock;
}
