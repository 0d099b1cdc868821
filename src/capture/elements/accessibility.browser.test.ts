import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EkycError } from '../../contract/error.ts';
import { mount, open, type TestElement, taken } from '../../testing/capture-element.ts';
import type { CaptureSubject } from '../capture.ts';

beforeEach(() => {
  document.documentElement.lang = 'en';
  document.title = 'A page with a component';
});

afterEach(() => {
  document.querySelectorAll('main').forEach((main) => {
    main.remove();
  });
});

/** Each state of a component, and how a test gets there. */
const STATES: Readonly<Record<string, (element: TestElement) => Promise<void>>> = {
  'before the camera opens': async () => {},
  'asking for flashing light': async (element) => {
    element.flashes = true;
    element.openCamera();
  },
  'flashing light': async (element) => {
    element.flashes = true;
    element.openCamera();
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLButtonElement>('[role=alertdialog] .primary')?.click();
    await vi.waitFor(() => expect(element.captures).toHaveLength(1));
    await element.capture.options.lightChallenge?.show('rgb(255, 255, 0)');
  },
  starting: async (element) => {
    await open(element);
  },
  searching: async (element) => (await open(element)).show({ state: 'searching' }),
  'guiding, with every button there is': async (element) =>
    (await open(element)).show({ state: 'guiding', hint: 'POOR_IMAGE_EXPOSURE', manualOffered: true }),
  holding: async (element) => (await open(element)).show({ state: 'holding', hint: 'HOLD_STILL', holdProgress: 0.5 }),
  capturing: async (element) => (await open(element)).show({ state: 'capturing' }),
  'showing the picture': async (element) => (await open(element)).take(await taken()),
  'showing a picture that may be refused': async (element) =>
    (await open(element)).take(await taken({ statusCode: 'EYES_CLOSED', source: 'manual' })),
  'showing the picture afterwards': async (element) => {
    element.autoCloseDisabled = true;
    (await open(element)).take(await taken());
    await vi.waitFor(() => expect(element.renderRoot.querySelector('[part=review]')).not.toBeNull());
    element.renderRoot.querySelector<HTMLButtonElement>('[part=review] .primary')?.click();
  },
  'failed for want of a camera': async (element) =>
    (await open(element)).fail(new EkycError('CAMERA_PERMISSION_DENIED', 'denied')),
  'reading a file': async (element) => {
    (await open(element)).fail(new EkycError('CAMERA_NOT_FOUND', 'none'));
    const chooser = () => element.renderRoot.querySelector<HTMLInputElement>('input[type=file]');
    await vi.waitFor(() => expect(chooser()).not.toBeNull());
    const files = new DataTransfer();
    files.items.add(new File(['?'], 'selfie.jpg', { type: 'image/jpeg' }));
    chooser()!.files = files.files;
    chooser()!.dispatchEvent(new Event('change'));
    await vi.waitFor(() => expect(element.captures).toHaveLength(2));
  },
  'failed in time': async (element) => (await open(element)).fail(new EkycError('CAPTURE_TIMED_OUT', 'late')),
};

describe.each<CaptureSubject>(['face', 'document'])('axe-core finds no fault with a component for a %s', (subject) => {
  it.each(Object.keys(STATES))('%s', async (state) => {
    const element = await mount(subject);
    await STATES[state]?.(element);
    // What a promise or an event has yet to bring.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await element.updateComplete;
    const { violations } = await axe.run(element.parentElement!);
    expect(violations.map(({ id, impact, nodes }) => `${impact}: ${id} ${nodes[0]?.html}`)).toEqual([]);
  });

  it('in Arabic', async () => {
    const element = await mount(subject, { lang: 'ar' });
    (await open(element)).show({ state: 'guiding', hint: 'POOR_IMAGE_EXPOSURE', manualOffered: true });
    await element.updateComplete;
    const { violations } = await axe.run(element.parentElement!);
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

/** Red, green and blue, 0 to 1, of what is seen where CSS colours lie on one another, the lowest first. */
function seen(...colours: readonly string[]): number[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  for (const colour of colours) {
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
  }
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((level) => level / 255);
}

/** Relative luminance and contrast as WCAG 2.2 has them. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const luminance = (colour: readonly number[]) => {
    const [r = 0, g = 0, b = 0] = colour.map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((p, q) => p - q);
  return (light + 0.05) / (dark + 0.05);
}

// axe-core does not judge words over a video: it cannot know what is filmed.
it.each(['white', 'black', 'rgb(128 128 128)'])('all words over the picture stand out, be that %s', async (filmed) => {
  const element = await mount();
  (await open(element)).show({ state: 'holding', hint: 'HOLD_STILL', holdProgress: 0.5, manualOffered: true });
  await element.updateComplete;
  const over = element.renderRoot.querySelectorAll('[part=hint], [part=countdown], button, select');
  expect(over).toHaveLength(6);
  for (const target of over) {
    const { color, backgroundColor } = getComputedStyle(target);
    const behind = seen(filmed, backgroundColor);
    expect(contrast(seen(filmed, backgroundColor, color), behind), target.outerHTML).toBeGreaterThan(4.5);
  }
});

it('axe-core looks inside of the components', async () => {
  const element = await mount();
  element.renderRoot.querySelector('button')?.style.setProperty('color', '#fff');
  const { violations } = await axe.run(element.parentElement!);
  expect(violations.map(({ id }) => id)).toEqual(['color-contrast']);
});
