import type {
  CameraFrame,
  CameraInterruption,
  CameraOptions,
  CameraSession,
} from '../capture/camera/camera-session.ts';
import type { CaptureOptions, CaptureSnapshot } from '../capture/capture.ts';
import type { Judgement } from '../capture/guidance/judgement.ts';
import { outlineOf } from '../capture/guidance/outline.ts';
import { CaptureControl } from '../capture/session/capture-control.ts';
import type { CaptureDeps, Tracker } from '../capture/session/capture-deps.ts';
import type { Deferred } from '../capture/session/deferred.ts';
import type { PictureStatus, Subject } from '../capture/session/subject.ts';
import type { Ekyc } from '../client/ekyc.ts';
import type { EkycError } from '../contract/error.ts';
import type { CaptureEvidence } from '../evidence/capture-evidence.ts';
import type { Box } from '../readings/geometry.ts';

const FACE: Box = { x: 200, y: 100, width: 240, height: 300 };

/** A reading that nothing is wrong with. */
export const GOOD: Judgement = { inView: true, hint: undefined, outline: outlineOf(FACE), quality: 0.8 };
/** One that shows a face with closed eyes. */
export const ASLEEP: Judgement = { ...GOOD, hint: 'EYES_CLOSED', quality: 0 };
/** One that shows nobody. */
export const NOBODY: Judgement = { inView: false, hint: 'FACE_NOT_FOUND', outline: undefined, quality: 0 };

/** Pixels that know whether they were closed. */
export class FakePicture {
  readonly width = 640;
  readonly height = 480;
  isClosed = false;
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  close(): void {
    this.isClosed = true;
  }
}

/** A camera that films when the test says so. */
export class FakeCamera {
  readonly track = { readyState: 'live', muted: false, getSettings: () => ({ width: 640, height: 480 }) };
  readonly stream = {};
  readonly devices = ['front', 'back'].map((id) => ({ deviceId: id, label: id }));
  readonly session: CameraSession;
  readonly #listeners = new Set<(interruption: CameraInterruption) => void>();

  constructor({ deviceId = 'front', video }: CameraOptions) {
    const { devices } = this;
    video.srcObject = this.stream as MediaStream;
    this.session = {
      video,
      stream: this.stream as MediaStream,
      track: this.track as unknown as MediaStreamTrack,
      device: { deviceId, label: deviceId },
      get devices() {
        return [...devices];
      },
      mirrored: deviceId === 'front',
      torch: 'none',
      setTorch: async () => {},
      onInterruption: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      close: () => {
        this.track.readyState = 'ended';
      },
    };
  }

  get isOn(): boolean {
    return this.track.readyState === 'live';
  }

