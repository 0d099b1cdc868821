import type { Ekyc } from 'idem-ekyc';
import type { CaptureDetail, CaptureElement } from 'idem-ekyc/elements';
import { html } from './dom.ts';
import { text } from './locales/index.ts';
import type { SlotName } from './picture-slot.ts';

const COMPONENTS = { face: 'idem-face-capture', doc: 'idem-document-capture' } as const;

/** The camera, over the page. */
export class CameraDialog {
  readonly element = html('dialog', { class: 'camera', 'data-testid': 'camera-dialog' });
  readonly #assetsBaseUrl: string;

  constructor(assetsBaseUrl: string) {
    this.#assetsBaseUrl = assetsBaseUrl;
  }

  /**
   * Has a picture taken for a slot.
   *
   * @param ready the engine, which may be on its way yet.
   * @returns `undefined` where the visitor closes the camera.
   */
  async take(slot: SlotName, ready: Promise<Ekyc>): Promise<CaptureDetail | undefined> {
    // Who uses no camera loads nothing of it.
    await import('idem-ekyc/elements');
    const component: CaptureElement = html(COMPONENTS[slot]);
    this.element.setAttribute('aria-label', text.camera.label[slot]);
    this.element.replaceChildren(component);
    this.element.showModal();
    component.openCamera();
    try {
      return await Promise.race([captureOf(component), closingOf(this.element), this.#equip(component, ready)]);
    } finally {
      this.element.close();
      // The camera goes off with it.
      component.remove();
    }
  }

  /** Only ever rejects: where the engine does not start, no picture can come. */
  async #equip(component: CaptureElement, ready: Promise<Ekyc>): Promise<never> {
    component.ekyc = await ready;
    component.assetsBaseUrl = this.#assetsBaseUrl;
    return new Promise(() => {});
  }
}

function captureOf(component: CaptureElement): Promise<CaptureDetail | undefined> {
  return new Promise((resolve) => {
    component.addEventListener('capture', ({ detail: [capture] }) => resolve(capture));
    component.addEventListener('close', () => resolve(undefined));
  });
}

/** Escape closes a dialog whose component does not have the focus. */
function closingOf(dialog: HTMLDialogElement): Promise<undefined> {
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(undefined), { once: true });
  });
}
