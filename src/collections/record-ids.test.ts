import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeIds, encodeIds, idsAfter, indexOfId } from './record-ids.ts';

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

it('the first ids after another are those of the sorted list, also where many begin alike', () => {
  const alike = fc.uuid({ version: 4 }).map((id) => `0000000${id[7]}${id.slice(8)}`);
  const some = fc.uniqueArray(fc.oneof(alike, fc.uuid({ version: 4 })), { maxLength: 40 });
  fc.assert(
    fc.property(
      some,
      fc.oneof(alike, fc.constant(''), fc.uuid({ version: 4 })),
      fc.integer({ min: 1, max: 50 }),
      (list, other, limit) => {
        for (const after of [other, ...list]) {
          const expected = list
            .filter((id) => id > after)
            .sort()
            .slice(0, limit);
          expect(idsAfter(encodeIds(list), after, limit)).toEqual(expected);
        }
      },
    ),
  );
});
