import type { EvidenceEnvironment } from '../../evidence/capture-evidence.ts';
import type { Contradiction } from '../../evidence/names.ts';
import { nativeFacts } from './native-functions.ts';

/** Globals that tools leave behind which drive a browser from within its pages. ChromeDriver's is `cdc_`, 22 letters and digits, and a name. */
const TRACES =
  /^(__playwright|__pw_|__puppeteer|__selenium|_selenium|__webdriver|__driver_|__fxdriver|callPhantom|_phantom|phantomas|__nightmare|domAutomation|\$?cdc_[a-zA-Z0-9]{22}_)/;

/** Whether a global of this name is such a trace. */
export function isTrace(name: string): boolean {
  return TRACES.test(name);
}

/** What the browser says of itself, now. */
export async function readEnvironment(): Promise<EvidenceEnvironment> {
  return {
    webdriver: navigator.webdriver === true,
    headless: isHeadless(),
    automation: [window, document].some((at) => Object.getOwnPropertyNames(at).some(isTrace)),
    contradictions: await contradictions(),
    ...nativeFacts(),
  };
}

function isHeadless(): boolean {
  const brands =
    (navigator as { userAgentData?: { brands?: readonly { brand: string }[] } }).userAgentData?.brands ?? [];
  return [navigator.userAgent, ...brands.map(({ brand }) => brand)].some((text) => /headless/i.test(text));
}

async function contradictions(): Promise<Contradiction[]> {
  // By HTML a browser that shows PDF lists its five plugins, and one that does not lists none.
  const { pdfViewerEnabled } = navigator as { pdfViewerEnabled?: boolean };
  const plugins = pdfViewerEnabled !== undefined && pdfViewerEnabled !== navigator.plugins.length > 0;
  const permissions = await hasContradictoryPermissions();
  return [...(plugins ? (['plugins'] as const) : []), ...(permissions ? (['permissions'] as const) : [])];
}

/** Of notifications a browser keeps one answer and tells it in two places. */
async function hasContradictoryPermissions(): Promise<boolean> {
  if (typeof Notification === 'undefined') return false;
  const state = await navigator.permissions?.query({ name: 'notifications' }).then(
    (status) => status.state,
    // Not every browser tells of this permission.
    () => undefined,
  );
  return state === 'prompt' && Notification.permission === 'denied';
}

/** What was so at the beginning or at the end. */
export function eitherEnvironment(one: EvidenceEnvironment, other: EvidenceEnvironment): EvidenceEnvironment {
  const union = <T>(some: readonly T[], more: readonly T[]) => [...new Set([...some, ...more])];
  return {
    webdriver: one.webdriver || other.webdriver,
    headless: one.headless || other.headless,
    automation: one.automation || other.automation,
    contradictions: union(one.contradictions, other.contradictions),
    patched: union(one.patched, other.patched),
    referenceRealm: one.referenceRealm && other.referenceRealm,
  };
}
