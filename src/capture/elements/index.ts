import type {
  DocumentCaptureElement as DocumentElement,
  FaceCaptureElement as FaceElement,
} from './capture-element.ts';
import { DocumentCapture } from './document-capture-element.ts';
import { FaceCapture } from './face-capture-element.ts';

export type { CaptureHint, CaptureResult, CaptureSubject } from '../capture.ts';
export type { CaptureDetail, CaptureElement, CaptureElementEventMap, DetectionDetail } from './capture-element.ts';
export { registerLocale } from './locales/index.ts';
export type { CaptureErrorCode, CaptureTexts, ErrorText, SubjectTexts } from './texts.ts';

/** `<idem-face-capture>`: leads a user to a selfie. */
export type FaceCaptureElement = FaceElement;
/** `<idem-document-capture>`: leads a user to a photo of an identity document. */
export type DocumentCaptureElement = DocumentElement;

// Typed without Lit, which is bundled: an integrator has no types of it.
export const FaceCaptureElement: new () => FaceCaptureElement = FaceCapture;
export const DocumentCaptureElement: new () => DocumentCaptureElement = DocumentCapture;

declare global {
  interface HTMLElementTagNameMap {
    'idem-face-capture': FaceCaptureElement;
    'idem-document-capture': DocumentCaptureElement;
  }
}

// Another copy of the package in the same page may have defined them: a name is given once.
for (const [name, element] of [
  ['idem-face-capture', FaceCapture],
  ['idem-document-capture', DocumentCapture],
] as const) {
  if (!customElements.get(name)) customElements.define(name, element);
}
