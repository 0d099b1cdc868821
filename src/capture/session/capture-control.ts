import { EkycError } from '../../contract/error.ts';
import type { Capture, CaptureOptions, CaptureResult, CaptureSnapshot, CaptureSubject } from '../capture.ts';
import { nothingFilms } from './camera-feed.ts';
import { CameraRun } from './camera-run.ts';
import type { CaptureDeps } from './capture-deps.ts';
import { IDLE, isSame, snapshotOf } from './capture-snapshot.ts';
import { asEkycError } from './faults.ts';
import { photoOfFile } from './file-photo.ts';
import type { Subject } from './subject.ts';

type Listener = (snapshot: CaptureSnapshot) => void;

/** The capture that a page holds: one picture after another, by camera or from a file, and what is shown meanwhile. */
export class CaptureControl implements Capture {
  readonly #subject: Subject;
  readonly #options: CaptureOptions;
  readonly #deps: CaptureDeps;
  readonly #listeners = new Set<Listener>();
  #video: HTMLVideoElement | undefined;
  /** The user's choice, while that is there. */
  #deviceId: string | undefined;
  #snapshot = IDLE;
  #run: CameraRun | undefined;
  /** Ends the picture that is being taken. */
  #end: (reason: unknown) => void = () => {};

  constructor(subject: Subject, options: CaptureOptions, deps: CaptureDeps) {
    this.#subject = subject;
    this.#options = options;
    this.#deps = deps;
    this.#video = options.video;
    this.#deviceId = options.deviceId;
  }

  get subject(): CaptureSubject {
    return this.#subject.name;
  }

  get snapshot(): CaptureSnapshot {
    return this.#snapshot;
  }

  subscribe(listener: Listener): () => void {
    // A function of its own, so that a listener that is given twice is told twice, and each ended by itself.
    const told: Listener = (snapshot) => listener(snapshot);
    this.#listeners.add(told);
    return () => this.#listeners.delete(told);
  }

  start(): Promise<CaptureResult> {
    const { signal } = this.#options;
    if (signal?.aborted) return Promise.reject(signal.reason);
    return (this.#run ?? this.#film()).result;
  }

  takePhoto(): void {
    this.#run?.takePhoto();
  }

  async useFile(file: Blob): Promise<CaptureResult> {
    this.#options.signal?.throwIfAborted();
    this.#end(stopped('A file was chosen instead.'));
    const life = new AbortController();
    const isOver = this.#begin((reason) => life.abort(reason));
    this.#show({ ...IDLE, state: 'capturing' });
    try {
      const result = await photoOfFile(file, this.#subject, this.#options, this.#deps, life.signal);
      life.signal.throwIfAborted();
      isOver();
      this.#show({ ...IDLE, state: 'captured', result });
      return result;
    } catch (error) {
      if (life.signal.aborted) throw life.signal.reason;
      const fault = asEkycError(error);
      isOver();
      this.#show({ ...IDLE, state: 'failed', error: fault });
      throw fault;
    }
  }

  async switchCamera(deviceId: string): Promise<void> {
    await this.#run?.switchCamera(deviceId);
    this.#deviceId = deviceId;
  }

  async setTorch(on: boolean): Promise<void> {
    if (!this.#run) throw nothingFilms();
    await this.#run.setTorch(on);
  }

  stop(): void {
    this.#end(stopped('stop() was called before a picture was taken.'));
  }

  #film(): CameraRun {
    this.#end(stopped('start() was called before the file was read.'));
    this.#video ??= this.#deps.createVideo();
    let isOver = () => {};
    const run = new CameraRun({
      subject: this.#subject,
      options: this.#options,
      deps: this.#deps,
      video: this.#video,
      deviceId: this.#deviceId,
      onChange: (changed) => {
        // Or the user could not try again: a camera that was unplugged would be asked for each time.
        if (isCameraGone(changed.machine.error)) this.#deviceId = this.#options.deviceId;
        this.#show(snapshotOf(changed, this.subject));
      },
      onOver: () => {
        this.#run = undefined;
        isOver();
      },
    });
    this.#run = run;
    isOver = this.#begin((reason) => run.end(reason));
    // Last: whoever is told of it may call start() or stop().
    this.#show({ ...IDLE, state: 'starting' });
    return run;
  }

  /** @param end ends it. @returns has to be called when it is over. */
  #begin(end: (reason: unknown) => void): () => void {
    const { signal } = this.#options;
    const endNow = (reason: unknown) => {
      isOver();
      end(reason);
      this.#show(IDLE);
    };
    const abort = () => endNow(signal?.reason);
    const isOver = () => {
      signal?.removeEventListener('abort', abort);
      if (this.#end === endNow) this.#end = () => {};
    };
    signal?.addEventListener('abort', abort);
    this.#end = endNow;
    return isOver;
  }

  #show(snapshot: CaptureSnapshot): void {
    if (isSame(this.#snapshot, snapshot)) return;
    this.#snapshot = snapshot;
    for (const listener of [...this.#listeners]) {
      // A listener before may have changed it by a call: then all were told of that, and this is over.
      if (this.#snapshot !== snapshot) return;
      // Or it has ended this one's subscription.
      if (!this.#listeners.has(listener)) continue;
      try {
        listener(snapshot);
      } catch (error) {
        // The listener's own fault is the page's to see, and no fault of the capture.
        reportError(error);
      }
    }
  }
}

function isCameraGone(error: EkycError | undefined): boolean {
  return error?.code === 'CAMERA_LOST' || error?.code === 'CAMERA_NOT_FOUND';
}

function stopped(why: string): EkycError {
  return new EkycError('CAPTURE_STOPPED', `${why} Call start() to film again.`);
}
