import { describe, expect, it } from 'vitest';
import { MODELS } from '../models/manifest.ts';
import type { DocumentReading } from '../readings/document-reading.ts';
import { type Affine, apply, type Point } from '../readings/geometry.ts';
import { digitalManipulationJudge, EDITOR_ODDS } from './digital-manipulation.ts';

const [WIDTH, HEIGHT] = [768, 576];
const entry = {
  id: 'made-up',
  input: {
    name: 'views',
    width: WIDTH,
    height: HEIGHT,
    channels: 'RGB',
    mean: 127.5,
    scale: 1 / 127.5,
    batch: 2,
  },
  calibration: { slope: 2, thresholds: { REGULAR: 1, SOFT: -1 }, fittedOn: '' },
} as const;

/** A reading of a document in a picture that is black, and where was looked at it. */
function readingOf(width: number, height: number, corners: readonly Point[], resolution = 1, software?: string[]) {
  const looks: Affine[] = [];
  const sample = (transform: Affine, columns: number, rows: number) => {
    looks.push(transform);
    return new Uint8ClampedArray(4 * columns * rows);
  };
  const reading = {
    picture: { width, height, resolution, software, sample },
    outline: async () => ({ corners }),
  } as unknown as DocumentReading;
  return { looks, reading };
}

function judgeThat(answer: number, fed: Float32Array[] = []) {
  const run = async (data: Float32Array) => {
    fed.push(data);
    return { score: Float32Array.of(answer) };
  };
  return digitalManipulationJudge({ entry, network: { run } });
}

function box(left: number, top: number, right: number, bottom: number): Point[] {
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}

async function lookAt(...picture: Parameters<typeof readingOf>) {
  const { looks, reading } = readingOf(...picture);
  const fed: Float32Array[] = [];
  await judgeThat(0, fed).judge(reading, 'REGULAR');
  /** Which pixels of the document's view are not black, in its first colour. */
  const lit = (x: number, y: number) => fed[0]![y * WIDTH + x]! > -1;
  return { looks, lit, length: fed[0]!.length };
}

describe('what the network is shown', () => {
  it("is the document pixel for pixel from one of JPEG's blocks on, then all of the picture", async () => {
    const { looks, length } = await lookAt(2000, 1500, box(101, 203, 850, 700));
    expect(length).toBe(2 * 3 * WIDTH * HEIGHT);
    expect(looks).toHaveLength(2);
    expect(looks[0]).toEqual({ a: 1, b: 0, c: 0, d: 1, e: -96, f: -200 });
    expect(apply(looks[1]!, { x: 2000, y: 1500 })).toEqual({ x: WIDTH, y: HEIGHT });
  });

  it('is turned by a quarter where it is upright', async () => {
    const { looks } = await lookAt(1500, 2000, box(96, 200, 596, 950));
    expect(apply(looks[0]!, { x: 596, y: 200 })).toEqual({ x: 0, y: 0 });
    expect(apply(looks[0]!, { x: 96, y: 950 })).toEqual({ x: 750, y: 500 });
    expect(apply(looks[1]!, { x: 1500, y: 0 })).toEqual({ x: 0, y: 0 });
    expect(apply(looks[1]!, { x: 0, y: 2000 })).toEqual({ x: WIDTH, y: HEIGHT });
  });

  it('is shrunk where there is no room for it', async () => {
    const { looks } = await lookAt(4000, 3000, box(0, 0, 1536, 1000));
    expect(looks[0]).toMatchObject({ a: 0.5, d: 0.5 });
  });

  it('has the pixels that are kept of a large photo', async () => {
    const { looks } = await lookAt(8000, 6000, box(1600, 1600, 3000, 2400), 0.5);
    expect(looks[0]).toMatchObject({ a: 0.5, d: 0.5, e: -800, f: -800 });
  });

  it('is black outside of the document and nowhere inside', async () => {
    const turned = [
      { x: 180, y: 0 },
      { x: 560, y: 180 },
      { x: 380, y: 560 },
      { x: 0, y: 380 },
    ];
    const { lit } = await lookAt(1000, 1000, turned);
    expect([lit(280, 280), lit(180, 2), lit(558, 180)]).toEqual([true, true, true]);
    expect([lit(2, 2), lit(550, 550), lit(700, 280), lit(280, 570)]).toEqual([false, false, false, false]);
  });

  it('stays within the picture where corners lie outside', async () => {
    const { looks, lit } = await lookAt(700, 500, box(-50, -50, 750, 550));
    expect(looks[0]).toMatchObject({ e: -0, f: -0 });
    expect([lit(0, 0), lit(699, 499), lit(700, 499)]).toEqual([true, true, false]);
  });
});

describe('the probability', () => {
  const document = box(0, 0, 900, 600);

  it.each([
    ['REGULAR', 1, 0.5],
    ['SOFT', -1, 0.5],
    ['REGULAR', 2, 1 / (1 + Math.exp(-2))],
  ] as const)('under %s of a score of %d is %d', async (calibration, score, probability) => {
    const found = await judgeThat(score).judge(readingOf(900, 600, document).reading, calibration);
    expect(found.probability).toBeCloseTo(probability, 6);
  });

  it('can be asked for under the calibrations that the manifest has', () => {
    expect(judgeThat(0).calibrations).toEqual(['REGULAR', 'SOFT']);
  });

  it.each([-3, 1, 4])(
    'of a score of %d falls where the file names an editor, and is the same with any other name',
    async (score) => {
      const [plain, camera, editor] = await Promise.all(
        [undefined, ['HDR+ 1.0'], ['Adobe Photoshop 25.1']].map((software) =>
          judgeThat(score).judge(readingOf(900, 600, document, 1, software).reading, 'REGULAR'),
        ),
      );
      const odds = (probability: number) => probability / (1 - probability);
      expect(camera).toEqual(plain);
      expect(odds(plain!.probability) / odds(editor!.probability)).toBeCloseTo(EDITOR_ODDS, 4);
    },
  );
});

it('the manifest hands the network both views', () => {
  const ours = MODELS.find(({ task }) => task === 'digital-manipulation');
  expect(ours?.input).toMatchObject({ width: WIDTH, height: HEIGHT, batch: 2 });
  expect(ours?.calibration?.fittedOn).toBeTruthy();
});
