import { EkycError } from '../../contract/error.ts';
import type { LightChallengeSurface } from '../evidence/light-challenge-surface.ts';

/**
 * No two colours follow each other faster than this, in milliseconds: at most three changes a second, which is half of what WCAG 2.3.1 allows
 * before light counts as flashing.
 */
const LEAST_INTERVAL_MS = 334;

/** The whole screen in one colour, over everything else on the page. */
export class LightOverlay implements LightChallengeSurface {
  readonly #dialog: () => HTMLDialogElement | null;
  #shownAt = Number.NEGATIVE_INFINITY;

  /** @param dialog that covers the screen while it is open; asked for when it is needed. None where the page has turned the challenge off, or not been drawn since it turned it on. */
  constructor(dialog: () => HTMLDialogElement | null) {
    this.#dialog = dialog;
  }

  async show(colour: string): Promise<void> {
    const wait = this.#shownAt + LEAST_INTERVAL_MS - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const dialog = this.#dialog();
    if (!dialog) throw new EkycError('CAPTURE_STOPPED', 'The light challenge was turned off while it was to begin.');
    if (!dialog.open) dialog.showModal();
    // Set by script, which a Content-Security-Policy allows where it forbids style attributes.
    dialog.style.backgroundColor = colour;
    this.#shownAt = performance.now();
    await painted();
  }

  clear(): void {
    const dialog = this.#dialog();
    if (dialog?.open) dialog.close();
  }
}

/** The frame after the next begins when the next one has been drawn. */
async function painted(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
}
