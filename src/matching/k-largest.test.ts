import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KLargest } from './k-largest.ts';

it('its least is the k-th largest of what it was offered', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.array(fc.integer({ min: -50, max: 50 })), (k, values) => {
      const largest = new KLargest(k);
      for (const [i, value] of values.entries()) {
        largest.offer(value);
        const sorted = values.slice(0, i + 1).sort((p, q) => q - p);
        expect(largest.least).toBe(sorted[k - 1] ?? Number.NEGATIVE_INFINITY);
      }
    }),
  );
});
