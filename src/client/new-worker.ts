import { EkycError } from '../contract/error.ts';
import { trustedScriptUrl, trustedTypesFault } from '../serving/trusted-script-url.ts';

const ANY_OF_THESE =
  "Serve the dist/assets folder of this version from the page's own origin and set assetsBaseUrl to it; allow it in the Content-Security-Policy (worker-src 'self'); on a page with Cross-Origin-Embedder-Policy send that header with dist/assets too.";

/**
 * Makes the worker; whether its script can be loaded shows later.
 *
 * @throws {EkycError} WORKER_FAILED_TO_START
 */
export function newWorker(url: string): Worker {
  const foreign = originFault(url);
  if (foreign) throw workerFailed(url, foreign);
  try {
    return new Worker(trustedScriptUrl(url), { type: 'module', name: 'idem-ekyc' });
  } catch (error) {
    throw workerFailed(url, trustedTypesFault(error) ?? `${error}. ${ANY_OF_THESE}`);
  }
}

/** @param fault words for after a colon; the usual reasons where nothing is known. */
export function workerFailed(url: string, fault?: string): EkycError {
  const message = `The worker ${url} could not be started: ${fault ?? `the browser does not say why. ${ANY_OF_THESE}`}`;
  return new EkycError('WORKER_FAILED_TO_START', message);
}

/** A browser starts workers from the page's own origin alone. */
function originFault(url: string): string | undefined {
  if (globalThis.origin === 'null') {
    return 'the page has no origin of its own, because it is in a sandboxed frame. The embedding page has to add allow-same-origin to the sandbox attribute of its iframe; if a Content-Security-Policy has a sandbox directive, so has that.';
  }
  const { origin } = new URL(url);
  if (origin === globalThis.origin) return undefined;
  return `it is on ${origin}, and the page on ${globalThis.origin}. Serve the dist/assets folder from the page's own origin and set assetsBaseUrl to it.`;
}
