import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createEkyc } from '../../client/create-ekyc.ts';
import { EkycError } from '../../contract/error.ts';
import { begun, keyKeeper, mount, open, type TestElement, taken } from '../../testing/capture-element.ts';
import { FRONT_CAMERA } from '../../testing/fake-capture.ts';
import type { CaptureHint } from '../capture.ts';
import type { CaptureElement } from './capture-element.ts';
import { ar } from './locales/ar.ts';
import { en } from './locales/en.ts';
import { es } from './locales/es.ts';
import { fr } from './locales/fr.ts';
import { vi as vietnamese } from './locales/vi.ts';

beforeEach(async () => {
  document.documentElement.lang = 'en';
  await page.viewport(900, 700);
});

afterEach(() => {
  document.querySelectorAll('main').forEach((main) => {
    main.remove();
  });
});

function find<E extends Element = HTMLElement>(element: TestElement, selector: string): E | null {
  return element.renderRoot.querySelector<E>(selector);
}

function button(element: TestElement, name: string): HTMLButtonElement | undefined {
  return [...element.renderRoot.querySelectorAll('button')].find(
    (candidate) => (candidate.ariaLabel ?? candidate.textContent.trim()) === name,
  );
}

function press(element: TestElement, name: string): void {
  const found = button(element, name);
  if (!found) throw new Error(`No button is called ${name}`);
  found.click();
}

const hint = (element: TestElement) => find(element, '[part=hint]')?.textContent;
const seen = (element: TestElement, selector: string) => find(element, selector) !== null;
const refused = () => new EkycError('CAMERA_PERMISSION_DENIED', 'The user does not allow the camera.');

/** Up to the picture that is to be agreed to. */
async function review(element: TestElement, change: Parameters<typeof taken>[0] = {}) {
  const capture = await open(element);
  capture.show({ state: 'holding', hint: 'HOLD_STILL' });
  const result = await taken(change);
  capture.take(result);
  await vi.waitFor(() => expect(seen(element, '[part=review]')).toBe(true));
  return result;
}

