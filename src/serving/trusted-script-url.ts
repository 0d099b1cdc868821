import { policyOfHere } from './policy-watch.ts';

/** The part of Trusted Types that is used; not every browser has them. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

interface Policy {
  createScriptURL(url: string): string;
}

const POLICY_NAME = 'idem-ekyc';

let policy: Policy | undefined;

/**
 * The address as `new Worker()` takes it where a Content-Security-Policy says `require-trusted-types-for 'script'`. As it
 * is where the browser knows no Trusted Types, and where the page does not allow our policy: its default one may do.
 */
export function trustedScriptUrl(url: string): string {
  policy ??= createPolicy();
  return policy?.createScriptURL(url) ?? url;
}

/** Words on a worker that its constructor refused; undefined where Trusted Types are not the reason. */
export function trustedTypesFault(error: unknown): string | undefined {
  if (policy || !(error instanceof TypeError) || !('trustedTypes' in globalThis)) return undefined;
  return `${policyOfHere()} says require-trusted-types-for 'script'. Add ${POLICY_NAME} to its trusted-types, and 'allow-duplicates' where the SDK is loaded twice.`;
}

function createPolicy(): Policy | undefined {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  try {
    return trustedTypes?.createPolicy(POLICY_NAME, { createScriptURL: (url) => url });
  } catch {
    return undefined;
  }
}
