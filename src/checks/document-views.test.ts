import { describe, expect, it } from 'vitest';
import { MODELS } from '../models/manifest.ts';
import type { DocumentReading } from '../readings/document-reading.ts';
import { type Affine, type Box, cornersOf } from '../readings/geometry.ts';
import { documentViewsJudge } from './document-views.ts';

const VIEWS = 25;
const entry = {
  id: 'made-up',
  input: {
    name: 'views',
    width: 128,
    height: 128,
    channels: 'RGB',
    mean: 127.5,
    scale: 1 / 127.5,
    batch: VIEWS,
  },
  calibration: { slope: 2, thresholds: { REGULAR: 1, SOFT: -1 }, fittedOn: '' },
} as const;

/** A reading of a document in a picture that is grey as many levels as there were looks at it, and where these were. */
function readingOf(width: number, height: number, document: Box, resolution = 1) {
  const looks: Box[] = [];
  const sample = ({ a, d, e, f }: Affine, columns: number, rows: number) => {
    looks.push({ x: -e / a, y: -f / d, width: columns / a, height: rows / d });
    return new Uint8ClampedArray(4 * columns * rows).fill(looks.length);
  };
  const reading = {
    picture: { width, height, resolution, sample },
    outline: async () => ({ corners: cornersOf(document) }),
  } as unknown as DocumentReading;
  return { looks, reading };
}

function judgeThat(answer: number, fed: Float32Array[] = [], map?: Float32Array) {
  const run = async (data: Float32Array) => {
    fed.push(data);
    return { score: Float32Array.of(answer), ...(map && { map }) };
  };
  return documentViewsJudge({ entry, network: { run } });
}

async function looksAt(...picture: Parameters<typeof readingOf>): Promise<Box[]> {
  const { looks, reading } = readingOf(...picture);
  await judgeThat(0).judge(reading, 'REGULAR');
  return looks;
}

describe('what the network is shown', () => {
  it('is the document as a whole, then 6 x 4 patches of it pixel for pixel', async () => {
    const looks = await looksAt(2000, 2000, { x: 100, y: 200, width: 1200, height: 800 });
    expect(looks).toHaveLength(VIEWS);
    expect(looks[0]).toEqual({ x: 100, y: 200, width: 1200, height: 800 });
    // Cells of 200 x 200, each with a patch in its middle.
    expect(looks.slice(1, 3)).toEqual([
      { x: 136, y: 236, width: 128, height: 128 },
      { x: 336, y: 236, width: 128, height: 128 },
    ]);
    expect(looks.at(-1)).toEqual({ x: 1136, y: 836, width: 128, height: 128 });
  });

  it('has the six along the longer side', async () => {
    const looks = await looksAt(2000, 2000, { x: 0, y: 0, width: 800, height: 1200 });
    expect(new Set(looks.slice(1).map(({ x }) => x)).size).toBe(4);
  });

  it('has every other patch of a large document as large as a messenger would leave it', async () => {
    const looks = await looksAt(4000, 3000, { x: 0, y: 0, width: 3200, height: 2400 });
    expect(looks.slice(1, 5).map(({ width }) => width)).toEqual([128, 256, 128, 256]);
  });

  it('lies on whole pixels of what is kept of a large photo', async () => {
    const looks = await looksAt(8000, 6000, { x: 1001, y: 999, width: 1501, height: 1003 }, 0.5);
    for (const { x, y, width } of looks.slice(1)) {
      expect(width).toBe(256);
      expect([x * 0.5, y * 0.5].map((place) => place % 1)).toEqual([0, 0]);
    }
  });

  it('stays within the picture where corners lie outside', async () => {
    const looks = await looksAt(1000, 700, { x: -50, y: -50, width: 1100, height: 800 });
    expect(looks[0]).toEqual({ x: 0, y: 0, width: 1000, height: 700 });
    for (const { x, y, width, height } of looks) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(1000);
      expect(y + height).toBeLessThanOrEqual(700);
    }
  });

  it('is cut once, however many networks look at it', async () => {
    const { looks, reading } = readingOf(900, 600, { x: 0, y: 0, width: 900, height: 600 });
    const fed: Float32Array[] = [];
    for (const check of [judgeThat(0, fed), judgeThat(1, fed)]) await check.judge(reading, 'REGULAR');
    expect(looks).toHaveLength(VIEWS);
    expect(fed[1]!.every((value, i) => value === fed[0]![i])).toBe(true);
  });

  it('is one tensor, view after view', async () => {
    const fed: Float32Array[] = [];
    await judgeThat(0, fed).judge(readingOf(900, 600, { x: 0, y: 0, width: 900, height: 600 }).reading, 'REGULAR');
    const view = 3 * 128 * 128;
    expect(fed.map(({ length }) => length)).toEqual([VIEWS * view]);
    expect(fed[0]![5 * view]).toBeCloseTo((6 - 127.5) / 127.5, 6);
  });
});

describe('the map of doubts', () => {
  const logOdds = Float32Array.from({ length: 12 }, (_, i) => (i === 5 ? -2 : 30));

  it.each([
    [1200, 800, 3, 4],
    [800, 1200, 2, 6],
  ])('of a document of %d x %d has %d columns and %d rows over its box', async (width, height, columns, rows) => {
    const box = { x: 100, y: 200, width, height };
    const judged = await judgeThat(0, [], logOdds).judge(readingOf(2000, 2000, box).reading, 'REGULAR');
    const heat = Array(12).fill(0);
    heat[5] = 0.881;
    expect(judged.heatMap).toEqual({ corners: cornersOf(box), columns, rows, heat });
  });

  it('is not there where the network has none', async () => {
    const judged = await judgeThat(0).judge(
      readingOf(900, 600, { x: 0, y: 0, width: 900, height: 600 }).reading,
      'REGULAR',
    );
    expect(judged).toEqual({ probability: expect.any(Number) });
  });
});

describe('the probability', () => {
  const { reading } = readingOf(900, 600, { x: 0, y: 0, width: 900, height: 600 });

  it.each([
    ['REGULAR', 1, 0.5],
    ['REGULAR', 2, 1 / (1 + Math.exp(-2))],
    ['SOFT', -1, 0.5],
  ] as const)('under %s of a score of %d is %d', async (calibration, score, probability) => {
    expect((await judgeThat(score).judge(reading, calibration)).probability).toBeCloseTo(probability, 6);
  });

  it('can be asked for under the calibrations that the manifest has', () => {
    expect(judgeThat(0).calibrations).toEqual(['REGULAR', 'SOFT']);
  });
});

it.each(['screen-replay', 'printed-copy'])(
  'the manifest hands the network of %s as many views as there are',
  (name) => {
    const ours = MODELS.find(({ task }) => task === name);
    expect(ours?.input).toMatchObject({ width: 128, height: 128, batch: VIEWS });
    expect(ours?.calibration?.fittedOn).toBeTruthy();
  },
);
