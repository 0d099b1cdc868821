import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import sirv from 'sirv';

type HeaderMap = Readonly<Record<string, string>>;

export interface ServeOptions {
  /** Folders by the path that they appear under, which begins and ends with `/`. The longest match wins. */
  readonly mounts: Readonly<Record<string, string>>;
  /** Whether pages are cross-origin isolated, as threads in WebAssembly need. */
  readonly isolated: boolean;
  /** Further headers of every response, or of the one to a path. They come before the server's own. */
  readonly headers?: HeaderMap | ((path: string) => HeaderMap);
  /** Told of every request. */
  readonly onRequest?: (method: string, path: string) => void;
  /** Any free port when left out. */
  readonly port?: number;
  /** Told of every response that was sent whole: the path asked for, and all its bytes, headers included. */
  readonly onSent?: (path: string, bytes: number) => void;
}

export interface StaticServer {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * Serves folders to this machine alone. Files are read anew for every request and never cached.
 *
 * A name may hold any character when the parts of its path are written with `encodeURIComponent`.
 */
export async function serve(options: ServeOptions): Promise<StaticServer> {
  const { port = 0, onSent } = options;
  const server = createServer();
  if (onSent) server.on('request', (request, response) => countSent(request, response, onSent));
  server.on('request', answer(options));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

function answer({ mounts, isolated, headers = {}, onRequest }: ServeOptions): RequestListener {
  const handlers = Object.entries(mounts)
    .sort(([a], [b]) => b.length - a.length)
    .map(([prefix, folder]) => ({ prefix, handle: sirv(folder, { dev: true, dotfiles: true, setHeaders: setType }) }));

  return (request: IncomingMessage, response: ServerResponse) => {
    const path = readPath(request.url ?? '/');
    onRequest?.(request.method ?? '', path ?? '');
    const own = typeof headers === 'function' ? headers(path ?? '') : headers;
    for (const [name, value] of Object.entries({ ...(isolated && ISOLATION_HEADERS), ...own })) {
      response.setHeader(name, value);
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405);
    const mount = handlers.find(({ prefix }) => path?.startsWith(prefix));
    if (path === undefined || !mount) return end(response, 404);
    // sirv takes the parsed address from here, as all of Polka does, and decodes it with decodeURI. Left to itself it
    // would leave the likes of %23 and %2C as they are.
    const pathname = encodeURI(`/${path.slice(mount.prefix.length)}`);
    Object.assign(request, { _parsedUrl: { raw: request.url, pathname } });
    mount.handle(request, response, () => end(response, 404));
  };
}

/** A connection carries one response at a time, so what it sent meanwhile is the response. */
function countSent(
  { url, socket }: IncomingMessage,
  response: ServerResponse,
  onSent: NonNullable<ServeOptions['onSent']>,
) {
  const before = socket.bytesWritten;
  response.once('finish', () => onSent(readPath(url ?? '/') ?? '', socket.bytesWritten - before));
}

function readPath(url: string): string | undefined {
  try {
    return decodeURIComponent(url.replace(/[?#].*$/s, ''));
  } catch {
    return undefined;
  }
}

function setType(response: ServerResponse, path: string): void {
  if (extname(path) === '.onnx' && !response.hasHeader('Content-Type'))
    response.setHeader('Content-Type', 'application/octet-stream');
}

function end(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}
