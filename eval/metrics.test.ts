import { describe, expect, it } from 'vitest';
import { seededRandom } from '../scripts/random.ts';
import { acer, auc, eer, tarAtFmr } from './metrics.ts';
import { countLevels, type LevelCounts, levelAtLeast, type Score, scoreLevels } from './score-levels.ts';

function counted(...groups: (readonly Score[])[]): [LevelCounts, LevelCounts] {
  const { levels, groups: places } = scoreLevels(groups);
  const [first, second] = places.map((group) => countLevels(group, levels.length));
  if (!first || !second) throw new Error('two groups wanted');
  return [first, second];
}

function randomScores(n: number, seed: number, shift: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: n }, () => (random(50) + shift) / 100);
}

describe('auc', () => {
  it('counts the pairs that are in the right order', () => {
    // Of nine pairs 0.4 loses to 0.6 and 0.5, and 0.7 and 0.9 win all.
    expect(auc(...counted([0.9, 0.7, 0.4], [0.6, 0.5, 0.1]))).toBeCloseTo(7 / 9, 12);
  });

  it('counts a tie one half', () => {
    expect(auc(...counted([0.5, 0.5], [0.5]))).toBe(0.5);
    expect(auc(...counted([0.9, 0.5], [0.5, 0.1]))).toBe(3.5 / 4);
  });

  it('puts a missing answer below every score, and ties it with another', () => {
    expect(auc(...counted([undefined, 0.9], [0, 0]))).toBe(0.5);
    expect(auc(...counted([undefined], [undefined]))).toBe(0.5);
    expect(auc(...counted([0], [undefined]))).toBe(1);
  });

  it('is what comparing every pair gives, and turns over with the roles', () => {
    const genuine = randomScores(80, 1, 10);
    const impostor = randomScores(120, 2, 0);
    let won = 0;
    for (const g of genuine) for (const i of impostor) won += g > i ? 1 : g === i ? 0.5 : 0;
    const area = auc(...counted(genuine, impostor));
    expect(area).toBeCloseTo(won / (80 * 120), 12);
    expect(auc(...counted(impostor, genuine))).toBeCloseTo(1 - area, 12);
  });

  it('cannot be told of an empty group', () => {
    expect(auc(...counted([0.5], []))).toBeNaN();
    expect(auc(...counted([], [0.5]))).toBeNaN();
  });
});

describe('eer', () => {
  it('is 0 for separated and 1 for swapped groups', () => {
    expect(eer(...counted([0.8, 0.9], [0.1, 0.2]))).toBe(0);
    expect(eer(...counted([0.1, 0.2], [0.8, 0.9]))).toBe(1);
  });

  it('is the crossing where a threshold hits it', () => {
    // At 0.5 one impostor of four passes and one genuine of four does not.
    expect(eer(...counted([0.9, 0.8, 0.7, 0.3], [0.5, 0.2, 0.15, 0.1]))).toBeCloseTo(0.25, 12);
  });

  it('is interpolated between thresholds', () => {
    // From (FMR 0, FNMR 1/2) to (1/3, 1/2) to (1/3, 0): the second step crosses at 1/3.
    expect(eer(...counted([0.9, 0.4], [0.5, 0.2, 0.1]))).toBeCloseTo(1 / 3, 12);
    // All tied: from (0, 1) to (1, 0).
    expect(eer(...counted([0.5, 0.5], [0.5, 0.5, 0.5]))).toBeCloseTo(0.5, 12);
  });

  it('counts a missing answer as a rejection', () => {
    // From (0, 1/2), where all real scores are accepted, straight to (1, 0).
    expect(eer(...counted([0.9, undefined], [undefined, undefined]))).toBeCloseTo(1 / 3, 12);
  });

  it('is the same for groups that are many times as large', () => {
    const genuine = randomScores(40, 3, 12);
    const impostor = randomScores(60, 4, 0);
    const many = [...genuine, ...genuine, ...genuine];
    expect(eer(...counted(many, impostor))).toBeCloseTo(eer(...counted(genuine, impostor)), 12);
  });
});

describe('tarAtFmr', () => {
  const impostor = Array.from({ length: 100 }, (_, index) => index / 1000);

  it('lets no more impostors pass than allowed', () => {
    // One of 100 may pass: the threshold lies above the second highest, 0.098.
    expect(tarAtFmr(...counted([0.0985, 0.5, 0.098, 0.01], impostor), 0.01)).toBe(0.5);
  });

  it('does not split a tie between impostors', () => {
    const tied = [...impostor.slice(0, 98), 0.2, 0.2];
    expect(tarAtFmr(...counted([0.3, 0.2], tied), 0.01)).toBe(0.5);
  });

  it('never accepts a missing answer', () => {
    const unanswered: Score[] = impostor.map(() => undefined);
    expect(tarAtFmr(...counted([0, undefined], unanswered), 0.01)).toBe(0.5);
  });

  it('counts exactly where shares are not exact in binary', () => {
    const three = Array.from({ length: 300 }, (_, index) => index);
    // Three of 300 may pass, so the threshold is 297.
    expect(tarAtFmr(...counted([297, 296], three), 0.01)).toBe(0.5);
  });

  it('is left out when there are too few impostors to tell', () => {
    expect(tarAtFmr(...counted([0.9], impostor), 0.001)).toBeUndefined();
    expect(tarAtFmr(...counted([], impostor), 0.01)).toBeUndefined();
  });
});

it('acer takes the worst kind of attack', () => {
  const scores = scoreLevels([
    [0.9, 0.5, 0.4, undefined],
    [0.1, 0.2],
    [0.5, 0.3, undefined, 0.2],
  ]);
  const [bonaFide, ...byKind] = scores.groups.map((group) => countLevels(group, scores.levels.length));
  if (!bonaFide) throw new Error('unreachable');
  const limit = levelAtLeast(scores.levels, 0.5);
  // BPCER 2/4, APCER 0/2 and 1/4.
  expect(acer(bonaFide, byKind, limit)).toBe((0.5 + 0.25) / 2);
  expect(acer(bonaFide, [], limit)).toBeNaN();
});
