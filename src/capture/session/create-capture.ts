import type { Capture, CaptureOptions } from '../capture.ts';
import { BROWSER_DEPS } from './browser-deps.ts';
import { CaptureControl } from './capture-control.ts';
import { documentSubject, faceSubject } from './subject.ts';

/**
 * A capture of the user's face. Nothing is opened before {@link Capture.start}.
 *
 * The picture takes itself when the engine's readings have found nothing to change for 0.8 s: neither by FACE_CHECK's validation, nor in how the
 * face fills the oval in the middle of the frame, nor in its quality. The user may take it after 15 s; after 60 s of filming it gives up.
 *
 * @example
 * const ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
 * const capture = createFaceCapture({ ekyc, assetsBaseUrl: '/idem/', video: document.querySelector('video') });
 * capture.subscribe(({ state, hint }) => show(state, hint));
 * const { payload, photo } = await capture.start();
 * const result = await ekyc.check({ checkModel: { operations: ['FACE_CHECK'] }, face: payload });
 */
export function createFaceCapture(options: CaptureOptions): Capture {
  return new CaptureControl(faceSubject(options.ekyc), options, BROWSER_DEPS);
}

/**
 * A capture of an identity document. As {@link createFaceCapture}, by the rear camera; the picture takes itself when the document reading finds
 * nothing to change, neither a code nor a warning that the user can mend, and the document lies still.
 *
 * @example
 * const capture = createDocumentCapture({ ekyc, assetsBaseUrl: '/idem/', video: document.querySelector('video') });
 * const { payload } = await capture.start();
 * const result = await ekyc.check({ checkModel: { operations: ['DOC_CHECK'] }, doc: payload });
 */
export function createDocumentCapture(options: CaptureOptions): Capture {
  return new CaptureControl(documentSubject(options.ekyc), options, BROWSER_DEPS);
}
