import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import packageJson from '../package.json' with { type: 'json' };
import type { Progress } from '../src/index.ts';
import { compressedDist, distOfVersion, ENCODINGS } from './altered-dist.ts';
import { EMBEDDABLE, type HostileSite, ISOLATED, type Site, test } from './hostile-site.ts';
import { type Answer, check, preload, probabilities, runIn, runInPage, type Started, start } from './sdk-page.ts';

const CSP = 'Content-Security-Policy';
const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src 'self' blob:; style-src 'self'";
const TRUSTED_TYPES = "require-trusted-types-for 'script'";
const WORKER = '/sdk/assets/worker.js';
const THREAD = '/sdk/assets/ort/ort-wasm-simd-threaded.js';

const ofPage = (policy: string): Site => ({ page: { [CSP]: policy } });
const ofAssets = (policy: string): Site => ({ assets: { [CSP]: policy } });
const without = (part: string) => STRICT.replace(part, '');
const typed = (type: string) => ({ 'Content-Type': type });
const nosniff = (type: string) => ({ ...typed(type), 'X-Content-Type-Options': 'nosniff' });

/** A policy twice: enforced as it is, and with every violation reported to the server, from whichever worker. */
const reported = (policy: string) => ({ [CSP]: policy, [`${CSP}-Report-Only`]: `${policy}; report-uri /violations` });
const VIOLATION = 'POST /violations';

async function outcomeOf(page: Page, site: HostileSite, options = {}): Promise<string> {
  return (await runInPage<Started>(page, site, preload(options))).outcome;
}

test.describe('a strict Content-Security-Policy on the page and on the assets', () => {
  for (const isolated of [true, false]) {
    test(`is violated nowhere, ${isolated ? 'with' : 'without'} cross-origin isolation`, async ({
      page,
      context,
      serveSite,
    }) => {
      const site = await serveSite({
        page: { ...reported(STRICT), ...(isolated && ISOLATED) },
        assets: { ...reported(STRICT), ...(isolated && EMBEDDABLE) },
      });
      const origins = new Set<string>();
      context.on('request', (request) => origins.add(new URL(request.url()).origin));
      const { result, diagnostics } = await runInPage<Answer>(page, site, check({ threads: 2 }));
      expect(probabilities(result)).toEqual([expect.any(Number), expect.any(Number)]);
      expect(diagnostics).toMatchObject({ crossOriginIsolated: isolated, threads: isolated ? 2 : 1 });
      expect(origins).toEqual(new Set([site.url]));
      expect(site.requests).not.toContain(VIOLATION);
      // What the server would hear of, had there been any.
      await page.evaluate(() => fetch('https://elsewhere.invalid').catch(() => {}));
      await expect.poll(() => site.requests).toContain(VIOLATION);
    });
  }

  test('may be less for the page alone', async ({ page, serveSite }) => {
    const site = await serveSite({
      page: reported("default-src 'none'; script-src 'self'; worker-src 'self'; img-src 'self'"),
      assets: reported("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"),
    });
    expect(await outcomeOf(page, site)).toBe('OK');
    expect(site.requests).not.toContain(VIOLATION);
  });

  test('leaves nothing wanting with Trusted Types', async ({ page, serveSite }) => {
    const policy = `${STRICT}; ${TRUSTED_TYPES}; trusted-types idem-ekyc`;
    const site = await serveSite({
      page: { ...reported(policy), ...ISOLATED },
      assets: { ...reported(policy), ...EMBEDDABLE },
    });
    const { outcome, diagnostics } = await runInPage<Started>(page, site, preload({ threads: 2 }));
    expect(outcome).toBe('OK');
    expect(diagnostics?.threads).toBe(2);
    expect(site.requests).not.toContain(VIOLATION);
  });
});

