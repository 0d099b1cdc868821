/** A file that is fetched: one of `dist/assets`, or one that the page named. */
export interface Asset {
  readonly name: string;
  /** Relative to `assetsBaseUrl`, or a whole address. */
  readonly path: string;
  /** Hex SHA-256 of the content. A file without comes from the page's own origin, is taken as it is, and not kept. */
  readonly sha256?: string;
  /** Size of the content where it is known. */
  readonly bytes?: number;
  /** Named by the page, and no part of `dist/assets`. */
  readonly registered?: true;
}

/** One that this build names. */
export type PinnedAsset = Asset & { readonly sha256: string; readonly bytes: number };

/** Files of unknown size are read up to here: what is larger no session in WASM could hold. */
const MAX_BYTES = 512 * 1024 * 1024;

/** How much of it is read before it is too long. */
export function sizeLimit({ bytes = MAX_BYTES }: Asset): number {
  return bytes;
}

/** What is wrong where the server did not answer with the file, and what to do. */
export function notServed(asset: Asset, url: string, status: number): string {
  const advice = asset.registered
    ? 'Serve the ONNX file there, or change model of the pipeline.'
    : "Serve the package's dist/assets folder there, or set assetsBaseUrl.";
  return `${asset.name}: ${url} answered HTTP ${status}. ${advice}`;
}

/** What to look at where a request failed for a reason that the browser keeps to itself. */
export function checkNetwork(asset: Asset, url: string): string {
  if (!asset.registered) return 'Check the network and assetsBaseUrl.';
  const own = new URL(url).origin === globalThis.location?.origin;
  return own
    ? 'Check the network and model of the pipeline; a redirect to another origin needs its sha256.'
    : 'Check the network and model of the pipeline; another origin has to allow this one by Access-Control-Allow-Origin.';
}

/** Why what a server answered with is not the file. */
export function notTheFile(asset: Asset, url: string, contentType: string | null, length: number): string {
  const { name, bytes: expected, registered } = asset;
  const isPage = contentType?.startsWith('text/html');
  if (registered) {
    if (length > sizeLimit(asset))
      return `${name}: ${url} has more than ${MAX_BYTES / 1024 ** 2} MiB, which no device could run.`;
    if (length === 0) return `${name}: ${url} is empty. Serve the ONNX file there.`;
    if (isPage) return `${name}: ${url} is an HTML page. Check model of the pipeline.`;
    return `${name}: ${url} has another SHA-256 than its pipeline says. Serve the file that sha256 was taken of, or change sha256.`;
  }
  if (isPage) {
    return `${name}: ${url} is an HTML page. The server probably answers unknown paths with its start page: check assetsBaseUrl.`;
  }
  const found =
    length === expected
      ? 'has another SHA-256 than this version of the SDK was built with'
      : `has ${length > (expected ?? 0) ? 'more' : `only ${length}`} of the ${expected} bytes expected`;
  return `${name}: ${url} ${found}. Deploy dist/assets of the same version.`;
}
