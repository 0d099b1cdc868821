import { type BrowserProbes, systemProbes } from './browser-probes.ts';
import { browserCandidates } from './installed-browsers.ts';

/** Flags for every Chromium that is started here: no first-run page, no calls home. */
export const browserArgs: readonly string[] = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Chromium's sandbox refuses to work for root.
  ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/**
 * Finds a Chromium-based browser, and installs one where there is none: first what `IDEM_BROWSER` names, then a Chrome,
 * Chromium or Edge of this system, then Playwright's own, then Playwright's download, then Debian's package.
 *
 * @returns Path of the executable.
 * @throws {Error} When no browser can be had. The message says what was tried and what to do.
 */
export async function findBrowser(probes: BrowserProbes = systemProbes): Promise<string> {
  const chosen = probes.env.IDEM_BROWSER;
  if (chosen) {
    if (probes.isExecutable(chosen)) return chosen;
    throw new Error(`IDEM_BROWSER names ${chosen}, which is not an executable file.`);
  }
  return (
    installed(probes) ??
    (await playwrightOwn(probes).catch(() => undefined)) ??
    (await install(probes, [
      { what: "Playwright's download", how: () => fromPlaywright(probes) },
      { what: "Debian's package", how: () => fromDebian(probes) },
    ]))
  );
}

interface Source {
  readonly what: string;
  /** Installs and answers the path; rejects with the reason when that cannot be. */
  readonly how: () => Promise<string>;
}

async function install(probes: BrowserProbes, sources: readonly Source[]): Promise<string> {
  const failures: string[] = [];
  for (const { what, how } of sources) {
    probes.log(`browser: none here, trying ${what} …`);
    try {
      return await how();
    } catch (error) {
      failures.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    'No browser was found, and none could be installed. Install Chrome, Chromium or Edge, or set IDEM_BROWSER to the' +
      ` path of one.\nThere is none on the PATH nor in the usual places.\n${failures.join('\n')}`,
  );
}

function installed(probes: BrowserProbes): string | undefined {
  return browserCandidates(probes.platform, probes.env).find((path) => probes.isExecutable(path));
}

async function playwrightOwn(probes: BrowserProbes): Promise<string> {
  const path = await probes.playwrightBrowser();
  if (!probes.isExecutable(path)) throw new Error(`there is no ${path}.`);
  // On a bare Linux the download lacks libraries of the system, and only starting it tells.
  if (probes.platform === 'linux') await probes.run(path, ['--version']);
  return path;
}

async function fromPlaywright(probes: BrowserProbes): Promise<string> {
  await probes.run(process.execPath, [probes.playwrightCli, 'install', 'chromium']);
  return playwrightOwn(probes);
}

async function fromDebian(probes: BrowserProbes): Promise<string> {
  if (probes.platform !== 'linux' || !probes.isExecutable('/usr/bin/apt-get')) throw new Error('this is no Debian.');
  const sudo = probes.isRoot ? [] : ['sudo', '-n'];
  const apt = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  await run(probes, [...apt, 'update']);
  await run(probes, [...apt, 'install', '-y', '--no-install-recommends', 'chromium']);
  const path = installed(probes);
  if (!path) throw new Error('it was installed, and there is still no browser.');
  return path;
}

function run(probes: BrowserProbes, [command = '', ...args]: readonly string[]): Promise<void> {
  return probes.run(command, args);
}