describe('a capture that succeeds', () => {
  it('shows each of its states and tells the page of them, from the start to the picture', async () => {
    const element = await mount();
    expect(find(element, 'h2')?.textContent).toBe(en.subjects.face.title);
    expect(seen(element, 'button[part="button close"]')).toBe(false);

    const capture = await open(element);
    expect(hint(element)).toBe(en.labels.starting);
    expect(find<HTMLVideoElement>(element, 'video')?.hidden).toBe(true);
    expect(seen(element, '.mask')).toBe(false);

    capture.show({ state: 'searching' });
    await element.updateComplete;
    expect(hint(element)).toBe(en.subjects.face.aim);
    expect(find<HTMLVideoElement>(element, 'video')?.hidden).toBe(false);
    expect(seen(element, '.mask')).toBe(true);

    capture.show({ state: 'guiding', hint: 'FACE_TOO_SMALL' });
    await element.updateComplete;
    expect(hint(element)).toBe(en.hints.FACE_TOO_SMALL);

    capture.show({ state: 'holding', hint: 'HOLD_STILL', holdProgress: 0.25 });
    await element.updateComplete;
    expect(hint(element)).toBe(en.hints.HOLD_STILL);
    expect(find(element, '.progress')?.getAttribute('stroke-dashoffset')).toBe('75');
    expect(find(element, '[part=countdown]')?.textContent).toBe('3');

    capture.show({ state: 'capturing', hint: undefined });
    await element.updateComplete;
    expect(hint(element)).toBe(en.labels.capturing);
    expect(seen(element, '[part=countdown]')).toBe(false);

    const result = await taken();
    capture.take(result);
    await vi.waitFor(() => expect(seen(element, '[part=review]')).toBe(true));
    expect(find<HTMLImageElement>(element, 'img')?.alt).toBe(en.subjects.face.photo);
    expect(element.eventTypes).not.toContain('capture');

    press(element, en.labels.usePhoto);
    await element.updateComplete;
    expect(element.events).toEqual([
      { type: 'initialize', value: undefined },
      { type: 'beforeOpen', value: undefined },
      { type: 'open', value: undefined },
      { type: 'detection', value: { errors: ['FACE_TOO_SMALL'] } },
      { type: 'detection', value: { errors: [] } },
      { type: 'beforeCapture', value: undefined },
      {
        type: 'capture',
        value: { photo: result.photo, encryptedFile: result.payload, statusCode: 'OK', source: 'auto' },
      },
      { type: 'close', value: undefined },
    ]);
    expect(find(element, 'h2')?.textContent).toBe(en.subjects.face.title);
    expect(capture.listeners).toBe(0);
  });

  it('hands its details as arrays with one value, in events that stay with the element', async () => {
    const element = await mount();
    const heard: unknown[] = [];
    const typed: CaptureElement = element;
    typed.addEventListener('capture', ({ detail: [{ statusCode }] }) => heard.push(statusCode));
    document.body.addEventListener('close', () => heard.push('bubbled'), { once: true });
    await review(element);
    press(element, en.labels.usePhoto);
    expect(heard).toEqual(['OK']);
  });

  it('takes another picture when the user wants one, and forgets the one before', async () => {
    const element = await mount();
    await review(element);
    const before = element.captures.length;
    press(element, en.labels.retake);
    const second = await begun(element, before);
    second.show({ state: 'searching' });
    expect(element.eventTypes.filter((type) => type === 'open')).toHaveLength(2);
    expect(element.eventTypes.filter((type) => type === 'beforeOpen')).toHaveLength(1);
    const result = await taken();
    second.take(result);
    await vi.waitFor(() => expect(seen(element, '[part=review]')).toBe(true));
    press(element, en.labels.usePhoto);
    const captured = element.events.filter(({ type }) => type === 'capture');
    expect(captured).toEqual([{ type: 'capture', value: expect.objectContaining({ photo: result.photo }) }]);
  });

  it('says why a check may refuse a picture that the user took', async () => {
    const element = await mount();
    await review(element, { statusCode: 'EYES_CLOSED', source: 'manual' });
    expect(find(element, '[part=fault]')?.textContent).toContain(en.hints.EYES_CLOSED);
    press(element, en.labels.usePhoto);
    expect(element.events.at(-2)?.value).toMatchObject({ statusCode: 'EYES_CLOSED', source: 'manual' });
  });

  it('leaves the picture in sight with auto_close_disabled, until the page closes it', async () => {
    const element = await mount('document', { auto_close_disabled: '' });
    await review(element);
    press(element, en.labels.usePhoto);
    await element.updateComplete;
    expect(element.eventTypes.at(-1)).toBe('capture');
    expect(find<HTMLImageElement>(element, 'img')?.alt).toBe(en.subjects.document.photo);
    expect(button(element, en.labels.usePhoto)).toBeUndefined();
    element.closeCamera();
    expect(element.eventTypes.at(-1)).toBe('close');
  });
});

