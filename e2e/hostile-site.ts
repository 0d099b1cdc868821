import { test as base } from '@playwright/test';
import { type ServeOptions, type StaticServer, serve } from '../scripts/static-server.ts';

type HeaderMap = Readonly<Record<string, string>>;

/** A page and the built package, and the headers that each is served with. */
export interface Site {
  readonly page?: HeaderMap;
  /** Of everything in dist/assets. */
  readonly assets?: HeaderMap;
  /** Of files whose path matches, over those of the assets. */
  readonly files?: readonly (readonly [path: RegExp, headers: HeaderMap])[];
  /** Over the usual folders. */
  readonly mounts?: ServeOptions['mounts'];
}

export interface HostileSite extends StaticServer {
  /** Method and path of every request so far. */
  readonly requests: readonly string[];
}

/** What makes a page cross-origin isolated. */
export const ISOLATED: HeaderMap = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** What the assets of such a page have to come with. */
export const EMBEDDABLE: HeaderMap = { 'Cross-Origin-Embedder-Policy': 'require-corp' };

const MOUNTS = { '/': 'e2e/page', '/sdk/': 'dist', '/samples/': 'samples' };

/** Playwright's test, with sites that are closed after it. */
export const test = base.extend<{ serveSite: (site: Site) => Promise<HostileSite> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  serveSite: async ({}, use) => {
    const open: StaticServer[] = [];
    await use(async ({ page = {}, assets = {}, files = [], mounts = MOUNTS }) => {
      const requests: string[] = [];
      const server = await serve({
        mounts: { ...MOUNTS, ...mounts },
        isolated: false,
        headers: (path) => {
          const fitting = files.filter(([pattern]) => pattern.test(path)).map(([, headers]) => headers);
          return Object.assign({}, path === '/' ? page : {}, path.includes('/assets/') ? assets : {}, ...fitting);
        },
        onRequest: (method, path) => requests.push(`${method} ${path}`),
      });
      open.push(server);
      return { ...server, requests };
    });
    await Promise.all(open.map((server) => server.close()));
  },
});
