import type { EvidenceEvents } from '../../evidence/capture-evidence.ts';
import type { CameraInterruption } from '../camera/camera-session.ts';

/** Counts what befalls a camera while it films. */
export class EventRecord {
  readonly #counts = { hidden: 0, muted: 0, turned: 0 };
  #hiddenMs = 0;
  #hiddenSince: number | undefined;

  /** @param now milliseconds of `performance.now()`. */
  add(interruption: CameraInterruption, now: number): void {
    if (interruption === 'hidden' || interruption === 'muted' || interruption === 'turned')
      this.#counts[interruption]++;
    if (interruption === 'hidden') this.#hiddenSince ??= now;
    if (interruption !== 'visible') return;
    this.#hiddenMs += now - (this.#hiddenSince ?? now);
    this.#hiddenSince = undefined;
  }

  summary(openToPhotoMs: number, now: number): EvidenceEvents {
    const hiddenMs = this.#hiddenMs + now - (this.#hiddenSince ?? now);
    return { openToPhotoMs, hiddenMs, ...this.#counts };
  }
}
