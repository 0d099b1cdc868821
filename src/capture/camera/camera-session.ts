import type { CameraDevice } from '../capture.ts';

/** What befell a camera that films. `devices-changed`: another was plugged in, or out. `ended`: also where its element was given to another. */
export type CameraInterruption = 'muted' | 'unmuted' | 'hidden' | 'visible' | 'turned' | 'devices-changed' | 'ended';

/** A camera that is on, shown in a video element. */
export interface CameraSession {
  readonly video: HTMLVideoElement;
  readonly stream: MediaStream;
  readonly track: MediaStreamTrack;
  readonly device: CameraDevice;
  /** All cameras that there are now, this one included. */
  readonly devices: readonly CameraDevice[];
  /** Whether it faces the user. */
  readonly mirrored: boolean;
  readonly torch: 'none' | 'off' | 'on';
  /** @throws {EkycError} CAMERA_UNSUPPORTED */
  setTorch(on: boolean): Promise<void>;
  /** @returns ends that. */
  onInterruption(listener: (interruption: CameraInterruption) => void): () => void;
  /** Puts the camera off. Twice is once. */
  close(): void;
}

export interface CameraOptions {
  /** Which way the camera looks: at the user, or at what the user looks at. */
  readonly facing: 'user' | 'environment';
  readonly deviceId?: string | undefined;
  readonly video: HTMLVideoElement;
  readonly signal?: AbortSignal | undefined;
}

/** One frame, as the camera gave it. Whoever is given it closes it. */
export interface CameraFrame {
  readonly image: VideoFrame | ImageBitmap;
  readonly width: number;
  readonly height: number;
  /** Milliseconds of `performance.now()` when it was presented. */
  readonly presentedAt: number;
  /** Seconds of the stream, as `requestVideoFrameCallback` tells. */
  readonly mediaTime: number;
  /** How many frames the video has shown so far, those included that nobody looked at. */
  readonly presentedFrames: number;
}
