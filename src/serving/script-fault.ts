import type { PolicyWatch } from './policy-watch.ts';

const JAVASCRIPT = /^(text|application)\/(x-)?(java|ecma)script\b/i;
const TIMEOUT_MS = 10_000;

/**
 * Says why a script of the assets could not be loaded: by the policy, or by how it is served. Of a script that it refused a
 * browser tells no more than that, so the file is asked for once more and looked at.
 *
 * @param watch begun before the script was first asked for.
 * @returns Words for after a colon; undefined where nothing is found.
 */
export async function scriptFault(url: string, watch: PolicyWatch): Promise<string | undefined> {
  const blocked = await watch.faultOf(url);
  if (blocked) return blocked;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(new Error('no answer')), TIMEOUT_MS);
  try {
    return servingFault(await fetch(url, { signal: stop.signal }));
  } catch (error) {
    // The policy may let the script through and not the second look.
    if (await watch.faultOf(url)) return undefined;
    return `it could not be fetched (${error instanceof Error ? error.message : error}). Check the network and assetsBaseUrl.`;
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

function servingFault({ ok, status, url, redirected, headers }: Response): string | undefined {
  const type = headers.get('content-type') ?? '';
  const moved = redirected ? `, redirected to ${url}` : '';
  if (!ok) {
    return `the server answers HTTP ${status}${moved}. Serve the package's dist/assets folder there, or set assetsBaseUrl.`;
  }
  if (type.startsWith('text/html')) {
    return `it is an HTML page (Content-Type: ${type}${moved}). The server probably answers unknown paths with its start page: check assetsBaseUrl.`;
  }
  if (!JAVASCRIPT.test(type)) return `its Content-Type is ${type || 'missing'}${moved}. Serve it as text/javascript.`;
  const embedder = headers.get('cross-origin-embedder-policy') ?? '';
  if (globalThis.crossOriginIsolated && !/^(require-corp|credentialless)\b/.test(embedder)) {
    return 'the page is cross-origin isolated, and the file comes without the header Cross-Origin-Embedder-Policy: require-corp. Send it with all of dist/assets.';
  }
  return undefined;
}