describe('what the page asks for', () => {
  it('reaches the capture: camera, manual capture, metadata, the place of the assets', async () => {
    const element = await mount('face', { device_id: 'back', auto_capture_disabled: '', 'assets-base-url': '/idem/' });
    element.setExternalMeta('session 1');
    const { options } = await open(element);
    expect(options).toMatchObject({
      deviceId: 'back',
      autoCapture: false,
      externalMeta: 'session 1',
      assetsBaseUrl: '/idem/',
      ekyc: element.ekyc,
    });
    expect(options.video).toBe(find(element, 'video'));
    expect(options.lightChallenge).toBeUndefined();
  });

  it('is left to the capture where nothing is said', async () => {
    const { options } = await open(await mount('face', { auto_capture_disabled: 'false' }));
    expect(options.autoCapture).toBe(true);
    for (const name of ['deviceId', 'externalMeta', 'assetsBaseUrl']) expect(options).not.toHaveProperty(name);
  });

  it('opens one camera, however often it is asked to', async () => {
    const element = await mount();
    const capture = await open(element);
    element.openCamera();
    capture.show({ state: 'searching' });
    element.openCamera();
    await element.updateComplete;
    expect(element.captures).toHaveLength(1);
    expect(element.eventTypes.filter((type) => type === 'beforeOpen')).toHaveLength(1);
  });

  it('takes the picture when the page does', async () => {
    const element = await mount();
    element.takePhoto();
    const capture = await open(element);
    element.takePhoto();
    expect(capture.calls).toEqual(['start', 'takePhoto']);
  });

  it('refuses to open outside of a document', async () => {
    const element = await mount();
    element.remove();
    await Promise.resolve();
    expect(() => element.openCamera()).toThrow(expect.objectContaining({ code: 'CAPTURE_STOPPED' }));
  });

  it('waits for an engine that comes later', async () => {
    const element = await mount();
    const other = document.createElement('test-face-capture') as TestElement;
    element.replaceWith(other);
    other.openCamera();
    await other.updateComplete;
    expect(hint(other)).toBe(en.labels.starting);
    expect(other.captures).toHaveLength(0);
    other.ekyc = keyKeeper().ekyc;
    const capture = await begun(other, 0);
    expect(capture.options.ekyc).toBe(other.ekyc);
  });

  it('waits again where the page takes its engine away', async () => {
    const element = await mount();
    element.ekyc = undefined;
    await element.updateComplete;
    element.openCamera();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(element.captures).toHaveLength(0);
    element.ekyc = keyKeeper().ekyc;
    expect((await begun(element, 0)).options.ekyc).toBe(element.ekyc);
  });

  it('films with a camera that was named while another one was opened', async () => {
    const element = await mount();
    const capture = await open(element);
    element.deviceId = 'back';
    await element.updateComplete;
    expect(capture.calls).toEqual(['start']);
    capture.show({ state: 'searching' });
    await vi.waitFor(() => expect(capture.snapshot.camera?.deviceId).toBe('back'));
    expect(capture.calls).toEqual(['start', 'switchCamera back']);
  });

  it('tells every engine of the key that pictures are sealed to', async () => {
    const element = await mount();
    const [first, second] = [keyKeeper(), keyKeeper()];
    element.ekyc = first.ekyc;
    await element.updateComplete;
    await element.setEncryptionKey('key', 'bank');
    expect(first.keys).toContainEqual(['key', 'bank']);
    element.ekyc = second.ekyc;
    await open(element);
    expect(second.keys).toEqual([['key', 'bank']]);
  });
});