const TOO_STRICT: readonly [title: string, site: Site, outcome: RegExp][] = [
  [
    'no worker-src for the page',
    ofPage(STRICT.replace("worker-src 'self'", "worker-src 'none'")),
    /^WORKER_FAILED_TO_START .*worker\.js .*Content-Security-Policy of the page blocks it\. Add 'self' to its worker-src/,
  ],
  [
    'no worker-src for the threads',
    {
      page: ISOLATED,
      assets: { ...EMBEDDABLE, [CSP]: STRICT.replace("worker-src 'self'", "worker-src 'none'") },
    },
    /^RUNTIME_FAILED The thread .*ort-wasm.*Content-Security-Policy sent with worker\.js blocks it\. Add 'self' to its worker-src/,
  ],
  [
    'no WebAssembly for the worker',
    ofAssets(without(" 'wasm-unsafe-eval'")),
    /^RUNTIME_FAILED .*sent with worker\.js forbids WebAssembly\. Add 'wasm-unsafe-eval' to its script-src/,
  ],
  [
    'no scripts for the worker',
    ofAssets(without(" 'self'")),
    /^ASSET_MISSING The script .*sent with worker\.js blocks it\. Add 'self' to its script-src\./,
  ],
  [
    'no connections for the worker',
    ofAssets(STRICT.replace("connect-src 'self'", "connect-src 'none'")),
    /^ASSET_MISSING .*\.(onnx|wasm|js) could not be fetched: .*sent with worker\.js blocks it\. Add 'self' to its connect-src/,
  ],
  [
    'Trusted Types of the page without our policy',
    ofPage(`${TRUSTED_TYPES}; trusted-types 'none'`),
    /^WORKER_FAILED_TO_START .*of the page says require-trusted-types-for 'script'\. Add idem-ekyc to its trusted-types/,
  ],
  [
    'Trusted Types of the worker without our policy',
    { page: ISOLATED, assets: { ...EMBEDDABLE, [CSP]: `${TRUSTED_TYPES}; trusted-types 'none'` } },
    /^RUNTIME_FAILED The thread .*sent with worker\.js says require-trusted-types-for 'script'\. Add idem-ekyc/,
  ],
  [
    'Cross-Origin-Embedder-Policy without Cross-Origin-Opener-Policy, and not on the assets',
    { page: EMBEDDABLE },
    /^WORKER_FAILED_TO_START .*on a page with Cross-Origin-Embedder-Policy send that header with dist\/assets too/,
  ],
  [
    'an isolated page whose assets lack Cross-Origin-Embedder-Policy',
    { page: ISOLATED },
    /^WORKER_FAILED_TO_START .*cross-origin isolated.*without the header Cross-Origin-Embedder-Policy: require-corp/,
  ],
  [
    'an isolated page where only the worker has Cross-Origin-Embedder-Policy',
    { page: ISOLATED, files: [[/worker\.js$/, EMBEDDABLE]] },
    /^RUNTIME_FAILED The thread .*without the header Cross-Origin-Embedder-Policy: require-corp/,
  ],
];

test.describe('headers that are too strict end in an error that names the header', () => {
  for (const [title, site, outcome] of TOO_STRICT) {
    test(title, async ({ page, serveSite }) => {
      expect(await outcomeOf(page, await serveSite(site), { threads: 2 })).toMatch(outcome);
    });
  }

  test('a check says it too, every time it is asked', async ({ page, serveSite }) => {
    const site = await serveSite({ page: ISOLATED, files: [[/worker\.js$/, EMBEDDABLE]] });
    const errors = await runInPage<string[]>(
      page,
      site,
      `
      const ekyc = await createEkyc({ threads: 2 });
      const request = { checkModel: { operations: ['FACE_CHECK'] }, face: await sample('selfie-marc.jpg'), encrypted: false };
      const first = await ekyc.check(request);
      const second = await ekyc.check(request);
      await ekyc.close();
      return [first, second].map(({ face_result }) => face_result.results[0].error);
      `,
    );
    expect(errors).toEqual([
      expect.stringContaining('Cross-Origin-Embedder-Policy'),
      expect.stringContaining('Cross-Origin-Embedder-Policy'),
    ]);
  });

  test('assets on another origin are to be served from the own one', async ({ page, serveSite }) => {
    const [site, other] = [await serveSite({}), await serveSite({})];
    expect(await outcomeOf(page, site, { assetsBaseUrl: `${other.url}/sdk/assets/` })).toMatch(
      new RegExp(
        `^WORKER_FAILED_TO_START .*it is on ${other.url}, and the page on ${site.url}.*own origin.*assetsBaseUrl`,
      ),
    );
  });
});

