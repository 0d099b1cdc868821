import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import type { Connect, Plugin } from 'vite';
import { defineConfig } from 'vite';

const repository = new URL('../', import.meta.url);
const path = (relative: string): string => fileURLToPath(new URL(relative, repository));

/** Cross-origin isolation: without it there is no SharedArrayBuffer, and WASM runs on one thread. */
const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** A browser opens by itself on a desktop only: not in CI, and not on a Linux machine without a display. */
function canOpenBrowser(): boolean {
  const { CI, DISPLAY, WAYLAND_DISPLAY, SSH_CONNECTION } = process.env;
  if (CI || SSH_CONNECTION) return false;
  return process.platform !== 'linux' || Boolean(DISPLAY ?? WAYLAND_DISPLAY);
}

/** Serves what the build and the set-up made, as a bank's own web server would. */
function assets(): Plugin {
  // dev: files are looked up at each request, so a rebuild needs no restart.
  const folders = [
    ['/idem/', sirv(path('dist/assets'), { dev: true, etag: true })],
    ['/samples/', sirv(path('samples'), { dev: true, etag: true })],
  ] as const;
  const install = (middlewares: Connect.Server): void => {
    middlewares.use((_request, response, next) => {
      for (const [name, value] of Object.entries(ISOLATION_HEADERS)) response.setHeader(name, value);
      next();
    });
    for (const [prefix, serve] of folders) {
      // Not mounted at the prefix: to connect, `/samples.ts` lies under `/samples/`.
      middlewares.use((request, response, next) => {
        if (!request.url?.startsWith(prefix)) return next();
        request.url = request.url.slice(prefix.length - 1);
        serve(request, response, () => {
          response.statusCode = 404;
          response.end();
        });
      });
    }
  };
  return {
    name: 'idem-assets',
    configureServer: (server) => install(server.middlewares),
    configurePreviewServer: (server) => install(server.middlewares),
  };
}

export default defineConfig({
  root: path('demo/'),
  // A missing file is a 404, never the page in its place.
  appType: 'mpa',
  publicDir: false,
  cacheDir: path('node_modules/.vite/demo'),
  resolve: {
    // The longer name first: the shorter one is a part of it.
    alias: { 'idem-ekyc/elements': path('dist/elements.js'), 'idem-ekyc': path('dist/index.js') },
  },
  plugins: [assets()],
  server: {
    port: 5173,
    open: canOpenBrowser(),
    fs: { allow: [path('demo'), path('dist'), path('node_modules')] },
  },
  preview: { port: 5173 },
  // Inlined assets would be data: URLs, which a strict img-src refuses.
  build: { assetsInlineLimit: 0, target: 'es2022' },
});