describe('what the user can do', () => {
  it('takes the picture where that is offered, which is said as well', async () => {
    const element = await mount();
    const capture = await open(element);
    capture.show({ state: 'guiding', hint: 'EYES_CLOSED' });
    await element.updateComplete;
    expect(button(element, en.labels.takePhoto)).toBeUndefined();
    capture.show({ manualOffered: true });
    await element.updateComplete;
    const spoken = [...element.renderRoot.querySelectorAll('[role=status]')].map(({ textContent }) => textContent);
    expect(spoken.join(' ')).toContain(en.labels.manualOffered);
    press(element, en.labels.takePhoto);
    expect(capture.calls).toContain('takePhoto');
  });

  it('turns the light on and off', async () => {
    const element = await mount('document');
    const capture = await open(element);
    capture.show({ state: 'searching' });
    await element.updateComplete;
    press(element, en.labels.torch);
    await vi.waitFor(() => expect(button(element, en.labels.torch)?.ariaPressed).toBe('true'));
    press(element, en.labels.torch);
    await vi.waitFor(() => expect(button(element, en.labels.torch)?.ariaPressed).toBe('false'));
    expect(capture.calls.slice(1)).toEqual(['setTorch true', 'setTorch false']);
  });

  it('has no button for a lamp, and no list of cameras, where there are none', async () => {
    const element = await mount();
    const capture = await open(element);
    capture.show({
      state: 'searching',
      camera: { ...FRONT_CAMERA, torch: 'none', devices: FRONT_CAMERA.devices.slice(0, 1) },
    });
    await element.updateComplete;
    expect(button(element, en.labels.torch)).toBeUndefined();
    expect(seen(element, 'select')).toBe(false);
  });

  it('chooses among cameras, one without a name by its number, and sees only one that faces it mirrored', async () => {
    const element = await mount();
    const capture = await open(element);
    capture.show({ state: 'searching' });
    await element.updateComplete;
    const cameras = find<HTMLSelectElement>(element, 'select');
    expect(cameras?.value).toBe('front');
    expect([...(cameras?.options ?? [])].map(({ text }) => text)).toEqual(['Front camera', 'Camera 2']);
    expect(find(element, 'video')?.classList.contains('mirrored')).toBe(true);
    await userEvent.selectOptions(cameras!, 'back');
    await vi.waitFor(() => expect(capture.snapshot.camera?.deviceId).toBe('back'));
    await element.updateComplete;
    expect(cameras?.value).toBe('back');
    expect(find(element, 'video')?.classList.contains('mirrored')).toBe(false);
    expect(element.deviceId).toBe('back');
  });

  it('forgets the camera that the user chose when it is gone, and keeps asking for one that the page named', async () => {
    const gone = new EkycError('CAMERA_LOST', 'The camera was unplugged.');
    const element = await mount();
    const capture = await open(element);
    capture.show({ state: 'searching' });
    await element.updateComplete;
    await userEvent.selectOptions(find<HTMLSelectElement>(element, 'select')!, 'back');
    await vi.waitFor(() => expect(element.deviceId).toBe('back'));
    capture.fail(gone);
    await vi.waitFor(() => expect(element.deviceId).toBeUndefined());
    const named = await mount();
    named.deviceId = 'back';
    (await open(named)).fail(gone);
    await vi.waitFor(() => expect(named.events.at(-1)?.type).toBe('error'));
    expect(named.deviceId).toBe('back');
  });

  it('goes on with the camera before when another one fails, which the page is told', async () => {
    const element = await mount();
    const capture = await open(element);
    capture.show({ state: 'searching' });
    await element.updateComplete;
    capture.refusal = new EkycError('CAMERA_BUSY', 'Another program uses the camera.');
    element.deviceId = 'back';
    await vi.waitFor(() => expect(element.deviceId).toBe('front'));
    await element.updateComplete;
    expect(element.events.at(-1)).toEqual({ type: 'error', value: capture.refusal });
    expect(find<HTMLSelectElement>(element, 'select')?.value).toBe('front');
    expect(hint(element)).toBe(en.subjects.face.aim);
  });

  it('does all of it by keyboard, and has the focus taken along from panel to panel', async () => {
    const element = await mount();
    await userEvent.tab();
    expect(element.shadowRoot?.activeElement?.textContent?.trim()).toBe(en.labels.openCamera);
    await userEvent.keyboard('{Enter}');
    const capture = await begun(element, 0);
    expect(element.shadowRoot?.activeElement).toBe(find(element, '.stage'));
    capture.show({ state: 'guiding', manualOffered: true });
    await element.updateComplete;
    await userEvent.tab();
    expect(element.shadowRoot?.activeElement).toBe(find(element, 'select'));
    await userEvent.tab();
    expect(element.shadowRoot?.activeElement).toBe(button(element, en.labels.torch));
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    expect(capture.calls.at(-1)).toBe('takePhoto');
    capture.take(await taken());
    await vi.waitFor(() => expect(seen(element, '[part=review]')).toBe(true));
    expect(element.shadowRoot?.activeElement).toBe(button(element, en.labels.usePhoto));
    await userEvent.keyboard('{Enter}');
    await element.updateComplete;
    expect(element.eventTypes).toContain('capture');
    expect(element.shadowRoot?.activeElement?.textContent?.trim()).toBe(en.labels.openCamera);
  });

  it('leaves the focus where it is when the page opens the camera', async () => {
    const element = await mount();
    const elsewhere = document.createElement('input');
    element.before(elsewhere);
    elsewhere.focus();
    const capture = await open(element);
    capture.show({ state: 'searching' });
    await element.updateComplete;
    expect(document.activeElement).toBe(elsewhere);
  });

  it('closes by Escape, and only that: a dialog around it stays open', async () => {
    const element = await mount();
    const dialog = document.createElement('dialog');
    element.before(dialog);
    dialog.append(element);
    dialog.showModal();
    const capture = await open(element);
    capture.show({ state: 'searching' });
    await element.updateComplete;
    button(element, en.labels.close)?.focus();
    await userEvent.keyboard('{Escape}');
    expect(element.eventTypes.at(-1)).toBe('close');
    expect(capture.calls).toContain('stop');
    expect(capture.options.signal?.aborted).toBe(true);
    expect(dialog.open).toBe(true);
    await userEvent.keyboard('{Escape}');
    expect(dialog.open).toBe(false);
  });

  it('closes by its button, without an error', async () => {
    const element = await mount();
    await open(element);
    press(element, en.labels.close);
    element.closeCamera();
    await element.updateComplete;
    expect(element.eventTypes).toEqual(['initialize', 'beforeOpen', 'close']);
    expect(find(element, 'h2')?.textContent).toBe(en.subjects.face.title);
  });
});

