import type { Capture, CaptureOptions } from '../capture.ts';
import { createDocumentCapture } from '../session/create-capture.ts';
import type { DocumentCaptureElement } from './capture-element.ts';
import { CaptureElementBase } from './capture-element-base.ts';

/** `<idem-document-capture>`. */
export class DocumentCapture extends CaptureElementBase implements DocumentCaptureElement {
  protected override readonly subject = 'document';

  protected override createCapture(options: CaptureOptions): Capture {
    return createDocumentCapture(options);
  }
}
