import { expect, it } from 'vitest';
import { PAGE_SIZE, RecordPages } from './record-pages.ts';

it('goes forward by what each answer names as next, and back the same way', () => {
  const pages = new RecordPages();
  expect(pages).toMatchObject({ after: undefined, before: 0, hasPrevious: false, hasNext: false });
  pages.arrived('r20');
  expect(pages.hasNext).toBe(true);
  pages.forward();
  expect(pages).toMatchObject({ after: 'r20', before: PAGE_SIZE, hasPrevious: true, hasNext: false });
  pages.arrived('r40');
  pages.forward();
  expect(pages).toMatchObject({ after: 'r40', before: 2 * PAGE_SIZE });
  pages.back();
  expect(pages.after).toBe('r20');
  pages.back();
  expect(pages).toMatchObject({ after: undefined, hasPrevious: false });
});

it('stays within the list', () => {
  const pages = new RecordPages();
  pages.back();
  pages.forward();
  expect(pages).toMatchObject({ after: undefined, before: 0 });
});

it('begins anew with another collection', () => {
  const pages = new RecordPages();
  pages.arrived('r20');
  pages.forward();
  pages.reset();
  expect(pages).toMatchObject({ after: undefined, hasPrevious: false, hasNext: false });
});
