import { EkycError } from '../../contract/error.ts';
import type { CameraFrame, CameraSession } from '../camera/camera-session.ts';
import type { CaptureOptions, CaptureResult } from '../capture.ts';
import type { EvidenceRecorder } from '../evidence/evidence-recorder.ts';
import type { Judgement } from '../guidance/judgement.ts';
import { boxAround } from '../guidance/outline.ts';
import { type CameraChange, CameraFeed } from './camera-feed.ts';
import type { CaptureDeps } from './capture-deps.ts';
import { type CaptureEvent, isGuiding, type Machine, startMachine, step } from './capture-machine.ts';
import { deferred } from './deferred.ts';
import { FaceFollower } from './face-follower.ts';
import { asEkycError, isWorkerDeath, onceMoreIfWorkerDied } from './faults.ts';
import { type KeptFrame, KeptFrames } from './kept-frames.ts';
import type { Subject } from './subject.ts';

/** The engine reads four frames a second at the most: more would only warm the device, and hints stay for a second anyway. */
const READING_INTERVAL_MS = 250;
/** So often time passes where no frame tells it. */
const TICK_MS = 250;

export interface CameraRunOptions {
  readonly subject: Subject;
  readonly options: CaptureOptions;
  readonly deps: CaptureDeps;
  readonly video: HTMLVideoElement;
  readonly deviceId: string | undefined;
  /** Told of every change, up to the last: a picture, or a failure. */
  readonly onChange: (run: CameraRun) => void;
  /** Told at once, before that last change, and also where {@link CameraRun.end} ended it. */
  readonly onOver: () => void;
}

/** What happens, without its time. */
type Happening = CaptureEvent extends infer Event ? (Event extends CaptureEvent ? Omit<Event, 'at'> : never) : never;

/** One picture by a camera, from its opening to its end. Nothing changes after that. */
export class CameraRun {
  readonly #given: CameraRunOptions;
  readonly #over = deferred<CaptureResult>();
  readonly #life = new AbortController();
  readonly #feed: CameraFeed;
  readonly #kept = new KeptFrames();
  readonly #follower: FaceFollower | undefined;
  readonly #endTicks: () => void;
  #machine: Machine;
  #captured: CaptureResult | undefined;
  /** Cameras are opened one after another. */
  #opening: Promise<void>;
  #readings = 0;
  #readAt = Number.NEGATIVE_INFINITY;
  /** Of the frame that the engine reads. It is asked for one thing at a time. */
  #reading: Promise<void> | undefined;
  #workerDied = false;
  /** Of the picture that is being taken. */
  #shooting: Promise<void> | undefined;

