import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRepository } from '../../scripts/repository.ts';
import type { CheckResponse } from '../../src/index.ts';
import type { CalibrationCurve } from '../../src/models/calibration.ts';
import { answerItems } from '../answer-items.ts';
import { picturePath, requireSdk, startBrowserHost } from '../browser-host.ts';
import { DAMAGES, type Damage, damaged } from '../damage.ts';
import { spread } from '../spread.ts';
import type { DamagedFace } from './fit-face-quality.ts';

const PICTURES = '/pictures/';

interface Item {
  readonly damage: Damage;
  readonly level: number;
  readonly face: string;
  readonly doc: string;
}

/** Damages some pictures of a folder in every way, and has the product measure and compare them with the undamaged ones. */
export async function measureDamaged(
  folder: string,
  people: number,
  curve: CalibrationCurve,
  onProgress: (done: number, total: number) => void,
): Promise<DamagedFace[]> {
  const sdk = inRepository('dist');
  requireSdk(sdk);
  const work = await mkdtemp(join(tmpdir(), 'idem-quality-'));
  try {
    const items = await writeDamaged(folder, people, work);
    const checkModel = { operations: ['FACE_MATCH_VALIDATION'] } as const;
    const faces: DamagedFace[] = [];
    let done = 0;
    await answerItems(items, {
      startHost: () => startBrowserHost({ sdk, pictures: { [PICTURES]: work }, preload: true }),
      toCall: ({ face, doc }) => ({
        checkModel,
        face: picturePath(PICTURES, face),
        doc: picturePath(PICTURES, doc),
        encrypted: false,
        details: true,
      }),
      onAnswers(answers) {
        for (const { item, outcome } of answers) {
          if (outcome && 'result' in outcome) faces.push(...readAnswer(item, outcome.result, curve));
        }
        done += answers.length;
        onProgress(done, items.length);
      },
      signal: new AbortController().signal,
    });
    return faces;
  } finally {
    await rm(work, { recursive: true });
  }
}

async function writeDamaged(folder: string, people: number, work: string): Promise<Item[]> {
  const names = spread((await readdir(folder)).sort(), people);
  const items: Item[] = [];
  for (const name of names) {
    const original = await readFile(join(folder, name));
    const doc = join(name, 'original');
    await mkdir(join(work, name));
    await writeFile(join(work, doc), original);
    for (const damage of DAMAGES) {
      items.push({ damage, level: 0, face: doc, doc });
      for (const [index, { picture }] of (await damaged(original, damage)).entries()) {
        const face = join(name, `${damage}-${index + 1}`);
        await writeFile(join(work, face), picture);
        items.push({ damage, level: index + 1, face, doc });
      }
    }
  }
  return items;
}

function readAnswer(
  { damage, level }: Item,
  { face_validation_result: match, details }: CheckResponse,
  { slope, thresholds }: CalibrationCurve,
): DamagedFace[] {
  const face = details?.face;
  if (match?.status_code !== 'OK' || !face?.measures) return [];
  const cosine = Math.log(match.probability / (1 - match.probability)) / slope + thresholds.REGULAR;
  return [{ damage, level, measure: face.measures[damage], cosine }];
}