describe('a capture that fails', () => {
  it.each([
    'CAMERA_UNSUPPORTED',
    'CAMERA_PERMISSION_DENIED',
    'CAMERA_NOT_FOUND',
    'CAMERA_BUSY',
    'CAMERA_LOST',
  ] as const)('by %s says what to do, and takes a file instead', async (code) => {
    const element = await mount();
    const capture = await open(element);
    const error = new EkycError(code, 'Words for the developer.');
    capture.fail(error);
    await vi.waitFor(() => expect(find(element, '[role=alert]')?.textContent).toContain(en.errors[code].advice));
    expect(element.events.at(-1)).toEqual({ type: 'error', value: error });
    expect(seen(element, 'input[type=file]')).toBe(true);
    expect(find(element, '[part="panel error"]')?.textContent).not.toContain('developer');
  });

  it.each(['CAPTURE_TIMED_OUT', 'ASSET_MISSING'] as const)('by %s is tried again', async (code) => {
    const element = await mount();
    const capture = await open(element);
    capture.fail(new EkycError(code, 'Words for the developer.'));
    await vi.waitFor(() => expect(seen(element, '[role=alert]')).toBe(true));
    expect(seen(element, 'input[type=file]')).toBe(false);
    press(element, en.labels.retry);
    const second = await begun(element, 1);
    second.show({ state: 'searching' });
    await element.updateComplete;
    expect(seen(element, '[role=alert]')).toBe(false);
    expect(element.eventTypes.filter((type) => type === 'beforeOpen')).toHaveLength(1);
    element.closeCamera();
    expect(element.eventTypes.filter((type) => type === 'close')).toHaveLength(1);
  });

  it('uses the file that the user chooses, or says that it is none', async () => {
    const element = await mount();
    (await open(element)).fail(refused());
    await vi.waitFor(() => expect(seen(element, 'input[type=file]')).toBe(true));
    const choose = async (name: string) => {
      const before = element.captures.length;
      await userEvent.upload(find(element, 'input[type=file]')!, new File(['?'], name, { type: 'image/jpeg' }));
      return begun(element, before);
    };
    const broken = await choose('broken.jpg');
    expect(hint(element)).toBe(en.labels.reading);
    broken.fail(new EkycError('IMAGE_UNREADABLE', 'face: corrupt.'));
    await vi.waitFor(() => expect(find(element, '[role=alert]')?.textContent).toContain(en.errors.IMAGE.title));
    const capture = await choose('selfie.jpg');
    expect(capture.calls).toEqual(['useFile selfie.jpg']);
    const result = await taken({ source: 'file' });
    capture.take(result);
    await vi.waitFor(() => expect(seen(element, '[part=review]')).toBe(true));
    press(element, en.labels.usePhoto);
    expect(element.events.at(-2)?.value).toMatchObject({ source: 'file', encryptedFile: result.payload });
  });

  it('without a code of ours is told as INTERNAL, its cause within', async () => {
    const element = await mount();
    const capture = await open(element);
    const cause = new TypeError('x is not a function');
    capture.fail(cause as unknown as EkycError);
    await vi.waitFor(() => expect(seen(element, '[role=alert]')).toBe(true));
    expect(element.events.at(-1)?.value).toMatchObject({ code: 'INTERNAL', cause });
  });
});

