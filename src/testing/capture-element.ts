import type { CaptureOptions, CaptureResult, CaptureSubject } from '../capture/capture.ts';
import type { CaptureElementEventMap } from '../capture/elements/capture-element.ts';
import { CaptureElementBase } from '../capture/elements/capture-element-base.ts';
import type { Ekyc } from '../client/ekyc.ts';
import { FakeCapture } from './fake-capture.ts';

/** A component whose captures a test leads. */
export abstract class TestElement extends CaptureElementBase {
  readonly captures: FakeCapture[] = [];
  readonly events: { readonly type: string; readonly value: unknown }[] = [];
  /** As the attribute `light_challenge` says. */
  flashes = false;

  constructor() {
    super();
    for (const type of EVENTS) {
      this.addEventListener(type, (event) => this.events.push({ type, value: (event as CustomEvent).detail[0] }));
    }
  }

  /** The last capture that was begun. */
  get capture(): FakeCapture {
    const capture = this.captures.at(-1);
    if (!capture) throw new Error('No capture was begun.');
    return capture;
  }

  get eventTypes(): string[] {
    return this.events.map(({ type }) => type);
  }

  protected override get asksForLight(): boolean {
    return this.flashes;
  }

  protected override createCapture(options: CaptureOptions): FakeCapture {
    const capture = new FakeCapture(this.subject, options);
    this.captures.push(capture);
    return capture;
  }
}

class TestFaceCapture extends TestElement {
  protected override readonly subject: CaptureSubject = 'face';
}

class TestDocumentCapture extends TestElement {
  protected override readonly subject: CaptureSubject = 'document';
}

const EVENTS: readonly (keyof CaptureElementEventMap)[] = [
  'initialize',
  'beforeOpen',
  'open',
  'detection',
  'beforeCapture',
  'capture',
  'close',
  'error',
];

customElements.define('test-face-capture', TestFaceCapture);
customElements.define('test-document-capture', TestDocumentCapture);

/** An engine that only takes keys. */
export function keyKeeper() {
  const keys: unknown[][] = [];
  const setEncryptionKey = async (...key: unknown[]) => {
    keys.push(key);
  };
  return { keys, ekyc: { setEncryptionKey } as unknown as Ekyc };
}

/** A component in the page, with such an engine. */
export async function mount(subject: CaptureSubject = 'face', attributes: Record<string, string> = {}) {
  const element = document.createElement(`test-${subject}-capture`) as TestElement;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.ekyc = keyKeeper().ekyc;
  const parent = document.createElement('main');
  parent.style.blockSize = '600px';
  parent.append(element);
  document.body.append(parent);
  await element.updateComplete;
  return element;
}

/** Opens the camera as the page would, and waits for the capture. */
export async function open(element: TestElement): Promise<FakeCapture> {
  const before = element.captures.length;
  element.openCamera();
  return begun(element, before);
}

/** The capture that comes after so many. */
export async function begun(element: TestElement, before: number): Promise<FakeCapture> {
  for (let tries = 0; element.captures.length === before; tries++) {
    if (tries === 200) throw new Error('No capture was begun.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await element.updateComplete;
  return element.capture;
}

/** A picture as captures answer it. */
export async function taken(change: Partial<CaptureResult> = {}): Promise<CaptureResult> {
  const canvas = new OffscreenCanvas(64, 48);
  canvas.getContext('2d')?.fillRect(0, 0, 64, 48);
  const photo = await canvas.convertToBlob({ type: 'image/jpeg' });
  return { photo, payload: new Blob(['sealed']), statusCode: 'OK', source: 'auto', ...change };
}