test.describe('in a frame of a page of another site', () => {
  const FRAMED = { ...EMBEDDABLE, 'Cross-Origin-Resource-Policy': 'cross-origin' };

  /** Opens a page on localhost that holds the site, which is on 127.0.0.1: another origin and another site. */
  async function embed(page: Page, outer: HostileSite, inner: HostileSite, attributes: Record<string, string>) {
    await page.goto(`${outer.url.replace('127.0.0.1', 'localhost')}/`);
    await page.evaluate(
      ([src, rest]) =>
        new Promise((resolve) => {
          const frame = document.createElement('iframe');
          frame.addEventListener('load', resolve);
          for (const [name, value] of Object.entries({ ...rest, src })) frame.setAttribute(name, value);
          document.body.append(frame);
        }),
      [`${inner.url}/`, attributes] as const,
    );
    return page.frames()[1]!;
  }

  test('answers', async ({ page, serveSite }) => {
    const frame = await embed(page, await serveSite({}), await serveSite({}), {});
    const { result, diagnostics } = await runIn<Answer>(frame, check());
    expect(probabilities(result)).toEqual([expect.any(Number), expect.any(Number)]);
    expect(diagnostics).toMatchObject({ crossOriginIsolated: false, threads: 1, storageReason: expect.any(String) });
  });

  test("has threads when it is isolated and lent the embedding page's isolation", async ({ page, serveSite }) => {
    const [outer, inner] = [await serveSite({ page: ISOLATED }), await serveSite({ page: FRAMED, assets: EMBEDDABLE })];
    const lent = await embed(page, outer, inner, { allow: 'cross-origin-isolated' });
    const { outcome, diagnostics } = await runIn<Started>(lent, preload({ threads: 2 }));
    expect(outcome).toBe('OK');
    expect(diagnostics).toMatchObject({ threads: 2, crossOriginIsolated: true });
    const notLent = await embed(page, outer, inner, {});
    const { diagnostics: alone } = await runIn<Started>(notLent, start({ threads: 2 }));
    expect(alone).toMatchObject({ threads: 1, crossOriginIsolated: false });
  });

  test('a sandbox without allow-same-origin is named as what is in the way', async ({ page, serveSite }) => {
    // To an origin of its own even the SDK's own module is another's.
    const inner = await serveSite({ files: [[/\.js$/, { 'Access-Control-Allow-Origin': '*' }]] });
    const frame = await embed(page, await serveSite({}), inner, { sandbox: 'allow-scripts' });
    expect((await runIn<Started>(frame, preload())).outcome).toMatch(
      /^WORKER_FAILED_TO_START .*sandboxed frame.*allow-same-origin/,
    );
  });

  test('a sandbox with allow-same-origin is none', async ({ page, serveSite }) => {
    const frame = await embed(page, await serveSite({}), await serveSite({}), {
      sandbox: 'allow-scripts allow-same-origin',
    });
    expect((await runIn<Started>(frame, start())).outcome).toBe('OK');
  });
});

test.describe('two versions', () => {
  const OTHER = '0.0.7';

  test('in one page answer side by side and leave each other what is kept', async ({ page, serveSite }, info) => {
    const folder = info.outputPath('dist');
    await distOfVersion(OTHER, folder);
    const site = await serveSite({ mounts: { '/sdk-other/': folder } });
    const versions = await runInPage<string[][]>(
      page,
      site,
      `
      const { createEkyc: createOther } = await import('/sdk-other/index.js');
      const rounds = [];
      for (let round = 0; round < 2; round++) {
        const both = await Promise.all([createEkyc(), createOther()]);
        await Promise.all(both.map((ekyc) => ekyc.preload({ checkModel: { operations: ['FACE_CHECK'] } })));
        rounds.push((await Promise.all(both.map((ekyc) => ekyc.diagnostics()))).map(({ version }) => version));
        await Promise.all(both.map((ekyc) => ekyc.close()));
      }
      return rounds;
      `,
    );
    const both = [packageJson.version, OTHER];
    expect(versions).toEqual([both, both]);
    const downloads = site.requests.filter((request) => /\.(onnx|wasm)$/.test(request));
    expect(downloads.filter((request) => request.includes('/sdk-other/')).length).toBeGreaterThan(4);
    expect(new Set(downloads).size).toBe(downloads.length);
  });

  test('of the SDK and of the worker are named', async ({ page, serveSite }, info) => {
    const folder = info.outputPath('dist');
    await distOfVersion(OTHER, folder);
    const site = await serveSite({ mounts: { '/sdk/assets/': `${folder}/assets` } });
    expect(await outcomeOf(page, site)).toMatch(
      `WORKER_FAILED_TO_START The worker ${site.url}${WORKER} could not be started: it is of version ${OTHER}, and the SDK is of version ${packageJson.version}. Serve the dist/assets folder of the same version.`,
    );
  });
});

test('a worker that knows no such methods is taken for one of another version', async ({ page, serveSite }, info) => {
  const folder = info.outputPath('assets');
  await mkdir(folder, { recursive: true });
  const refusal = { type: 'HANDLER', name: 'throw', value: { isError: true, value: { message: 'not a function' } } };
  await writeFile(
    `${folder}/worker.js`,
    `onmessage = ({ data: { id } }) => postMessage({ ...${JSON.stringify(refusal)}, id });`,
  );
  const site = await serveSite({ mounts: { '/sdk/assets/': folder } });
  expect(await outcomeOf(page, site)).toMatch(
    /^WORKER_FAILED_TO_START .*worker\.js .*does not answer as version .*not a function.*Serve the dist\/assets folder of the same version/,
  );
});

