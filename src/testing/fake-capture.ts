import type {
  CameraFacts,
  Capture,
  CaptureOptions,
  CaptureResult,
  CaptureSnapshot,
  CaptureSubject,
} from '../capture/capture.ts';
import { IDLE } from '../capture/session/capture-snapshot.ts';
import { EkycError } from '../contract/error.ts';

/** A front camera among two. */
export const FRONT_CAMERA: CameraFacts = {
  devices: [
    { deviceId: 'front', label: 'Front camera' },
    { deviceId: 'back', label: '' },
  ],
  deviceId: 'front',
  mirrored: true,
  torch: 'off',
  width: 640,
  height: 480,
};

/** A capture that a test leads through its states. */
export class FakeCapture implements Capture {
  readonly subject: CaptureSubject;
  readonly options: CaptureOptions;
  /** The methods that were called, and what with. */
  readonly calls: string[] = [];
  /** What `setTorch()` and `switchCamera()` reject with. */
  refusal: EkycError | undefined;
  snapshot = IDLE;
  readonly #listeners = new Set<(snapshot: CaptureSnapshot) => void>();
  #settle: { resolve(result: CaptureResult): void; reject(error: unknown): void } | undefined;

  constructor(subject: CaptureSubject, options: CaptureOptions) {
    this.subject = subject;
    this.options = options;
  }

  /** How many are told of changes. */
  get listeners(): number {
    return this.#listeners.size;
  }

  subscribe(listener: (snapshot: CaptureSnapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Changes what is shown; a camera films unless it says otherwise. */
  show(change: Partial<CaptureSnapshot>): void {
    this.snapshot = { ...this.snapshot, camera: this.snapshot.camera ?? FRONT_CAMERA, ...change };
    for (const listener of this.#listeners) listener(this.snapshot);
  }

  /** As a capture ends that has its picture. */
  take(result: CaptureResult): void {
    this.show({ state: 'captured', camera: undefined, result });
    this.#settle?.resolve(result);
  }

  /** As a capture ends that fails. */
  fail(error: EkycError): void {
    this.show({ state: 'failed', camera: undefined, error });
    this.#settle?.reject(error);
  }

  start(): Promise<CaptureResult> {
    this.calls.push('start');
    return this.#pending();
  }

  takePhoto(): void {
    this.calls.push('takePhoto');
  }

  useFile(file: File): Promise<CaptureResult> {
    this.calls.push(`useFile ${file.name}`);
    return this.#pending();
  }

  async switchCamera(deviceId: string): Promise<void> {
    this.calls.push(`switchCamera ${deviceId}`);
    if (this.refusal) throw this.refusal;
    this.show({ camera: { ...FRONT_CAMERA, deviceId, mirrored: deviceId === 'front' } });
  }

  async setTorch(on: boolean): Promise<void> {
    this.calls.push(`setTorch ${on}`);
    if (this.refusal) throw this.refusal;
    this.show({ camera: { ...FRONT_CAMERA, torch: on ? 'on' : 'off' } });
  }

  stop(): void {
    this.calls.push('stop');
    this.#settle?.reject(new EkycError('CAPTURE_STOPPED', 'stop() was called.'));
  }

  #pending(): Promise<CaptureResult> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
  }
}
