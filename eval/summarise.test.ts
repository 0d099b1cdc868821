import { describe, expect, it } from 'vitest';
import { summariseMatching } from './summarise-matching.ts';
import { summarisePad } from './summarise-pad.ts';
import type { ScoredItem } from './summary.ts';

const answered = (genuine: boolean, score: number, kind?: string): ScoredItem => ({
  genuine,
  score,
  status: 'OK',
  ...(kind === undefined ? {} : { kind }),
});

describe('summariseMatching', () => {
  const items: ScoredItem[] = [
    answered(true, 0.9),
    answered(true, 0.5),
    answered(true, 0.2),
    { genuine: true, status: 'ERROR' },
    answered(false, 0.1),
    answered(false, 0.6),
    { genuine: false, status: 'ERROR' },
  ];

  it('counts at the threshold, with missing answers as rejections', () => {
    const summary = summariseMatching(items);
    expect(summary).toMatchObject({ n: 7, failures: { ERROR: 2 }, accuracy: 4 / 7, fmr: 1 / 3, fnmr: 2 / 4 });
    expect(Object.keys(summary.ci).sort()).toEqual(['accuracy', 'auc', 'eer', 'fmr', 'fnmr']);
  });

  it('says nothing about figures of attacks, nor about rates that so few pairs cannot tell', () => {
    for (const name of ['bpcer', 'apcer', 'acer', 'tarAtFmr1e2', 'tarAtFmr1e3']) {
      expect(summariseMatching(items)).not.toHaveProperty(name);
    }
  });

  it('says what it can about pairs of one kind', () => {
    const summary = summariseMatching([answered(true, 0.9)]);
    expect(summary).toMatchObject({ accuracy: 1, fnmr: 0 });
    expect(summary).not.toHaveProperty('auc');
    expect(summary).not.toHaveProperty('fmr');
  });
});

describe('summarisePad', () => {
  const items: ScoredItem[] = [
    answered(true, 0.9),
    answered(true, 0.8),
    answered(true, 0.4),
    { genuine: true, status: 'FACE_TOO_SMALL' },
    answered(false, 0.1, 'print'),
    answered(false, 0.7, 'print'),
    answered(false, 0.2, 'screen'),
    answered(false, 0.3, 'screen'),
    answered(false, 0.3, 'screen'),
    { genuine: false, kind: 'screen', status: 'FACE_NOT_FOUND' },
  ];

  it('rates by the worst kind, with missing answers as rejections', () => {
    const summary = summarisePad(items);
    expect(summary).toMatchObject({
      n: 10,
      failures: { FACE_TOO_SMALL: 1, FACE_NOT_FOUND: 1 },
      accuracy: 7 / 10,
      bpcer: 2 / 4,
      apcer: { print: 1 / 2, screen: 0 },
      acer: (1 / 2 + 1 / 2) / 2,
      bpnrr: 1 / 4,
      apnrr: 1 / 6,
    });
    expect(Object.keys(summary.ci.apcer ?? {})).toEqual(['print', 'screen']);
  });

  it('says what it can about attacks alone', () => {
    const summary = summarisePad(items.filter((item) => !item.genuine));
    expect(summary).toMatchObject({ apcer: { print: 0.5, screen: 0 } });
    for (const name of ['auc', 'eer', 'acer', 'bpcer', 'bpnrr']) expect(summary).not.toHaveProperty(name);
  });
});
