import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeIds, encodeIds, indexOfId } from './record-ids.ts';

const ids = fc.uniqueArray(fc.uuid({ version: 4 }), { minLength: 1, maxLength: 40 });

it('ids are decoded as they were encoded', () => {
  fc.assert(
    fc.property(ids, (list) => {
      expect(decodeIds(encodeIds(list))).toEqual(list);
    }),
  );
});

it('an id is found where it stands, and nowhere else', () => {
  fc.assert(
    fc.property(ids, fc.nat(), (list, pick) => {
      const index = pick % list.length;
      const id = encodeIds([list[index]!]);
      expect(indexOfId(encodeIds(list), id)).toBe(index);
      expect(indexOfId(encodeIds(list.toSpliced(index, 1)), id)).toBe(-1);
    }),
  );
});
