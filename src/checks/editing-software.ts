/**
 * Names of software that changes what a picture shows, as it writes them into files. Software that develops raw photos, and the cameras
 * and galleries of phones, which turn and cut them, are not here.
 */
const EDITORS = [
  'adobe photoshop',
  'affinity',
  'beautyplus',
  'canva',
  'corel',
  'facetune',
  'fotor',
  'gimp',
  'inkscape',
  'krita',
  'meitu',
  'paint.net',
  'paintshop',
  'photopea',
  'picsart',
  'pixelmator',
  'pixlr',
  'polarr',
  'snapseed',
  'touchretouch',
];
/** They have an editor's name in theirs. */
const DEVELOPERS = ['lightroom', 'camera raw'];

/**
 * The first of a file's names of software that is an editor's; nothing where there is none.
 *
 * @param software as `softwareOf()` finds it.
 */
export function editorOf(software: readonly string[] = []): string | undefined {
  return software.find((name) => has(EDITORS, name) && !has(DEVELOPERS, name));
}

function has(parts: readonly string[], name: string): boolean {
  return parts.some((part) => name.toLowerCase().includes(part));
}
