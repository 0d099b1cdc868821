/** A violation may be reported after what it stopped has failed, and comes within a moment or not at all. */
const REPORT_DELAY_MS = 50;

/**
 * Tells what the Content-Security-Policy of this page or worker blocked. Whatever fails for it says nothing of the policy;
 * the browser tells by events alone, so a watch has to begin before the attempt and to be stopped after it.
 */
export class PolicyWatch {
  readonly #violations: SecurityPolicyViolationEvent[] = [];
  readonly #note = (event: SecurityPolicyViolationEvent) => {
    if (event.disposition === 'enforce') this.#violations.push(event);
  };

  constructor() {
    globalThis.addEventListener('securitypolicyviolation', this.#note);
  }

  stop(): void {
    globalThis.removeEventListener('securitypolicyviolation', this.#note);
  }

  /** Words on the directive that blocked an address that begins with `url`. */
  async faultOf(url: string): Promise<string | undefined> {
    await new Promise((resolve) => setTimeout(resolve, REPORT_DELAY_MS));
    const violation = this.#violations.find(({ blockedURI }) => blockedURI.startsWith(url));
    if (!violation) return undefined;
    const { blockedURI } = violation;
    return `${policyOfHere()} blocks ${blockedURI === url ? 'it' : blockedURI}. Add ${sourceOf(url)} to its ${directiveOf(violation)}.`;
  }
}

/** A worker is not governed by the policy of the page, but by the one that its own script is served with. */
export function policyOfHere(): string {
  const script = globalThis.location?.pathname.split('/').at(-1);
  return `the Content-Security-Policy ${typeof document === 'undefined' ? `sent with ${script}` : 'of the page'}`;
}

/** How a policy names the origin of an address. */
function sourceOf(url: string): string {
  const { origin } = new URL(url);
  return origin === globalThis.origin ? "'self'" : origin;
}

/** Browsers name script-src-elem where policies seldom do. */
function directiveOf({ effectiveDirective, originalPolicy }: SecurityPolicyViolationEvent): string {
  return originalPolicy.includes(effectiveDirective) ? effectiveDirective : effectiveDirective.replace('-elem', '');
}
