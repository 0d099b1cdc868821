import { LitElement, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Ekyc } from '../../client/ekyc.ts';
import { EkycError } from '../../contract/error.ts';
import type { EncodedInput } from '../../readings/image-input.ts';
import type {
  Capture,
  CaptureHint,
  CaptureOptions,
  CaptureResult,
  CaptureSnapshot,
  CaptureSubject,
} from '../capture.ts';
import type { CaptureElement, CaptureElementEventMap } from './capture-element.ts';
import { captureStyles } from './capture-styles.ts';
import { ElementEngine } from './element-engine.ts';
import { LightOverlay } from './light-overlay.ts';
import { localeFor } from './locales/index.ts';
import type { Actions, Phase } from './phase.ts';
import { type PicturePlace, placePicture, type Size, topOfFoot } from './stage-geometry.ts';
import { stageView } from './stage-view.ts';
import type { CaptureTexts } from './texts.ts';

/** A boolean attribute; `="false"` means what it says, as pages write it for the toolkit's own components. */
export const FLAG = { type: Boolean, converter: (value: string | null) => value !== null && value !== 'false' };
const IDLE: Phase = { kind: 'idle' };

/** A picture that is on its way. */
interface Run {
  readonly abort: AbortController;
  capture?: Capture;
}

/** Leads a user through a capture. It knows captures by their interface alone; the components say which they make. */
export abstract class CaptureElementBase extends LitElement implements CaptureElement {
  static override readonly styles = captureStyles;
  static override readonly properties: PropertyDeclarations = {
    ekyc: { attribute: false },
    assetsBaseUrl: { attribute: 'assets-base-url' },
    autoCaptureDisabled: { attribute: 'auto_capture_disabled', ...FLAG },
    autoCloseDisabled: { attribute: 'auto_close_disabled', ...FLAG },
    maskHidden: { attribute: 'mask_hidden', ...FLAG },
    deviceId: { attribute: 'device_id' },
    // Those that every element has, beside its own properties: a change has the component drawn anew.
    langAttribute: { attribute: 'lang' },
    dirAttribute: { attribute: 'dir' },
    phase: { state: true },
    stageSize: { state: true },
  };

  // Only declared: a field of the class would hide the accessor that Lit makes.
  declare ekyc: Ekyc | undefined;
  declare assetsBaseUrl: string | undefined;
  declare autoCaptureDisabled: boolean;
  declare autoCloseDisabled: boolean;
  declare maskHidden: boolean;
  declare deviceId: string | undefined;
  declare protected langAttribute: string | undefined;
  declare protected dirAttribute: string | undefined;
  declare protected phase: Phase;
  declare protected stageSize: Size;

  protected abstract readonly subject: CaptureSubject;
  /** Makes the capture that this component shows. */
  protected abstract createCapture(options: CaptureOptions): Capture;

