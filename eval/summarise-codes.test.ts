import { expect, it } from 'vitest';
import { type CodedItem, summariseCodes } from './summarise-codes.ts';

const items: CodedItem[] = [
  { code: 'EYES_CLOSED', status: 'EYES_CLOSED' },
  { code: 'EYES_CLOSED', status: 'OK' },
  { code: 'EYES_CLOSED', status: 'FACE_TOO_SMALL' },
  { code: 'OK', status: 'OK' },
  { code: 'OK', status: 'ERROR' },
];

it('counts only the exact code as right, also where one that comes earlier is answered', () => {
  expect(summariseCodes(items)).toMatchObject({
    n: 5,
    accuracy: 2 / 5,
    codes: {
      OK: { n: 2, exact: 1 / 2, answered: { OK: 1, ERROR: 1 } },
      EYES_CLOSED: { n: 3, exact: 1 / 3, answered: { EYES_CLOSED: 1, OK: 1, FACE_TOO_SMALL: 1 } },
    },
  });
});

it('counts errors as failures, and no verdict', () => {
  expect(summariseCodes(items).failures).toEqual({ ERROR: 1 });
});

it('names the codes that were expected in the order of precedence, each with its interval', () => {
  const { codes, ci } = summariseCodes(items);
  expect(Object.keys(codes ?? {})).toEqual(['OK', 'EYES_CLOSED']);
  expect(Object.keys(ci.codes ?? {})).toEqual(['OK', 'EYES_CLOSED']);
  const [low, high] = ci.codes?.EYES_CLOSED ?? [1, 0];
  expect(low).toBeLessThan(1 / 3);
  expect(high).toBeGreaterThan(1 / 3);
});
