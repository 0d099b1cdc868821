/** Why a capture is not trusted, by the names of the toolkit's injection attack detection. For the integrator, not the user. */
export type InjectionReason =
  | 'UNTRUSTED_ENVIRONMENT'
  | 'SUSPICIOUS_ACTIVITY'
  | 'UNTRUSTED_DEVICE'
  | 'SDK_INTEGRITY_VIOLATION'
  | 'UNTRUSTED_CORRUPTED_PAYLOAD'
  | 'UNTRUSTED_CONTENT'
  | 'UNTRUSTED_CONTENT_LOW_CONFIDENCE';

/** What is known of a sealed payload beside its picture. That it opened proves that nobody changed it. */
export interface PayloadFacts {
  readonly ageMs: number;
  /** Judged before: its nonce is in the ledger. */
  readonly replayed: boolean;
  readonly externalMeta: string | undefined;
  readonly expectedExternalMeta: string | undefined;
}

export interface InjectionFinding {
  readonly reason: InjectionReason;
  /** In words. */
  readonly message: string;
}

export interface InjectionVerdict {
  /** 0 (injected) to 1 (captured live). A score by the weights below, no measured frequency. */
  readonly probability: number;
  readonly findings: readonly InjectionFinding[];
}

/** Log-odds. A capture without a finding starts at 0.95, and at 0.98 where it is bound to the caller's session. */
const WEIGHTS = {
  intact: 3,
  boundToSession: 1,
  /** Held back for longer than a user needs. Ends below 0.5 also where it is bound to the session. */
  heldBack: -4.5,
} as const;

/** From capture to check a user needs seconds; slow networks and second thoughts included, minutes. */
const FRESH_MS = 10 * 60_000;

/**
 * Scores the evidence of a sealed payload. A replay and a payload of another session are no matter of degree: they score 0.
 *
 * @example
 * judgeInjection({ ageMs: 2000, replayed: false, externalMeta: 's-17', expectedExternalMeta: 's-17' }).probability; // 0.98
 */
export function judgeInjection(facts: PayloadFacts): InjectionVerdict {
  const { ageMs, replayed, externalMeta, expectedExternalMeta } = facts;
  const findings: InjectionFinding[] = [];
  const find = (reason: InjectionReason, message: string) => findings.push({ reason, message });
  let logOdds: number = WEIGHTS.intact;
  if (replayed) {
    find('SUSPICIOUS_ACTIVITY', 'The payload was judged before: this is a replay');
    logOdds = Number.NEGATIVE_INFINITY;
  }
  if (expectedExternalMeta !== undefined) {
    if (externalMeta === expectedExternalMeta) logOdds += WEIGHTS.boundToSession;
    else {
      const what = externalMeta === undefined ? 'no externalMeta' : 'another externalMeta';
      find('UNTRUSTED_CONTENT', `The payload was sealed with ${what} than is expected`);
      logOdds = Number.NEGATIVE_INFINITY;
    }
  }
  if (ageMs > FRESH_MS) {
    find('SUSPICIOUS_ACTIVITY', `The payload was sealed ${Math.round(ageMs / 60_000)} minutes ago`);
    logOdds += WEIGHTS.heldBack;
  }
  return { probability: 1 / (1 + Math.exp(-logOdds)), findings };
}