  constructor(given: CameraRunOptions) {
    const { subject, options, deps, video, deviceId } = given;
    const { signal } = this.#life;
    this.#given = given;
    this.#machine = startMachine(options.autoCapture ?? true, deps.clock.now());
    this.#feed = new CameraFeed({
      deps,
      video,
      signal,
      subject: subject.name,
      facing: subject.facing,
      onFrame: (frame) => this.#see(frame),
      onFault: (error) => this.#fail(error),
      onChange: (change) => this.#cameraChanged(change),
    });
    if (subject.isTracked) {
      const starting = deps.createTracker({ assetsBaseUrl: options.assetsBaseUrl, signal });
      this.#follower = new FaceFollower(starting, signal, () => this.#publish());
    }
    this.#endTicks = deps.clock.every(TICK_MS, () => this.#happen({ type: 'tick' }));
    this.#opening = this.#feed.open(deviceId);
    this.#opening.catch((error: unknown) => this.#fail(error));
  }

  /** Settles when all is over and the camera off. */
  get result(): Promise<CaptureResult> {
    return this.#over.promise;
  }

  get machine(): Machine {
    return this.#machine;
  }

  get camera(): CameraSession | undefined {
    return this.#feed.session;
  }

  /** Why the face is not followed between readings. */
  get trackerError(): EkycError | undefined {
    return this.#follower?.fault;
  }

  get captured(): CaptureResult | undefined {
    return this.#captured;
  }

  /** Ends it with a reason, unless it is over. The camera is off when this returns. */
  end(reason: unknown): void {
    if (this.#life.signal.aborted) return;
    this.#finish(reason);
    this.#over.reject(reason);
  }

  takePhoto(): void {
    this.#happen({ type: 'asked' });
  }

  /** @throws {EkycError} as {@link CameraFeed.switchTo}; the reason of the end, where that comes first */
  async switchCamera(deviceId: string): Promise<void> {
    const switched = this.#opening.then(async () => {
      await this.#shooting;
      this.#life.signal.throwIfAborted();
      await this.#feed.switchTo(deviceId);
    });
    // What the switch ends in is its caller's to know; that no camera is left is the end of all.
    this.#opening = switched.catch((error: unknown) => {
      if (!this.#feed.session) this.#fail(error);
    });
    await switched;
  }

  /** @throws {EkycError} CAMERA_UNSUPPORTED */
  async setTorch(on: boolean): Promise<void> {
    await this.#opening;
    await this.#feed.setTorch(on);
    this.#publish();
  }

  #cameraChanged(change: CameraChange): void {
    switch (change) {
      case 'opened':
        this.#happen({ type: 'opened' });
        this.#happen({ type: 'view-changed' });
        break;
      case 'turned':
        this.#happen({ type: 'view-changed' });
        break;
      case 'listed':
        this.#publish();
        break;
      case 'lost':
        this.#fail(
          new EkycError(
            'CAMERA_LOST',
            'The camera was unplugged or taken away, or its video element given to another. Call start() again.',
          ),
        );
        break;
      default:
        this.#happen({ type: change });
    }
  }

  /** Shows a frame to all that look at frames. The next one comes when this is done. */
  async #see(frame: CameraFrame): Promise<void> {
    let isMine = true;
    try {
      const { tracked, read } = this.#machine;
      const face = this.#given.subject.isTracked ? (tracked ?? read) : undefined;
      this.#feed.recorder?.see(frame, face && boxAround(face));
      if (this.#isAskedFor()) await this.#takeAsked(frame);
      else if (this.#isReadingDue()) await this.#readCopy(frame);
      if (this.#follower?.isFollowing && !this.#life.signal.aborted) {
        isMine = false;
        const seen = await this.#follower.follow(frame, read);
        if (seen) this.#happen({ type: 'tracked', outline: seen.outline });
      } else {
        this.#happen({ type: 'tick' });
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      if (isMine) frame.image.close();
    }
  }

  #isAskedFor(): boolean {
    const { shot } = this.#machine;
    return shot?.source === 'manual' && !shot.taken;
  }

  #isReadingDue(): boolean {
    const machine = this.#machine;
    const isLookedAt = isGuiding(machine) || (machine.state === 'starting' && !machine.paused);
    const isDue = this.#given.deps.clock.now() - this.#readAt >= READING_INTERVAL_MS;
    return isLookedAt && isDue && !this.#reading && !this.#shooting;
  }

  async #readCopy(frame: CameraFrame): Promise<void> {
    const { clock } = this.#given.deps;
    const { view } = this.#machine;
    this.#readAt = clock.now();
    const kept = await this.#copy(frame);
    this.#reading = this.#read(kept, view)
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#reading = undefined;
      });
  }

  async #read(frame: KeptFrame, view: number): Promise<void> {
    const judgement = await this.#judge(frame);
    if (!judgement || this.#life.signal.aborted) {
      frame.picture.close();
      return;
    }
    const reading = ++this.#readings;
    this.#kept.keep(reading, frame);
    this.#happen({ type: 'read', reading, view, judgement });
  }

  /** Nothing where the worker died for once: the next frame is read by a new one. If that dies too it is no accident. */
  async #judge({ picture }: KeptFrame): Promise<Judgement | undefined> {
    try {
      const judgement = await this.#given.subject.judge(picture, this.#life.signal);
      this.#workerDied = false;
      return judgement;
    } catch (error) {
      if (isWorkerDeath(error) && !this.#workerDied) {
        this.#workerDied = true;
        return undefined;
      }
      picture.close();
      throw error;
    }
  }

  async #takeAsked(frame: CameraFrame): Promise<void> {
    const kept = await this.#copy(frame);
    this.#happen({ type: 'taken' });
    // Where the page was hidden meanwhile, say, nobody waits for it any more.
    if (this.#machine.shot?.source === 'manual') this.#shoot(kept, 'manual');
    else kept.picture.close();
  }

  async #copy(frame: CameraFrame): Promise<KeptFrame> {
    return { picture: await this.#given.deps.copyFrame(frame), presentedAt: frame.presentedAt };
  }

  #shoot(frame: KeptFrame, source: 'auto' | 'manual'): void {
    this.#shooting = this.#take(frame, source)
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#shooting = undefined;
      });
  }

  /** Makes the photo of a frame, has the engine confirm it as a file, and seals it. */
  async #take({ picture, presentedAt }: KeptFrame, source: 'auto' | 'manual'): Promise<void> {
    const { subject, deps } = this.#given;
    const { signal } = this.#life;
    // Of the camera that the frame is of.
    const recorder = this.#feed.recorder;
    const photo = await deps.toPhoto(picture).finally(() => picture.close());
    await this.#reading;
    signal.throwIfAborted();
    const statusCode = await onceMoreIfWorkerDied(() => subject.statusOf(photo, signal));
    if (source === 'auto' && statusCode !== 'OK') {
      this.#happen({ type: 'refused', hint: statusCode });
      return;
    }
    if (!recorder) throw new EkycError('INTERNAL', 'A frame was taken that no evidence recorder watched.');
    const payload = await this.#seal(photo, presentedAt, recorder);
    signal.throwIfAborted();
    const result = { payload, photo, statusCode, source };
    this.#captured = result;
    this.#happen({ type: 'captured' });
    this.#over.resolve(result);
  }

  async #seal(photo: Blob, presentedAt: number, recorder: EvidenceRecorder): Promise<Blob> {
    const { ekyc, externalMeta, lightChallenge } = this.#given.options;
    const { signal } = this.#life;
    if (lightChallenge && this.#given.subject.name === 'face')
      await recorder.challengeWithLight(lightChallenge, signal);
    const evidence = await recorder.finish({ photo, frame: { presentedAt } });
    signal.throwIfAborted();
    const beside = { evidence, signal, ...(externalMeta !== undefined && { externalMeta }) };
    return onceMoreIfWorkerDied(() => ekyc.encryptPayload(photo, beside));
  }

  #fail(error: unknown): void {
    if (this.#life.signal.aborted) return;
    const fault = asEkycError(error);
    this.#happen({ type: 'failed', error: fault });
  }

  #happen(event: Happening): void {
    if (this.#life.signal.aborted) return;
    const before = this.#machine;
    this.#machine = step(before, { ...event, at: this.#given.deps.clock.now() });
    const { state, error } = this.#machine;
    this.#followShot(before);
    if (state === 'captured' || state === 'failed') this.#finish(error);
    this.#given.onChange(this);
    if (error) this.#over.reject(error);
  }

  /** Keeps the frame that would be the photo, and makes it that where it is time. */
  #followShot(before: Machine): void {
    const { shot, hold } = this.#machine;
    const isDecided = shot?.source === 'auto' && before.shot?.source !== 'auto';
    const frame = isDecided ? this.#kept.take(shot.reading) : undefined;
    this.#kept.keepOnly(hold?.best.reading);
    if (frame) this.#shoot(frame, 'auto');
  }

  #publish(): void {
    if (!this.#life.signal.aborted) this.#given.onChange(this);
  }

  /** Puts the camera off, and ends all that is under way. */
  #finish(reason: unknown): void {
    this.#feed.close();
    this.#endTicks();
    this.#kept.keepOnly(undefined);
    this.#life.abort(reason);
    this.#given.onOver();
  }
}
