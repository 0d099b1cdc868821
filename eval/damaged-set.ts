import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readArguments, readCount, runCommand, userPath } from './command-line.ts';
import { DAMAGES, damaged } from './damage.ts';
import { ProgressLine } from './progress-line.ts';
import { readList } from './read-list.ts';
import { spread } from './spread.ts';
import { facePad } from './tasks/face-check.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: npm run eval:damaged -- <folder> <folder to write> [--limit N]

Damages the pictures of a folder in the layout of face-pad: blur, darkness, brightness, noise and JPEG, each from slight to severe. The
folder that is written has the same layout; its column source says damage and level, so that npm run eval -- face-pad tells how
far answers can be relied on, and with --only FACE_NOT_FOUND how many are refused for their pixels.

  --limit N   only N of the pictures, spread evenly over the list`;

async function main(): Promise<number> {
  const { values, positionals } = readArguments(
    { limit: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
    true,
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [from, to, ...rest] = positionals.map(userPath);
  if (!from || !to || rest.length > 0) throw new UsageError('Give two folders; --help shows how.');
  if (existsSync(to)) throw new UsageError(`${to} is there already.`);
  const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : readCount('--limit', values.limit);
  const items = spread(readList(facePad, from), limit);
  const progress = new ProgressLine(items.length);
  const lines = ['path,label,attack,source'];
  for (const [done, { face, genuine, kind }] of items.entries()) {
    const original = await readFile(join(from, face!));
    for (const damage of DAMAGES) {
      const levels = [{ level: 'none', picture: original }, ...(await damaged(original, damage))];
      for (const { level, picture } of levels) {
        const path = join(`${damage}-${level}`, face!);
        await mkdir(dirname(join(to, path)), { recursive: true });
        await writeFile(join(to, path), picture);
        lines.push([path, genuine ? 'bona_fide' : 'attack', kind ?? '', `${damage} ${level}`].map(quoted).join(','));
      }
    }
    progress.show(done + 1);
  }
  progress.end();
  await writeFile(join(to, 'labels.csv'), `${lines.join('\n')}\n`);
  return 0;
}

/** As a field of a CSV file, whatever it holds. */
function quoted(field: string): string {
  return `"${field.replaceAll('"', '""')}"`;
}

await runCommand(main, 1);
