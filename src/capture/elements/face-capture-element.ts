import type { PropertyDeclarations } from 'lit';
import type { Capture, CaptureOptions } from '../capture.ts';
import { createFaceCapture } from '../session/create-capture.ts';
import type { FaceCaptureElement } from './capture-element.ts';
import { CaptureElementBase, FLAG } from './capture-element-base.ts';

/** `<idem-face-capture>`. */
export class FaceCapture extends CaptureElementBase implements FaceCaptureElement {
  static override readonly properties: PropertyDeclarations = {
    lightChallenge: { attribute: 'light_challenge', ...FLAG },
  };

  declare lightChallenge: boolean;
  protected override readonly subject = 'face';

  constructor() {
    super();
    this.lightChallenge = false;
  }

  protected override get asksForLight(): boolean {
    return this.lightChallenge;
  }

  protected override createCapture(options: CaptureOptions): Capture {
    return createFaceCapture(options);
  }
}
