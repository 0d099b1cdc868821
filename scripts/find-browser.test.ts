import { describe, expect, it } from 'vitest';
import type { BrowserProbes } from './browser-probes.ts';
import { findBrowser } from './find-browser.ts';

const PLAYWRIGHTS = '/cache/chrome';

/** A Linux with the given files, where `run` succeeds for the commands that `effects` names and may add files. */
function system(
  files: readonly string[],
  options: { env?: Record<string, string>; isRoot?: boolean; effects?: Record<string, readonly string[]> } = {},
): BrowserProbes & { readonly commands: string[] } {
  const present = new Set(files);
  const commands: string[] = [];
  return {
    commands,
    platform: 'linux',
    env: { PATH: '/opt/bin:/usr/bin', ...options.env },
    isRoot: options.isRoot ?? false,
    isExecutable: (path) => present.has(path),
    playwrightBrowser: async () => PLAYWRIGHTS,
    playwrightCli: 'playwright-cli',
    async run(command, args) {
      const line = [command, ...args].join(' ').replace(process.execPath, 'node');
      commands.push(line);
      const effect = options.effects?.[line];
      if (!effect) throw new Error(`failed: ${line}`);
      for (const path of effect) present.add(path);
    },
    log: () => {},
  };
}

describe('findBrowser', () => {
  it('takes what IDEM_BROWSER names before anything else', async () => {
    const probes = system(['/my/browser', '/usr/bin/chromium'], { env: { IDEM_BROWSER: '/my/browser' } });
    await expect(findBrowser(probes)).resolves.toBe('/my/browser');
  });

  it('does not go on silently when IDEM_BROWSER is wrong', async () => {
    const probes = system(['/usr/bin/chromium'], { env: { IDEM_BROWSER: '/my/browser' } });
    await expect(findBrowser(probes)).rejects.toThrow('IDEM_BROWSER names /my/browser');
  });

  it('takes a browser on the PATH before one of Playwright', async () => {
    const probes = system(['/opt/bin/chromium', PLAYWRIGHTS], { effects: { [`${PLAYWRIGHTS} --version`]: [] } });
    await expect(findBrowser(probes)).resolves.toBe('/opt/bin/chromium');
    expect(probes.commands).toEqual([]);
  });

  it('looks into the usual places when the PATH has none', async () => {
    await expect(findBrowser(system(['/opt/google/chrome/chrome']))).resolves.toBe('/opt/google/chrome/chrome');
  });

  it("takes Playwright's own before it installs anything", async () => {
    const probes = system([PLAYWRIGHTS], { effects: { [`${PLAYWRIGHTS} --version`]: [] } });
    await expect(findBrowser(probes)).resolves.toBe(PLAYWRIGHTS);
    expect(probes.commands).toEqual([`${PLAYWRIGHTS} --version`]);
  });

  it("downloads Playwright's when there is none", async () => {
    const probes = system([], {
      effects: { 'node playwright-cli install chromium': [PLAYWRIGHTS], [`${PLAYWRIGHTS} --version`]: [] },
    });
    await expect(findBrowser(probes)).resolves.toBe(PLAYWRIGHTS);
  });

  const apt = 'env DEBIAN_FRONTEND=noninteractive apt-get';
  const install = `${apt} install -y --no-install-recommends chromium`;

  it("installs Debian's package when the download fails", async () => {
    const probes = system(['/usr/bin/apt-get'], {
      isRoot: true,
      effects: { [`${apt} update`]: [], [install]: ['/usr/bin/chromium'] },
    });
    await expect(findBrowser(probes)).resolves.toBe('/usr/bin/chromium');
  });

  it("installs Debian's package when Playwright's lacks libraries, with sudo where that asks for no password", async () => {
    const probes = system(['/usr/bin/apt-get', PLAYWRIGHTS], {
      effects: { [`sudo -n ${apt} update`]: [], [`sudo -n ${install}`]: ['/usr/bin/chromium'] },
    });
    await expect(findBrowser(probes)).resolves.toBe('/usr/bin/chromium');
  });

  it('says what was tried and what to do when nothing works', async () => {
    const failure = findBrowser(system([]));
    await expect(failure).rejects.toThrow('set IDEM_BROWSER');
    await expect(failure).rejects.toThrow("Playwright's download: failed: node playwright-cli install chromium");
    await expect(failure).rejects.toThrow("Debian's package: this is no Debian.");
  });
});
