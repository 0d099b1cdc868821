import { type InjectionSignal, SIGNALS } from './signals.ts';
import type { InjectionFinding } from './verdict.ts';

/** Signals that were found, each once. */
export class SignalList {
  readonly #found = new Map<InjectionSignal, string>();

  /** @param detail in words, after the signal's own message. */
  add(signal: InjectionSignal, detail?: string): void {
    const { message } = SIGNALS[signal];
    if (!this.#found.has(signal)) this.#found.set(signal, detail === undefined ? message : `${message} (${detail})`);
  }

  /** Log-odds that they take away, together. */
  get weight(): number {
    return [...this.#found.keys()].reduce((sum, signal) => sum + SIGNALS[signal].weight, 0);
  }

  /** In the order of the table. */
  get findings(): InjectionFinding[] {
    return (Object.keys(SIGNALS) as InjectionSignal[]).flatMap((signal) => {
      const message = this.#found.get(signal);
      return message === undefined ? [] : [{ reason: SIGNALS[signal].reason, signal, message }];
    });
  }
}
