import type { EkycErrorCode } from '../../contract/error.ts';
import type { CaptureHint, CaptureSubject } from '../capture.ts';

/** Errors of a camera or a capture have words of their own. */
export type CaptureErrorCode = Extract<EkycErrorCode, `CAMERA_${string}` | `CAPTURE_${string}`>;

/** What happened, and what the user can do about it. */
export interface ErrorText {
  readonly title: string;
  readonly advice: string;
}

/** Words on what is filmed. */
export interface SubjectTexts {
  /** Over the button that opens the camera. */
  readonly title: string;
  /** What to have ready, before the camera opens. */
  readonly intro: string;
  /** While nothing is in view yet. */
  readonly aim: string;
  /** Names the picture that was taken, to those who do not see it. */
  readonly photo: string;
}

/** All that the components say in one language. Every hint, error and label is there, or the types do not fit. */
export interface CaptureTexts {
  /** As BCP 47 has it, `pt-BR` say. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly subjects: Readonly<Record<CaptureSubject, SubjectTexts>>;
  /** What to do about a code of the contract. */
  readonly hints: Readonly<Record<CaptureHint, string>>;
  /** `IMAGE`: of a file that is no picture. `OTHER`: of everything else. */
  readonly errors: Readonly<Record<CaptureErrorCode | 'IMAGE' | 'OTHER', ErrorText>>;
  readonly labels: {
    readonly openCamera: string;
    /** Under that button: the browser may ask first. */
    readonly permission: string;
    readonly starting: string;
    readonly capturing: string;
    readonly takePhoto: string;
    /** Said when the button to take the photo appears beside auto-capture. */
    readonly manualOffered: string;
    readonly close: string;
    readonly camera: string;
    /** Of a camera that the browser does not name; counted from 1. */
    readonly cameraNumber: (number: number) => string;
    readonly torch: string;
    readonly taken: string;
    /** Before a hint: why a check may refuse the photo. */
    readonly mayBeRefused: string;
    readonly retake: string;
    readonly usePhoto: string;
    readonly retry: string;
    readonly chooseFile: string;
    readonly reading: string;
    readonly light: {
      readonly title: string;
      /** Warns of flashing light, before there is any. */
      readonly notice: string;
      readonly accept: string;
      readonly decline: string;
      /** While the screen shows colours. */
      readonly showing: string;
    };
  };
}

/** The words on an error, by its code. */
export function errorText(texts: CaptureTexts, code: EkycErrorCode): ErrorText {
  if (hasOwnText(texts, code)) return texts.errors[code];
  return code.startsWith('IMAGE_') ? texts.errors.IMAGE : texts.errors.OTHER;
}

function hasOwnText(texts: CaptureTexts, code: EkycErrorCode): code is CaptureErrorCode {
  return Object.hasOwn(texts.errors, code);
}