  befall(interruption: CameraInterruption): void {
    for (const listener of [...this.#listeners]) listener(interruption);
  }
}

/** All that a capture is made of, led by the test: the clock stands unless it is told to go. */
export class CaptureStudio {
  readonly cameras: FakeCamera[] = [];
  readonly pictures: FakePicture[] = [];
  readonly shown: CaptureSnapshot[] = [];
  /** What the engine and the recorder were asked, in order. */
  readonly asked: string[] = [];
  /** What the next readings say; the last one goes on. An error is thrown. */
  judgements: (Judgement | Error)[] = [NOBODY];
  statusCode: PictureStatus | Error = 'OK';
  /** What the tracker sees. */
  tracked: readonly Box[] = [FACE];
  /** Settles openCamera(), where it is to take its time. */
  opening: Deferred<void> | undefined;
  /** The same of readings and of sealing. */
  readingTakes: Deferred<void> | undefined;
  sealingTakes: Deferred<void> | undefined;
  /** What the next openings of a camera end in. */
  readonly refusals: EkycError[] = [];
  /** What the video element fails with where it is to play again. */
  playFault: Error | undefined;
  /** What the tracker fails with, at its start or later. */
  trackerFault: Error | undefined;
  isHidden = false;
  /** Where the recorder was told that the face is. */
  recordedFace: Box | undefined;
  /** The most readings that were under way at once. */
  mostAtOnce = 0;
  #atOnce = 0;
  #now = 0;
  #frames = 0;
  readonly #ticks = new Set<{ readonly every: number; readonly tick: () => void; next: number }>();
  #onFrame: ((frame: CameraFrame) => Promise<void>) | undefined;

  readonly deps: CaptureDeps = {
    openCamera: async (options) => {
      await this.opening?.promise;
      const refusal = this.refusals.shift();
      if (refusal) {
        // It had been given the element.
        options.video.srcObject = null;
        throw refusal;
      }
      const camera = new FakeCamera(options);
      this.cameras.push(camera);
      return camera.session;
    },
    watchFrames: (_, onFrame) => {
      this.#onFrame = onFrame;
      return () => {
        this.#onFrame = undefined;
      };
    },
    createTracker: async () => this.#tracker(),
    createRecorder: ({ session }) => ({
      see: (_, face) => {
        this.recordedFace = face;
      },
      challengeWithLight: async () => {
        this.asked.push('light');
      },
      finish: async ({ frame }) => {
        this.asked.push(`evidence of ${session.device.deviceId} at ${frame.presentedAt}`);
        return {} as Extract<CaptureEvidence, { source: 'camera' }>;
      },
      close: () => {},
    }),
    recordFile: async () => {
      this.asked.push('evidence of file');
      return {} as CaptureEvidence;
    },
    copyFrame: async ({ presentedAt }) => this.#picture(`copy ${presentedAt}`),
    toPhoto: async (picture) => {
      if (picture instanceof Blob) return picture.type === 'image/jpeg' ? picture : new Blob(['as JPEG']);
      return new Blob([(picture as unknown as FakePicture).name]);
    },
    createVideo: () =>
      ({
        play: async () => {
          if (this.playFault) throw this.playFault;
        },
      }) as HTMLVideoElement,
    isPageHidden: () => this.isHidden,
    clock: {
      now: () => this.#now,
      every: (every, tick) => {
        const ticking = { every, tick, next: this.#now + every };
        this.#ticks.add(ticking);
        return () => this.#ticks.delete(ticking);
      },
    },
  };

  readonly #subject: Subject = {
    name: 'face',
    facing: 'user',
    isTracked: true,
    judge: async (_, signal) => {
      this.#atOnce++;
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
      try {
        await this.readingTakes?.promise;
        signal.throwIfAborted();
        const said = this.judgements.length > 1 ? this.judgements.shift() : this.judgements[0];
        if (said instanceof Error || !said) throw said;
        return said;
      } finally {
        this.#atOnce--;
      }
    },
    statusOf: async (photo) => {
      this.asked.push(`status of ${await photo.text()}`);
      if (this.statusCode instanceof Error) throw this.statusCode;
      return this.statusCode;
    },
  };

  readonly #ekyc = {
    encryptPayload: async (photo: Blob, { externalMeta }: { externalMeta?: string }) => {
      this.asked.push(`seal ${await photo.text()} for ${externalMeta}`);
      await this.sealingTakes?.promise;
      return new Blob(['sealed']);
    },
  } as unknown as Ekyc;

  capture(options: Partial<CaptureOptions> = {}): CaptureControl {
    const capture = new CaptureControl(
      this.#subject,
      { ekyc: this.#ekyc, externalMeta: 'session', ...options },
      this.deps,
    );
    capture.subscribe((snapshot) => this.shown.push(snapshot));
    return capture;
  }

  get camera(): FakeCamera {
    const camera = this.cameras.at(-1);
    if (!camera) throw new Error('No camera was opened.');
    return camera;
  }

  /** States as they were shown, each once. */
  get states(): string[] {
    return this.shown.map(({ state }) => state).filter((state, i, all) => state !== all[i - 1]);
  }

  /** Lets everything happen that waits for nothing else. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
  }

  /** Time without a frame. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = [...this.#ticks].sort((p, q) => p.next - q.next)[0];
      if (!next || next.next > end) break;
      this.#now = next.next;
      next.next += next.every;
      next.tick();
    }
    this.#now = end;
    await this.settle();
  }

  /** Films for so long, ten frames a second, as far as somebody looks at frames. */
  async film(milliseconds: number): Promise<void> {
    await this.settle();
    for (let left = milliseconds; left > 0; left -= 100) {
      await this.pass(100);
      const image = this.#picture(`frame ${this.#now}`);
      const frame = { image, width: 640, height: 480, presentedAt: this.#now, mediaTime: this.#now / 1000 };
      this.#frames++;
      const seen = this.#onFrame?.({ ...frame, presentedFrames: this.#frames } as unknown as CameraFrame);
      if (seen) await Promise.race([seen, this.settle()]);
      else image.close();
      await this.settle();
    }
  }

  #picture(name: string): FakePicture & ImageBitmap {
    const picture = new FakePicture(name);
    this.pictures.push(picture);
    return picture;
  }

  #tracker(): Tracker {
    if (this.trackerFault) throw this.trackerFault;
    return {
      track: async (image) => {
        image.close();
        if (this.trackerFault) throw this.trackerFault;
        return this.tracked.map((box) => ({ box }));
      },
      close: () => {
        this.asked.push('tracker closed');
      },
    };
  }
}
