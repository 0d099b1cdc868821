import type { InjectionReason } from './injection-reason.ts';
import type { InjectionSignal } from './signals.ts';

/** One thing that lowered the probability. */
export interface InjectionFinding {
  /** The kind of it, by the toolkit's names. */
  readonly reason: InjectionReason;
  /** What it is, by the table of docs/EVIDENCE.md. */
  readonly signal: InjectionSignal;
  /** In words. */
  readonly message: string;
}

export interface InjectionVerdict {
  /** 0 (injected) to 1 (captured live). A score by documented weights, no measured frequency. */
  readonly probability: number;
  /** Of each signal one, in the order of the table. */
  readonly findings: readonly InjectionFinding[];
}
