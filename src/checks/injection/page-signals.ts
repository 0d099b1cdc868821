import type { EvidenceEnvironment, EvidenceEvents } from '../../evidence/capture-evidence.ts';
import { CAMERA_FUNCTIONS, type WatchedFunction } from '../../evidence/names.ts';
import type { SignalList } from './signal-list.ts';

/** What the page and its browser say of themselves. */
export function findPageSignals(environment: EvidenceEnvironment, found: SignalList): void {
  const { webdriver, headless, automation, contradictions, patched, referenceRealm } = environment;
  const isOfCamera = (name: WatchedFunction) => (CAMERA_FUNCTIONS as readonly WatchedFunction[]).includes(name);
  const camera = patched.filter(isOfCamera);
  const reading = patched.filter((name) => !isOfCamera(name));
  if (camera.length > 0) found.add('PATCHED_CAMERA', camera.join(', '));
  if (reading.length > 0) found.add('PATCHED_READING', reading.join(', '));
  if (!referenceRealm) found.add('NO_REFERENCE');
  if (webdriver) found.add('WEBDRIVER');
  if (headless) found.add('HEADLESS');
  if (automation) found.add('AUTOMATION');
  if (contradictions.length > 0) found.add('CONTRADICTORY_BROWSER', contradictions.join(', '));
}

/** What befell the page while the camera was on. */
export function findEventSignals({ hidden, hiddenMs }: EvidenceEvents, found: SignalList): void {
  if (hidden > 0) found.add('PAGE_HIDDEN', `${hidden} times, ${Math.round(hiddenMs)} ms`);
}
