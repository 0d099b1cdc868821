import { posix, win32 } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

// Ubuntu's chromium-browser may be a stub that only asks for a snap, hence the last place.
const LINUX_NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'microsoft-edge-stable', 'chromium-browser'];
const LINUX_FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin'];
const LINUX_PLACES = ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'];
const MAC_NAMES = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS_NAMES = ['chrome.exe', 'msedge.exe'];
const WINDOWS_PLACES = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** Where Chrome, Chromium and Edge may be on a system: on the PATH first, then in the places of their installers. */
export function browserCandidates(platform: NodeJS.Platform, env: Environment): string[] {
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((root) => root !== undefined);
    return [
      ...onPath(env.PATH ?? env.Path, ';', WINDOWS_NAMES, win32.join),
      ...WINDOWS_PLACES.flatMap((place) => roots.map((root) => win32.join(root, place))),
    ];
  }
  const onItsPath = onPath(env.PATH, ':', LINUX_NAMES, posix.join);
  if (platform === 'darwin') {
    const roots = ['/Applications', posix.join(env.HOME ?? '/', 'Applications')];
    return [
      ...onItsPath,
      ...MAC_NAMES.flatMap((name) => roots.map((root) => `${root}/${name}.app/Contents/MacOS/${name}`)),
    ];
  }
  return [...onItsPath, ...onPath(LINUX_FOLDERS.join(':'), ':', LINUX_NAMES, posix.join), ...LINUX_PLACES];
}

/** Names are the outer loop: a better browser later on the PATH goes before a worse one earlier. */
function onPath(
  path: string | undefined,
  separator: string,
  names: readonly string[],
  join: (folder: string, name: string) => string,
): string[] {
  const folders = (path ?? '').split(separator).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}
