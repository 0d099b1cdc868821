import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { groupBy } from '../group-by.ts';
import { UsageError } from '../usage-error.ts';

/** Pictures a person at most: more of a few people would weigh too much. */
const PICTURES_A_PERSON = 3;
/** Pictures a class of the large sets. */
const PICTURES_A_CLASS = 500;

/** What the clips of CASIA-FASD show, by their number; those of high resolution are named HR. */
const CASIA_ATTACKS: Readonly<Record<string, string>> = {
  '3': 'print-warped',
  '4': 'print-warped',
  HR_2: 'print-warped',
  '5': 'print-cut',
  '6': 'print-cut',
  HR_3: 'print-cut',
  '7': 'screen',
  '8': 'screen',
  HR_4: 'screen',
};

interface LabelledPath {
  readonly path: string;
  readonly attack: string;
}

/**
 * Collects the pictures that the liveness curve is fitted on from clones (bare ones will do) of public repositories,
 * in the layout of `eval -- face-pad`.
 *
 * @param clones folder that holds the clones, named `owner+name`.
 */
export function collectFacePad(clones: string, out: string): number {
  const rows = [
    ...collectSource(clones, out, 'casia-fasd-train', 'Ankit-Mishra0+anti-face-spoofing', (list) =>
      list('dataset/archive/train_img/train_img/color').map((path) => {
        const [, clip = ''] = /^\d+_((?:HR_)?\d)\.avi/.exec(basename(path)) ?? [];
        return { path, attack: path.includes('_real') ? 'none' : (CASIA_ATTACKS[clip] ?? 'unknown') };
      }),
    ),
    ...collectSource(clones, out, 'nuaa', 'imironica+liveness', (list) => [
      ...evenly(list('db/ClientRaw')).map((path) => ({ path, attack: 'none' })),
      ...evenly(list('db/ImposterRaw')).map((path) => ({ path, attack: 'print' })),
    ]),
    ...collectSource(clones, out, 'celeba-spoof', 'JonathanSuryaS+Anti-Spoofing-', (list) => [
      ...evenly(list('data/processed_cropped/train/live')).map((path) => ({ path, attack: 'none' })),
      ...evenly(list('data/processed_cropped/train/spoof')).map((path) => ({ path, attack: 'any' })),
    ]),
  ];
  writeFileSync(join(out, 'labels.csv'), ['path,label,attack,source', ...rows, ''].join('\n'));
  return rows.length;
}

/**
 * Collects the pictures that the match curve is fitted on, as `person/picture.jpg`.
 *
 * @param excluded folder whose names are people to leave out.
 */
export function collectFaceMatch(clones: string, out: string, excluded: string): number {
  const repository = cloneOf(clones, 'UncleSon21+Face_Recognition');
  const testPeople = new Set(readdirSync(excluded));
  const byPerson = groupBy(listPictures(repository, 'archive/lfw-deepfunneled'), (path) => basename(dirname(path)));
  const wanted = [...byPerson].flatMap(([person, paths]) =>
    testPeople.has(person) ? [] : paths.slice(0, PICTURES_A_PERSON),
  );
  for (const path of wanted) {
    write(join(out, basename(dirname(path)), basename(path)), readBlob(repository, path));
  }
  return wanted.length;
}

function collectSource(
  clones: string,
  out: string,
  source: string,
  clone: string,
  choose: (list: (under: string) => string[]) => LabelledPath[],
): string[] {
  const repository = cloneOf(clones, clone);
  return choose((under) => listPictures(repository, under)).map(({ path, attack }) => {
    const file = `${source}/${path.replaceAll(/[/ ,]/g, '_')}`;
    write(join(out, file), readBlob(repository, path));
    return `${file},${attack === 'none' ? 'bona_fide' : 'attack'},${attack},${source}`;
  });
}

/** The clone's git directory: the folder itself when it is bare, or its `repo`. */
function cloneOf(clones: string, name: string): string {
  const found = [join(clones, name, '.git'), join(clones, name, 'repo'), join(clones, name)].find((folder) =>
    existsSync(join(folder, 'HEAD')),
  );
  if (found) return found;
  throw new UsageError(`${join(clones, name)} is no clone. Clone github.com's ${name.replace('+', '/')} there.`);
}

function listPictures(repository: string, under: string): string[] {
  const listing = git(repository, 'ls-tree', '-r', '-z', '--name-only', 'HEAD', `${under}/`).toString();
  return listing.split('\0').filter((path) => path.toLowerCase().endsWith('.jpg'));
}

function readBlob(repository: string, path: string): Buffer {
  return git(repository, 'cat-file', 'blob', `HEAD:${path}`);
}

function git(repository: string, ...args: readonly string[]): Buffer {
  return execFileSync('git', ['--git-dir', repository, ...args], { maxBuffer: 2 ** 28 });
}

/** As many as wanted, spread over the whole list, which is sorted by person. */
function evenly(paths: readonly string[]): string[] {
  const count = Math.min(PICTURES_A_CLASS, paths.length);
  return Array.from({ length: count }, (_, i) => paths[Math.floor((i * paths.length) / count)]!);
}

function write(file: string, content: Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
