import type { Ekyc } from '../../client/ekyc.ts';
import type { EkycError } from '../../contract/error.ts';
import type { EncodedInput } from '../../readings/image-input.ts';
import type { CaptureHint, CaptureResult } from '../capture.ts';

/** What is wrong with what the camera sees. Nothing, while it is good and has to stay so. */
export interface DetectionDetail {
  /** Codes of the contract; at most one at a time. */
  readonly errors: readonly Exclude<CaptureHint, 'HOLD_STILL'>[];
}

/** A picture that the user agreed to. */
export interface CaptureDetail {
  /** The picture, to be shown; `image/jpeg`. */
  readonly photo: Blob;
  /** The same picture sealed, with the evidence of its capture: what `check()` takes. */
  readonly encryptedFile: Blob;
  /** What a check's validation says of it. */
  readonly statusCode: CaptureResult['statusCode'];
  /** Whether it took itself, the user took it, or the user chose a file. */
  readonly source: CaptureResult['source'];
}

/**
 * The events of both components. `detail` is an array whose first element is the value, as in the toolkit's own components. They do not bubble.
 *
 * `initialize`: the engine runs. `beforeOpen`: the camera is about to be asked for; one `close` follows, whatever comes between. `open`: it films,
 * for the first time or for a retake. `detection`: what is wrong with the view has changed. `beforeCapture`: a picture is about to be taken; it may yet be found wanting, and the camera goes on.
 * `capture`: a picture was taken, and the user agreed to it. `close`: the component is as it was before. `error`: something failed, and the user was told.
 */
export interface CaptureElementEventMap {
  initialize: CustomEvent<readonly []>;
  beforeOpen: CustomEvent<readonly []>;
  open: CustomEvent<readonly []>;
  detection: CustomEvent<readonly [DetectionDetail]>;
  beforeCapture: CustomEvent<readonly []>;
  capture: CustomEvent<readonly [CaptureDetail]>;
  close: CustomEvent<readonly []>;
  error: CustomEvent<readonly [EkycError]>;
}

type Events = Omit<HTMLElementEventMap, keyof CaptureElementEventMap> & CaptureElementEventMap;

/**
 * What `<idem-face-capture>` and `<idem-document-capture>` have in common.
 *
 * @example
 * const selfie = document.querySelector('idem-face-capture');
 * selfie.ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
 * selfie.addEventListener('capture', async ({ detail: [{ encryptedFile }] }) => {
 *   const { face_result } = await selfie.ekyc.check({ checkModel: { operations: ['FACE_CHECK'] }, face: encryptedFile });
 * });
 * selfie.openCamera();
 */
export interface CaptureElement extends HTMLElement {
  /** Reads and seals. The page's own: it is not closed with the component. */
  ekyc: Ekyc | undefined;
  /**
   * Attribute `assets-base-url`: where `dist/assets` is served, as of `createEkyc()`; empty for the folder beside the SDK's module. Without
   * {@link ekyc}, the component then makes an engine of its own, and closes it when it leaves the document.
   */
  assetsBaseUrl: string | undefined;
  /** Attribute `auto_capture_disabled`: the user takes the picture. */
  autoCaptureDisabled: boolean;
  /** Attribute `auto_close_disabled`: the picture that was agreed to stays in sight until `closeCamera()`. */
  autoCloseDisabled: boolean;
  /** Attribute `mask_hidden`: nothing lies over the camera's picture. */
  maskHidden: boolean;
  /** Attribute `device_id`: films with this camera. While it films already, it changes over. */
  deviceId: string | undefined;
  /** Opens the camera and guides the user. Nothing happens where it is open. @throws {EkycError} CAPTURE_STOPPED outside of a document */
  openCamera(): void;
  /** Takes the next frame, whatever is wrong with it. Nothing happens where no camera films. */
  takePhoto(): void;
  /** Puts the camera off and forgets a picture that was not agreed to. Twice is once. */
  closeCamera(): void;
  /**
   * Pictures are sealed to this key from now on: `setEncryptionKey()` of the engine, and of any engine that the component gets later.
   *
   * @throws {EkycError} as `Ekyc.setEncryptionKey()`
   */
  setEncryptionKey(key: string | EncodedInput | null, keyId?: string): Promise<void>;
  /** Sealed beside every picture that the camera is opened for from now on: the id of a session, say. */
  setExternalMeta(text: string | undefined): void;

  addEventListener<Type extends keyof Events>(
    type: Type,
    listener: (this: this, event: Events[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Type extends keyof Events>(
    type: Type,
    listener: (this: this, event: Events[Type]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** `<idem-face-capture>`. */
export interface FaceCaptureElement extends CaptureElement {
  /** Attribute `light_challenge`: the screen shows colours and the face has to reflect them. The user is warned first, and may decline. */
  lightChallenge: boolean;
}

/** `<idem-document-capture>`. */
export type DocumentCaptureElement = CaptureElement;