describe('leaving the document', () => {
  it.each(['while it opens', 'while it films'])('puts the camera off %s', async (when) => {
    const element = await mount();
    const capture = await open(element);
    if (when === 'while it films') capture.show({ state: 'guiding', hint: 'EYES_CLOSED' });
    element.remove();
    await Promise.resolve();
    expect(capture.calls).toContain('stop');
    expect(capture.options.signal?.aborted).toBe(true);
    expect(element.eventTypes.at(-1)).toBe('close');
    expect(element.eventTypes).not.toContain('error');
  });

  it('begins no capture when the engine comes after it', async () => {
    const element = await mount();
    element.ekyc = undefined;
    await element.updateComplete;
    element.openCamera();
    element.remove();
    await Promise.resolve();
    element.ekyc = keyKeeper().ekyc;
    document.body.append(element);
    await element.updateComplete;
    expect(element.captures).toHaveLength(0);
    element.remove();
  });

  it('is none when the element only moves: it goes on filming', async () => {
    const element = await mount();
    const capture = await open(element);
    capture.show({ state: 'guiding', hint: 'EYES_CLOSED' });
    const elsewhere = document.createElement('main');
    document.body.append(elsewhere);
    elsewhere.append(element);
    await element.updateComplete;
    expect(capture.calls).toEqual(['start']);
    expect(hint(element)).toBe(en.hints.EYES_CLOSED);
  });

  it('may be followed by coming back, with properties as they were', async () => {
    const element = await mount('face', { auto_capture_disabled: '' });
    const parent = element.parentElement!;
    element.setExternalMeta('session 1');
    await open(element);
    element.remove();
    await new Promise((resolve) => setTimeout(resolve));
    parent.append(element);
    await element.updateComplete;
    expect(find(element, 'h2')?.textContent).toBe(en.subjects.face.title);
    const { options } = await open(element);
    expect(options).toMatchObject({ autoCapture: false, externalMeta: 'session 1', ekyc: element.ekyc });
  });
});

describe('an engine of its own', () => {
  it('is made where the attribute says where its assets are, and closed with the element', async () => {
    const element = document.createElement('test-face-capture') as TestElement;
    element.setAttribute('assets-base-url', '/idem/');
    const parent = document.createElement('main');
    document.body.append(parent);
    parent.append(element);
    await vi.waitFor(() => expect(element.eventTypes).toEqual(['initialize']), { timeout: 30_000 });
    const { ekyc } = (await open(element)).options;
    expect((await ekyc.diagnostics()).version).toMatch(/^\d/);
    element.remove();
    await vi.waitFor(() => expect(ekyc.diagnostics()).rejects.toMatchObject({ code: 'ENGINE_CLOSED' }));
    parent.append(element);
    await vi.waitFor(() => expect(element.eventTypes.at(-1)).toBe('initialize'), { timeout: 30_000 });
  });

  it('that cannot start is told once, with a way to try again', async () => {
    const element = document.createElement('test-face-capture') as TestElement;
    element.setAttribute('assets-base-url', '/nothing-here/');
    const parent = document.createElement('main');
    document.body.append(parent);
    parent.append(element);
    await vi.waitFor(() => expect(seen(element, '[role=alert]')).toBe(true), { timeout: 30_000 });
    expect(element.events).toEqual([
      { type: 'error', value: expect.objectContaining({ code: 'WORKER_FAILED_TO_START' }) },
    ]);
    // Another that fails there shows that one more attempt of the element's own would have been told by now.
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(createEkyc({ assetsBaseUrl: '/nothing-here/' })).rejects.toThrow();
    }
    expect(element.events).toHaveLength(1);
    press(element, en.labels.retry);
    await vi.waitFor(() => expect(element.eventTypes).toEqual(['error', 'beforeOpen', 'error']), { timeout: 30_000 });
    element.ekyc = keyKeeper().ekyc;
    press(element, en.labels.retry);
    const capture = await begun(element, 0);
    expect(capture.options.ekyc).toBe(element.ekyc);
  });
});

