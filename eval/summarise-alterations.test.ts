import { expect, it } from 'vitest';
import { type AlteredItem, summariseAlterations } from './summarise-alterations.ts';

const CODE = 'DOCUMENT_IS_COLORLESS';
const items: AlteredItem[] = [
  { alteration: 'none', code: CODE, wanted: [], status: CODE, warnings: [] },
  { alteration: 'none', code: CODE, wanted: [], status: 'OK', warnings: ['IMAGE_TOO_BLURRY', 'GLARE_ON_IMAGE'] },
  { alteration: 'none', code: CODE, wanted: ['IMAGE_TOO_BLURRY'], status: CODE, warnings: ['IMAGE_TOO_BLURRY'] },
  { alteration: 'blurred', code: CODE, wanted: ['IMAGE_TOO_BLURRY'], status: CODE, warnings: ['IMAGE_TOO_BLURRY'] },
  { alteration: 'blurred', code: CODE, wanted: ['IMAGE_TOO_BLURRY'], status: 'DOCUMENT_NOT_FOUND', warnings: [] },
  { alteration: 'blurred', code: CODE, wanted: ['IMAGE_TOO_BLURRY'], status: 'ERROR' },
];

it('counts codes and warnings by alteration', () => {
  expect(summariseAlterations(items)).toMatchObject({
    n: 6,
    alterations: {
      none: { n: 3, exact: 2 / 3, answered: { [CODE]: 2, OK: 1 } },
      blurred: { n: 3, exact: 1 / 3, answered: { [CODE]: 1, DOCUMENT_NOT_FOUND: 1, ERROR: 1 } },
    },
  });
});

it('tells warnings that are due from false ones, and what was not answered misses those that are due', () => {
  const { alterations } = summariseAlterations(items);
  expect(alterations?.blurred?.hits).toEqual({ IMAGE_TOO_BLURRY: 1 / 3 });
  expect(alterations?.blurred?.others).not.toHaveProperty('IMAGE_TOO_BLURRY');
  expect(alterations?.none?.hits).toEqual({ IMAGE_TOO_BLURRY: 1 });
  expect(alterations?.none?.others).toMatchObject({
    IMAGE_TOO_BLURRY: 1 / 2,
    GLARE_ON_IMAGE: 1 / 3,
    POOR_IMAGE_EXPOSURE: 0,
  });
});

it('gives each share its interval', () => {
  const { ci } = summariseAlterations(items);
  const [low, high] = ci.alterations?.none?.others.POOR_IMAGE_EXPOSURE ?? [1, 0];
  expect(low).toBe(0);
  expect(high).toBeGreaterThan(0.5);
  expect(ci.alterations?.blurred?.exact?.[0]).toBeLessThan(1 / 3);
});

it('counts errors as failures, and a document that was not found as a verdict', () => {
  expect(summariseAlterations(items).failures).toEqual({ ERROR: 1 });
});
