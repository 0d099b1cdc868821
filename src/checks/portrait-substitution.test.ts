import { describe, expect, it } from 'vitest';
import { MODELS } from '../models/manifest.ts';
import type { DocumentReading } from '../readings/document-reading.ts';
import { type Affine, type Box, cornersOf, type Point } from '../readings/geometry.ts';
import { fromAffine } from '../readings/homography.ts';
import { portraitSubstitutionJudge } from './portrait-substitution.ts';

const SIDE = 384;
const entry = {
  id: 'made-up',
  input: { name: 'view', width: SIDE, height: SIDE, channels: 'RGB', mean: 127, scale: 1 / 128 },
  calibration: { slope: 2, thresholds: { REGULAR: 1, SOFT: -1 }, fittedOn: '' },
} as const;

/** A reading of a document whose rectified picture is grey as many levels as there were looks at it, with a face whose points fill a box; and where these looks were. */
function readingOf(face: Box | undefined) {
  const looks: Box[] = [];
  const sample = ({ a, d, e, f }: Affine, columns: number, rows: number) => {
    looks.push({ x: -e / a, y: -f / d, width: columns / a, height: rows / d });
    return new Uint8ClampedArray(4 * columns * rows).fill(100 + looks.length);
  };
  // The portrait stands upright as it is, and the document lies 1000 pixels to the right in the photo.
  const picture = { width: 1011, height: 638, resolution: 1, sample, toOriginal: (point: Point) => point };
  const rectified = { toPhoto: fromAffine({ a: 1, b: 0, c: 0, d: 1, e: 1000, f: 0 }) };
  const portrait = face && { upright: async () => ({ picture, faces: [], landmarks: cornersOf(face) }) };
  const reading = { portrait: async () => portrait, rectified: async () => rectified } as unknown as DocumentReading;
  return { looks, reading };
}

function judgeThat(answer: number, fed: Float32Array[] = [], map?: Float32Array) {
  const run = async (data: Float32Array) => {
    fed.push(data);
    return { score: Float32Array.of(answer), ...(map && { map }) };
  };
  return portraitSubstitutionJudge({ entry, network: { run } });
}

describe('what the network is shown', () => {
  // training/portrait_substitution/test_portrait_substitution.py expects the same squares.
  it.each([
    [
      { x: 100, y: 200, width: 160, height: 200 },
      { x: -40, y: 60, width: 440, height: 440 },
    ],
    [
      { x: 301, y: 222, width: 211, height: 188 },
      { x: 174, y: 63, width: 465, height: 464 },
    ],
  ] as const)('is the square about the points of the face, %o: %o', async (face, square) => {
    const { looks, reading } = readingOf(face);
    await judgeThat(0).judge(reading, 'REGULAR');
    expect(looks).toHaveLength(1);
    for (const key of ['x', 'y', 'width', 'height'] as const) expect(looks[0]![key]).toBeCloseTo(square[key], 6);
  });

  it('is one tensor', async () => {
    const fed: Float32Array[] = [];
    await judgeThat(0, fed).judge(readingOf({ x: 0, y: 0, width: 90, height: 100 }).reading, 'REGULAR');
    expect(fed.map(({ length }) => length)).toEqual([3 * SIDE * SIDE]);
    expect(fed[0]![7]).toBeCloseTo((101 - 127) / 128, 6);
  });

  it('is nothing where the document shows no portrait, and the error says so', async () => {
    const fed: Float32Array[] = [];
    await expect(judgeThat(0, fed).judge(readingOf(undefined).reading, 'REGULAR')).rejects.toThrow('no portrait');
    expect(fed).toEqual([]);
  });
});

describe('the probability', () => {
  const { reading } = readingOf({ x: 300, y: 200, width: 160, height: 200 });

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

it('says where in the photo it doubts, by cells of the square', async () => {
  const { reading } = readingOf({ x: 100, y: 200, width: 160, height: 200 });
  const { heatMap } = await judgeThat(0, [], new Float32Array(9)).judge(reading, 'REGULAR');
  const corners = cornersOf({ x: 960, y: 60, width: 440, height: 440 });
  expect(heatMap).toEqual({ corners, columns: 3, rows: 3, heat: Array(9).fill(0.5) });
});

it('the manifest hands the network one view', () => {
  const ours = MODELS.find(({ task }) => task === 'portrait-substitution');
  expect(ours?.input).toMatchObject({ width: SIDE, height: SIDE });
  expect(ours?.input.batch ?? 1).toBe(1);
  expect(ours?.calibration?.fittedOn).toBeTruthy();
});
