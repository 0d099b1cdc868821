import { EkycError } from '../../contract/error.ts';
import type { CameraFrame, CameraInterruption, CameraSession } from '../camera/camera-session.ts';
import type { CaptureSubject } from '../capture.ts';
import type { EvidenceRecorder } from '../evidence/evidence-recorder.ts';
import type { CaptureDeps } from './capture-deps.ts';

export interface CameraFeedOptions {
  readonly deps: CaptureDeps;
  readonly subject: CaptureSubject;
  readonly facing: 'user' | 'environment';
  readonly video: HTMLVideoElement;
  /** Its abort puts the camera off. */
  readonly signal: AbortSignal;
  readonly onFrame: (frame: CameraFrame) => Promise<void>;
  /** Told where frames cannot be read. */
  readonly onFault: (error: unknown) => void;
  readonly onChange: (change: CameraChange) => void;
}

/** `opened`: a camera films, the first or another. `paused` and `resumed`: whether frames are to be had. `listed`: there are other devices now. */
export type CameraChange = 'opened' | 'paused' | 'resumed' | 'turned' | 'listed' | 'lost';

/** The camera that films for a capture, with the recorder that watches it: one after another, where the user switches. */
export class CameraFeed {
  readonly #options: CameraFeedOptions;
  #session: CameraSession | undefined;
  #recorder: EvidenceRecorder | undefined;
  #release = () => {};
  #hidden = false;
  #muted = false;

  constructor(options: CameraFeedOptions) {
    this.#options = options;
  }

  get session(): CameraSession | undefined {
    return this.#session;
  }

  get recorder(): EvidenceRecorder | undefined {
    return this.#recorder;
  }

  /** @throws {EkycError} as `openCamera()` */
  async open(deviceId: string | undefined): Promise<void> {
    this.#adopt(await this.#openSession(deviceId));
  }

  /** @throws {EkycError} as `openCamera()`; the camera before films on, unless `session` is gone: then that could not be had again either. */
  async switchTo(deviceId: string): Promise<void> {
    const before = this.#session;
    if (!before) throw nothingFilms();
    // What befalls the camera before because of the other one is no fault.
    this.#letGo();
    this.#options.onChange('paused');
    try {
      const next = await this.#openBeside(before, deviceId);
      before.close();
      this.#adopt(next);
    } catch (error) {
      this.#options.signal.throwIfAborted();
      if (before.track.readyState !== 'live') this.#session = undefined;
      this.#adopt(await this.#restored(before));
      throw error;
    }
  }

  /** @throws {EkycError} CAMERA_UNSUPPORTED */
  async setTorch(on: boolean): Promise<void> {
    if (!this.#session) throw nothingFilms();
    await this.#session.setTorch(on);
  }

  /** Puts the camera off. Twice is once. */
  close(): void {
    this.#letGo();
    this.#session?.close();
    this.#session = undefined;
  }

  async #openSession(deviceId: string | undefined): Promise<CameraSession> {
    const { deps, facing, video, signal } = this.#options;
    signal.throwIfAborted();
    return deps.openCamera({ facing, deviceId, video, signal });
  }

  /** Many phones have one camera on at a time: there the one before makes room. */
  async #openBeside(before: CameraSession, deviceId: string): Promise<CameraSession> {
    try {
      return await this.#openSession(deviceId);
    } catch (error) {
      if (!(error instanceof EkycError) || error.code !== 'CAMERA_BUSY') throw error;
      before.close();
      return this.#openSession(deviceId);
    }
  }

  async #restored(before: CameraSession): Promise<CameraSession> {
    if (before.track.readyState !== 'live') return this.#openSession(before.device.deviceId);
    const { video, stream } = before;
    if (video.srcObject === stream) return before;
    video.srcObject = stream;
    try {
      await video.play();
    } catch (cause) {
      this.#options.signal.throwIfAborted();
      // On, and unseen: nobody would know that it films.
      this.close();
      throw new EkycError('CAMERA_LOST', 'The camera before could not be shown again. Call start() again.', { cause });
    }
    return before;
  }

  #adopt(session: CameraSession): void {
    const { deps, subject, signal, onFrame, onFault, onChange } = this.#options;
    if (signal.aborted) {
      session.close();
      throw signal.reason;
    }
    this.#session = session;
    const recorder = deps.createRecorder({ session, subject });
    this.#recorder = recorder;
    const deafen = session.onInterruption((interruption) => this.#interrupted(interruption));
    const look = deps.watchFrames(session.video, onFrame, onFault);
    this.#release = () => {
      look();
      deafen();
      recorder.close();
    };
    onChange('opened');
    this.#hidden = deps.isPageHidden();
    this.#muted = session.track.muted;
    this.#tellWhetherFilming();
  }

  #letGo(): void {
    this.#release();
    this.#release = () => {};
    this.#recorder = undefined;
  }

  #interrupted(interruption: CameraInterruption): void {
    const { onChange } = this.#options;
    switch (interruption) {
      case 'turned':
        onChange('turned');
        break;
      case 'devices-changed':
        onChange('listed');
        break;
      case 'ended':
        onChange('lost');
        break;
      case 'hidden':
      case 'visible':
        this.#hidden = interruption === 'hidden';
        this.#tellWhetherFilming();
        break;
      default:
        this.#muted = interruption === 'muted';
        this.#tellWhetherFilming();
    }
  }

  #tellWhetherFilming(): void {
    this.#options.onChange(this.#hidden || this.#muted ? 'paused' : 'resumed');
  }
}

export function nothingFilms(): EkycError {
  return new EkycError('CAMERA_UNSUPPORTED', 'No camera films: call start() first.');
}