  readonly #video = Object.assign(document.createElement('video'), { muted: true, playsInline: true });
  readonly #light = new LightOverlay(() => this.renderRoot.querySelector<HTMLDialogElement>('.light'));
  readonly #resized = new ResizeObserver(() => this.#measure());
  readonly #engine = new ElementEngine({
    onReady: () => this.#emit('initialize', []),
    onFailed: (error) => {
      // Who waits for the engine is told by it.
      if (!this.#run) this.#fail(error);
    },
  });
  #run: Run | undefined;
  /** Whether a `close` is owed. */
  #opened = false;
  /** What the user said of flashing light; asked once. */
  #lightAgreed: boolean | undefined;
  #chosen: string | undefined;
  #externalMeta: string | undefined;

  constructor() {
    super();
    this.autoCaptureDisabled = false;
    this.autoCloseDisabled = false;
    this.maskHidden = false;
    this.phase = IDLE;
    this.stageSize = { width: 0, height: 0 };
    this.addEventListener('keydown', (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || this.phase.kind === 'idle') return;
      // Or a dialog around the component would close as well.
      event.preventDefault();
      event.stopPropagation();
      this.closeCamera();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    // One that is only moved is back by then, and goes on filming.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.closeCamera();
      this.#engine.release();
    });
  }

  openCamera(): void {
    if (!this.isConnected) {
      throw new EkycError(
        'CAPTURE_STOPPED',
        `<${this.localName}> is in no document: add it to one before openCamera().`,
      );
    }
    if (this.phase.kind !== 'idle' && this.phase.kind !== 'failed') return;
    if (!this.#opened) {
      this.#opened = true;
      this.#emit('beforeOpen', []);
    }
    if (this.#mayFlash && this.#lightAgreed === undefined) this.phase = { kind: 'notice' };
    else this.#film();
  }

  takePhoto(): void {
    this.#run?.capture?.takePhoto();
  }

  closeCamera(): void {
    this.#endRun();
    this.#show(IDLE);
    if (!this.#opened) return;
    this.#opened = false;
    this.#emit('close', []);
  }

  async setEncryptionKey(key: string | EncodedInput | null, keyId?: string): Promise<void> {
    await this.#engine.setEncryptionKey(key, keyId);
  }

  setExternalMeta(text: string | undefined): void {
    this.#externalMeta = text;
  }

  /** Whether the page wants the screen to flash, if the user agrees. */
  protected get asksForLight(): boolean {
    return false;
  }

  protected override update(changed: PropertyValues): void {
    const hadFocus = this.shadowRoot?.activeElement != null;
    super.update(changed);
    if (!hadFocus) return;
    // It goes along to the next panel, and does not get lost with a button that goes.
    const before: Phase | undefined = changed.get('phase');
    if ((before && before.kind !== this.phase.kind) || !this.shadowRoot?.activeElement) {
      this.renderRoot.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (this.isConnected) this.#engine.use(this.ekyc, this.assetsBaseUrl ?? undefined);
    if (changed.has('deviceId')) this.#changeCamera();
    const cameras = this.renderRoot.querySelector('select');
    // Only once its options are there can it show one of them.
    if (cameras) cameras.value = this.deviceId ?? this.#snapshot?.camera?.deviceId ?? '';
    this.#placeFoot();
  }

  protected override render(): TemplateResult {
    const { phase, subject } = this;
    const texts = this.#texts;
    const picture = this.#picture;
    this.#video.className = [picture?.fit, this.#snapshot?.camera?.mirrored && 'mirrored'].filter(Boolean).join(' ');
    this.#video.hidden = !picture;
    return stageView({
      subject,
      phase,
      texts,
      direction: this.#direction(texts),
      size: this.stageSize,
      video: this.#video,
      picture,
      maskHidden: this.maskHidden,
      autoCapture: !this.autoCaptureDisabled,
      flashes: this.asksForLight,
      actions: this.#actions,
    });
  }

  readonly #actions: Actions = {
    open: () => this.openCamera(),
    close: () => this.closeCamera(),
    takePhoto: () => this.takePhoto(),
    useFile: (file) => void this.#take((capture) => capture.useFile(file), { kind: 'reading' }),
    chooseCamera: (deviceId) => {
      this.#chosen = deviceId;
      this.deviceId = deviceId;
    },
    setTorch: (on) => void this.#try((capture) => capture.setTorch(on)),
    retake: () => (this.#opened ? this.#film() : this.openCamera()),
    usePhoto: () => this.#agree(),
    agreeToLight: (agreed) => {
      this.#lightAgreed = agreed;
      this.#film();
    },
  };

  #film(): void {
    void this.#take((capture) => capture.start(), { kind: 'filming', snapshot: undefined });
  }

  /** Has a picture taken, and shows it, or what came in between. */
  async #take(work: (capture: Capture) => Promise<CaptureResult>, phase: Phase): Promise<void> {
    this.#endRun();
    const run: Run = { abort: new AbortController() };
    const { signal } = run.abort;
    this.#run = run;
    this.#show(phase);
    this.#engine.retry(this.ekyc, this.assetsBaseUrl ?? undefined);
    let ignore: (() => void) | undefined;
    try {
      const ekyc = await this.#engine.ready();
      if (signal.aborted) return;
      const capture = this.createCapture(this.#options(ekyc, signal));
      run.capture = capture;
      ignore = capture.subscribe((snapshot) => this.#follow(run, snapshot));
      const result = await work(capture);
      if (signal.aborted) return;
      this.#run = undefined;
      this.#show({ kind: 'review', result, photoUrl: URL.createObjectURL(result.photo) });
    } catch (error) {
      // What ended it on purpose has told so.
      if (signal.aborted) return;
      this.#run = undefined;
      this.#forgetCameraThatIsGone(error);
      this.#fail(error);
    } finally {
      ignore?.();
    }
  }

  /** One that the user chose, and not the page: to try again would ask for it each time. */
  #forgetCameraThatIsGone(error: unknown): void {
    const isGone = error instanceof EkycError && ['CAMERA_LOST', 'CAMERA_NOT_FOUND'].includes(error.code);
    if (isGone && this.deviceId === this.#chosen) this.deviceId = undefined;
  }

  #options(ekyc: Ekyc, signal: AbortSignal): CaptureOptions {
    return {
      ekyc,
      video: this.#video,
      autoCapture: !this.autoCaptureDisabled,
      signal,
      ...(this.assetsBaseUrl && { assetsBaseUrl: this.assetsBaseUrl }),
      ...(this.deviceId && { deviceId: this.deviceId }),
      ...(this.#externalMeta !== undefined && { externalMeta: this.#externalMeta }),
      ...(this.#mayFlash && this.#lightAgreed && { lightChallenge: this.#light }),
    };
  }

  #follow(run: Run, snapshot: CaptureSnapshot): void {
    if (this.#run !== run || this.phase.kind !== 'filming') return;
    const before = this.phase.snapshot;
    this.phase = { kind: 'filming', snapshot };
    if (isFilming(snapshot) && !(before && isFilming(before))) this.#emit('open', []);
    // The page may have named another while this one was opened.
    if (snapshot.camera && !before?.camera) void this.#changeCamera();
    if (snapshot.state === 'capturing' && before?.state !== 'capturing') this.#emit('beforeCapture', []);
    if (isFilming(snapshot) && snapshot.state !== 'capturing' && snapshot.hint !== before?.hint) {
      this.#emit('detection', [{ errors: errorsOf(snapshot.hint) }]);
    }
  }

  #agree(): void {
    if (this.phase.kind !== 'review') return;
    const { result, photoUrl } = this.phase;
    const { photo, payload: encryptedFile, statusCode, source } = result;
    if (this.autoCloseDisabled) this.phase = { kind: 'agreed', result, photoUrl };
    this.#emit('capture', [{ photo, encryptedFile, statusCode, source }]);
    // The page may have opened or closed the camera in answer to the event.
    if (this.phase.kind === 'review' && this.phase.result === result) this.closeCamera();
  }

  #fail(cause: unknown): void {
    const error =
      cause instanceof EkycError ? cause : new EkycError('INTERNAL', `The capture failed: ${String(cause)}`, { cause });
    this.#show({ kind: 'failed', error });
    this.#emit('error', [error]);
  }

  /** Does what may fail while the camera goes on: that is told to the page alone. */
  async #try(work: (capture: Capture) => Promise<void>): Promise<boolean> {
    const run = this.#run;
    if (!run?.capture) return false;
    try {
      await work(run.capture);
      return true;
    } catch (error) {
      if (run.abort.signal.aborted) return false;
      if (!(error instanceof EkycError)) throw error;
      this.#emit('error', [error]);
      return false;
    }
  }

  async #changeCamera(): Promise<void> {
    const { deviceId } = this;
    const current = this.#snapshot?.camera?.deviceId;
    if (!deviceId || !current || deviceId === current) return;
    const changed = await this.#try((capture) => capture.switchCamera(deviceId));
    // The camera before goes on.
    if (!changed && this.deviceId === deviceId) this.deviceId = current;
  }

  #endRun(): void {
    const run = this.#run;
    this.#run = undefined;
    run?.abort.abort(new EkycError('CAPTURE_STOPPED', 'The camera was closed before a picture was taken.'));
    run?.capture?.stop();
    if (this.hasUpdated) this.#light.clear();
  }

  #show(phase: Phase): void {
    if ('photoUrl' in this.phase) URL.revokeObjectURL(this.phase.photoUrl);
    this.phase = phase;
  }

  /** By script, for policies that forbid style attributes. */
  #placeFoot(): void {
    const foot = this.renderRoot.querySelector<HTMLElement>('.foot');
    const picture = this.#picture;
    const top = picture && topOfFoot(this.stageSize, picture);
    if (foot) foot.style.inset = top === undefined ? '' : `${top}px 0 auto`;
  }

  #measure(): void {
    const { clientWidth: width, clientHeight: height } = this;
    if (width !== this.stageSize.width || height !== this.stageSize.height) this.stageSize = { width, height };
  }

  #emit<Type extends keyof CaptureElementEventMap>(type: Type, detail: CaptureElementEventMap[Type]['detail']): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Who asks for less motion is not asked for flashes. */
  get #mayFlash(): boolean {
    return this.asksForLight && !matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  /** Where the camera's picture is to be seen, while it films. */
  get #picture(): PicturePlace | undefined {
    const camera = this.#snapshot?.camera;
    return camera && placePicture(this.subject, camera, this.stageSize);
  }

  get #snapshot(): CaptureSnapshot | undefined {
    return this.phase.kind === 'filming' ? this.phase.snapshot : undefined;
  }

  get #texts(): CaptureTexts {
    const { lang } = this.closest<HTMLElement>('[lang]') ?? document.documentElement;
    return localeFor(lang);
  }

  /** As the element says; else as its words are written, or as the page around it is. */
  #direction({ direction }: CaptureTexts): string {
    return this.dir || (direction === 'rtl' ? direction : getComputedStyle(this).direction);
  }
}

function isFilming({ state }: CaptureSnapshot): boolean {
  return state === 'searching' || state === 'guiding' || state === 'holding' || state === 'capturing';
}

function errorsOf(hint: CaptureHint | undefined): readonly Exclude<CaptureHint, 'HOLD_STILL'>[] {
  return hint === undefined || hint === 'HOLD_STILL' ? [] : [hint];
}