describe('languages', () => {
  it('follow the nearest lang attribute, the own one first, and change with it', async () => {
    document.documentElement.lang = 'fr';
    const element = await mount();
    expect(find(element, 'h2')?.textContent).toBe(fr.subjects.face.title);
    element.lang = 'ar';
    await element.updateComplete;
    expect(find(element, 'h2')?.textContent).toBe(ar.subjects.face.title);
    expect(find(element, '.stage')?.lang).toBe('ar');
    element.removeAttribute('lang');
    await element.updateComplete;
    expect(find(element, 'h2')?.textContent).toBe(fr.subjects.face.title);
  });

  it('written from the right are laid out from the right, with the close button on the left', async () => {
    const element = await mount('face', { lang: 'ar' });
    await open(element);
    const middle = (target: Element) => {
      const { left, right } = target.getBoundingClientRect();
      return (left + right) / 2;
    };
    expect(middle(button(element, ar.labels.close)!)).toBeLessThan(middle(element));
    element.lang = 'en';
    await element.updateComplete;
    expect(middle(button(element, en.labels.close)!)).toBeGreaterThan(middle(element));
    element.dir = 'rtl';
    await element.updateComplete;
    expect(middle(button(element, en.labels.close)!)).toBeLessThan(middle(element));
    element.removeAttribute('dir');
    element.parentElement!.dir = 'rtl';
    element.requestUpdate();
    await element.updateComplete;
    expect(find(element, '.stage')?.getAttribute('dir')).toBe('rtl');
  });
});

describe('looks', () => {
  it('fills its parent', async () => {
    const element = await mount();
    const parent = element.parentElement!;
    expect(element.clientHeight).toBe(600);
    expect(element.clientWidth).toBe(parent.clientWidth);
  });

  it.each([
    ['a small phone', 320, 480],
    ['a phone that lies', 740, 360],
  ])('keep all that is in reach on the stage of %s', async (_, width, height) => {
    await page.viewport(width, height + 40);
    const element = await mount();
    element.parentElement!.style.blockSize = `${height}px`;
    const capture = await open(element);
    capture.show({ state: 'guiding', manualOffered: true });
    await vi.waitFor(() =>
      expect(find(element, '.mask')?.getAttribute('viewBox')).toBe(`0 0 ${element.clientWidth} ${height}`),
    );
    const stage = element.getBoundingClientRect();
    for (const { language, hints } of [en, es, fr, vietnamese, ar]) {
      element.lang = language;
      for (const code of Object.keys(hints) as CaptureHint[]) {
        capture.show({ hint: code });
        await element.updateComplete;
        for (const target of element.renderRoot.querySelectorAll('button, select, [part=hint]')) {
          const box = target.getBoundingClientRect();
          const where = `${language} ${code} ${target.part}`;
          expect(box.left, where).toBeGreaterThanOrEqual(stage.left);
          expect(box.right, where).toBeLessThanOrEqual(stage.right);
          expect(box.top, where).toBeGreaterThanOrEqual(stage.top);
          expect(box.bottom, where).toBeLessThanOrEqual(stage.bottom);
        }
        const mask = find(element, '.outline')!.getBoundingClientRect();
        const words = find(element, '[part=hint]')!.getBoundingClientRect();
        const isBeside = words.left > mask.right || words.right < mask.left;
        expect(width > height ? isBeside : words.bottom > mask.bottom).toBe(true);
      }
    }
  });

  it('say what to do right under a picture that leaves room below it, and over one that leaves none', async () => {
    const element = await mount();
    const capture = await open(element);
    const gap = async (width: number) => {
      element.parentElement!.style.inlineSize = `${width}px`;
      capture.show({ state: 'guiding', hint: 'EYES_CLOSED' });
      await vi.waitFor(() => expect(find(element, '.mask')?.getAttribute('viewBox')).toBe(`0 0 ${width} 600`));
      const { width: filmed, height } = FRONT_CAMERA;
      const bottom = element.clientHeight / 2 + (width * height) / filmed / 2;
      const { top } = find(element, '[part=hint]')!.getBoundingClientRect();
      return top - element.getBoundingClientRect().top - bottom;
    };
    expect(await gap(360)).toBeGreaterThan(0);
    expect(await gap(360)).toBeLessThan(30);
    expect(await gap(800)).toBeLessThan(-30);
  });

  it('take their colours from custom properties', async () => {
    const element = await mount();
    element.style.setProperty('--idem-accent', 'rgb(1, 2, 3)');
    expect(getComputedStyle(button(element, en.labels.openCamera)!).backgroundColor).toBe('rgb(1, 2, 3)');
  });

  it('go without the mask where the page hides it', async () => {
    const element = await mount('face', { mask_hidden: '' });
    const capture = await open(element);
    capture.show({ state: 'guiding', hint: 'EYES_CLOSED' });
    await element.updateComplete;
    expect(seen(element, '.mask')).toBe(false);
    expect(hint(element)).toBe(en.hints.EYES_CLOSED);
  });

  it('outline the document that is followed, on a mirrored picture mirrored', async () => {
    const element = await mount('document');
    const capture = await open(element);
    const corners = [
      { x: 100, y: 100 },
      { x: 300, y: 100 },
      { x: 300, y: 220 },
      { x: 100, y: 220 },
    ];
    const drawn = async (mirrored: boolean) => {
      capture.show({ state: 'guiding', document: corners, camera: { ...FRONT_CAMERA, mirrored } });
      await element.updateComplete;
      const points = find(element, 'polygon')?.getAttribute('points') ?? '';
      return points.split(' ').map((point) => Number(point.split(',')[0]));
    };
    await vi.waitFor(async () => expect((await drawn(false))[1]).toBeGreaterThan(0));
    const plain = await drawn(false);
    expect(plain[0]).toBeLessThan(plain[1] ?? 0);
    const mirrored = await drawn(true);
    expect(mirrored[0]).toBeCloseTo(element.clientWidth - (plain[0] ?? 0), 0);
  });
});

