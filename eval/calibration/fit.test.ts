import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../scripts/random.ts';
import { probability } from '../../src/models/calibration.ts';
import { fitFaceMatch } from './fit-face-match.ts';
import { fitFacePad, type ScoredFace } from './fit-face-pad.ts';

/** Sum of twelve uniform numbers less six: near enough to a normal deviate. */
function normal(random: (bound: number) => number): number {
  return Array.from({ length: 12 }, () => random(1e6) / 1e6).reduce((sum, one) => sum + one, -6);
}

describe('fitFaceMatch', () => {
  it('puts one half at FMR 1e-3 and nine tenths at FMR 1e-5 of the pairs it was given', () => {
    const random = seededRandom(3);
    // 1,500 people, one picture each, and a second of the first: over a million impostor pairs.
    const embeddings = Array.from({ length: 1501 }, (_, i) => {
      const vector = Float32Array.from({ length: 16 }, () => normal(random));
      const length = Math.hypot(...vector);
      return { person: `person ${i % 1500}`, vector: vector.map((value) => value / length) };
    });
    const { slope, thresholds, impostorPairs, genuinePairs, people } = fitFaceMatch(embeddings);
    expect({ people, genuinePairs, impostorPairs }).toEqual({
      people: 1500,
      genuinePairs: 1,
      impostorPairs: 1_125_749,
    });
    const curve = { slope, thresholds, fittedOn: 'a test' };
    let [overHalf, overNine] = [0, 0];
    for (let i = 0; i < 1501; i++) {
      for (let j = i + 1; j < 1501; j++) {
        if (i % 1500 === j % 1500) continue;
        const cosine = embeddings[i]!.vector.reduce((sum, value, k) => sum + value * embeddings[j]!.vector[k]!, 0);
        const p = probability(cosine, curve);
        overHalf += p > 0.5 ? 1 : 0;
        overNine += p > 0.9 ? 1 : 0;
      }
    }
    expect(overHalf / impostorPairs).toBeCloseTo(1e-3, 5);
    expect(overNine / impostorPairs).toBeCloseTo(1e-5, 5);
  });

  it('refuses to extrapolate to a rate that the pairs cannot show', () => {
    const vector = Float32Array.of(1, 0);
    expect(() =>
      fitFaceMatch([
        { person: 'a', vector },
        { person: 'b', vector },
      ]),
    ).toThrow(/million/);
  });
});

describe('fitFacePad', () => {
  /** Bona fide about `2 + 3 * context`, attacks three lower, in two sources that show much and little surroundings. */
  function faces(): ScoredFace[] {
    const random = seededRandom(5);
    return [1.2, 2.5].flatMap((middle) =>
      [true, false].flatMap((bonaFide) =>
        Array.from({ length: 500 }, () => {
          const context = middle + 0.1 * normal(random);
          return {
            score: 2 + 3 * context - (bonaFide ? 0 : 3) + normal(random),
            context,
            bonaFide,
            source: `${middle}`,
          };
        }),
      ),
    );
  }

  it('finds how the score depends on the surroundings', () => {
    expect(fitFacePad(faces()).contextSlope).toBeCloseTo(3, 0);
  });

  it('orders the thresholds, and rejects about one bona fide face in a hundred under SOFT, one attack passing under HARD', () => {
    const all = faces();
    const { thresholds, contextSlope, slope } = fitFacePad(all);
    expect(slope).toBeGreaterThan(0);
    expect(thresholds.SOFT).toBeLessThan(thresholds.HARD);
    const corrected = all.map((face) => ({ ...face, score: face.score + contextSlope * (2.7 - face.context) }));
    const share = (bonaFide: boolean, wrong: (score: number) => boolean) => {
      const group = corrected.filter((face) => face.bonaFide === bonaFide);
      return group.filter(({ score }) => wrong(score)).length / group.length;
    };
    expect(share(true, (score) => score < thresholds.REGULAR)).toBeCloseTo(
      share(false, (score) => score >= thresholds.REGULAR),
      2,
    );
    expect(share(true, (score) => score < thresholds.SOFT)).toBeCloseTo(0.01, 2);
    expect(share(false, (score) => score >= thresholds.HARD)).toBeCloseTo(0.01, 2);
  });

  it('gives a small source the same say as a large one', () => {
    const [small, large] = [
      faces().filter((face) => face.source === '1.2'),
      faces().filter((face) => face.source === '2.5'),
    ];
    const shifted = small.map((face) => ({ ...face, score: face.score + 4 }));
    const few = fitFacePad([...shifted.filter((_, i) => i % 10 === 0), ...large]).thresholds.REGULAR;
    const many = fitFacePad([...shifted, ...large]).thresholds.REGULAR;
    expect(few).toBeCloseTo(many, 0);
  });

  it('refuses a source without attacks', () => {
    expect(() => fitFacePad(faces().filter(({ bonaFide, source }) => bonaFide || source === '1.2'))).toThrow(/attacks/);
  });
});