test.describe('the assets on another path', () => {
  const FOLDERS = ['/static/idem/', '/ведомость 1/ü #%/'] as const;
  const mounts = Object.fromEntries(FOLDERS.map((folder) => [folder, 'dist/assets']));

  for (const [given, folder] of [
    ['/static/idem/', FOLDERS[0]],
    ['/static/idem', FOLDERS[0]],
    ['static/idem', FOLDERS[0]],
    ['../static/./idem/', FOLDERS[0]],
    ['ORIGIN/static/idem', FOLDERS[0]],
    ['/ведомость 1/ü %23%25', FOLDERS[1]],
  ] as const) {
    test(`assetsBaseUrl ${given}`, async ({ page, serveSite }) => {
      const site = await serveSite({ mounts });
      const options = { assetsBaseUrl: given.replace('ORIGIN', site.url) };
      const { outcome } = await runInPage<Started>(page, site, start(options));
      expect(outcome).toBe('OK');
      expect(site.requests).toContain(`GET ${folder}worker.js`);
    });
  }

  test('holds models and runtime too, whatever the characters of its name', async ({ page, serveSite }) => {
    const site = await serveSite({ mounts });
    expect(await outcomeOf(page, site, { assetsBaseUrl: '/ведомость 1/ü %23%25/' })).toBe('OK');
    expect(site.requests.filter((request) => request.includes('/sdk/assets/'))).toEqual([]);
  });

  test('and the module on yet another finds those beside it', async ({ page, serveSite }) => {
    const site = await serveSite({ mounts: { '/vendor/идем 2/': 'dist' } });
    await page.goto(`${site.url}/`);
    const version = await page.evaluate(`(async () => {
      const { createEkyc } = await import('/vendor/идем 2/index.js');
      const ekyc = await createEkyc();
      const { version } = await ekyc.diagnostics();
      await ekyc.close();
      return version;
    })()`);
    expect(version).toBe(packageJson.version);
    expect(site.requests).toContain('GET /vendor/идем 2/assets/worker.js');
  });
});

test.describe('Content-Type and Content-Encoding', () => {
  test('of models and of the WASM may be anything', async ({ page, serveSite }) => {
    const site = await serveSite({
      files: [
        [/\.wasm$/, nosniff('text/plain')],
        [/\.onnx$/, nosniff('text/html')],
      ],
    });
    expect(await outcomeOf(page, site)).toBe('OK');
  });

  for (const [title, path, headers] of [
    ['worker', WORKER, typed('text/plain')],
    ['worker, nosniff', WORKER, nosniff('application/octet-stream')],
    ["runtime's script", THREAD, typed('text/plain')],
    ["runtime's script, nosniff", THREAD, nosniff('text/plain')],
  ] as const) {
    test(`that is wrong is named: ${title}`, async ({ page, serveSite }) => {
      const site = await serveSite({ files: [[new RegExp(`${path}$`), headers]] });
      const outcome = await outcomeOf(page, site);
      expect(outcome).toMatch(path === WORKER ? /^WORKER_FAILED_TO_START / : /^ASSET_MISSING /);
      expect(outcome).toContain(
        `${site.url}${path} could not be ${path === WORKER ? 'started' : 'imported'}: its Content-Type is ${headers['Content-Type']}. Serve it as text/javascript.`,
      );
    });
  }

  test('of the script that the build named is named too', async ({ page, serveSite }) => {
    const site = await serveSite({ files: [[/\/ort\.wasm[^/]*\.js$/, typed('text/plain')]] });
    expect(await outcomeOf(page, site)).toMatch(
      /^ASSET_MISSING The script \S*\/ort\.wasm\S*\.js .*Content-Type is text\/plain/,
    );
  });

  test('gzip and brotli are undone, and progress counts what they hold', async ({ page, serveSite }, info) => {
    const folder = info.outputPath('dist');
    const models = (await readdir('dist/assets/models')).filter((name) => name.endsWith('.onnx'));
    await compressedDist(folder, [
      'assets/ort/ort-wasm-simd-threaded.wasm',
      ...models.map((name) => `assets/models/${name}`),
    ]);
    const site = await serveSite({
      mounts: { '/sdk/': folder },
      files: [
        [/\.wasm$/, { 'Content-Encoding': ENCODINGS.wasm }],
        [/\.onnx$/, { 'Content-Encoding': ENCODINGS.onnx }],
      ],
    });
    const seen = await runInPage<Progress[]>(
      page,
      site,
      `
      const seen = [];
      const ekyc = await createEkyc({ onProgress: (progress) => seen.push(progress) });
      await ekyc.preload();
      await ekyc.close();
      return seen;
      `,
    );
    for (const { assetLoadedBytes, assetTotalBytes } of seen) {
      expect(assetLoadedBytes).toBeLessThanOrEqual(assetTotalBytes);
    }
    expect(seen.at(-1)?.loadedBytes).toBe(seen.at(-1)?.totalBytes);
  });
});