describe('the light challenge', () => {
  async function mountFlashing(): Promise<TestElement> {
    const element = await mount();
    element.flashes = true;
    element.requestUpdate();
    await element.updateComplete;
    return element;
  }

  it('is warned of before there is any light, and done without where the user declines', async () => {
    const element = await mountFlashing();
    element.openCamera();
    await element.updateComplete;
    expect(find(element, '[role=alertdialog]')?.textContent).toContain(en.labels.light.notice);
    expect(element.captures).toHaveLength(0);
    press(element, en.labels.light.decline);
    const { options } = await begun(element, 0);
    expect(options.lightChallenge).toBeUndefined();
  });

  it('covers the screen with its colours, no faster than eyes stand, and ends with the capture', async () => {
    const element = await mountFlashing();
    element.openCamera();
    await element.updateComplete;
    press(element, en.labels.light.accept);
    const { options } = await begun(element, 0);
    const surface = options.lightChallenge!;
    const dialog = find<HTMLDialogElement>(element, 'dialog')!;
    const changes: number[] = [];
    new MutationObserver(() => changes.push(performance.now())).observe(dialog, { attributeFilter: ['style'] });
    await surface.show('rgb(255, 0, 0)');
    expect(getComputedStyle(dialog).backgroundColor).toBe('rgb(255, 0, 0)');
    expect(dialog.getBoundingClientRect()).toMatchObject({ width: innerWidth, height: innerHeight });
    await surface.show('rgb(0, 0, 255)');
    const [first = 0, second = 0] = changes;
    // Timers may come a millisecond early.
    expect(second - first).toBeGreaterThan(330);
    expect(getComputedStyle(dialog).backgroundColor).toBe('rgb(0, 0, 255)');
    surface.clear();
    surface.clear();
    expect(dialog.open).toBe(false);
    await surface.show('rgb(0, 255, 0)');
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(dialog.open).toBe(false));
    expect(element.eventTypes.at(-1)).toBe('close');
    expect(element.capture.calls).toContain('stop');
  });

  it('may be turned on and off at any time', async () => {
    const element = await mount();
    element.flashes = true;
    element.openCamera();
    element.closeCamera();
    element.flashes = false;
    await open(element);
    element.flashes = true;
    element.closeCamera();
    expect(element.eventTypes.filter((type) => type === 'close')).toHaveLength(2);
    expect(element.eventTypes).not.toContain('error');
  });

  it('asks once', async () => {
    const element = await mountFlashing();
    element.openCamera();
    await element.updateComplete;
    press(element, en.labels.light.accept);
    await begun(element, 0);
    element.closeCamera();
    const { options } = await open(element);
    expect(options.lightChallenge).toBeDefined();
  });
});
