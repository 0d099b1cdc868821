import { expect, it } from 'vitest';
import { seededRandom } from './random.ts';

it('is the same for the same seed, and another for another', () => {
  const draw = (seed: number) => Array.from({ length: 20 }, seededRandom(seed).bind(undefined, 1000));
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

it('draws every number about as often', () => {
  const random = seededRandom(1);
  const counts = new Array<number>(10).fill(0);
  for (let index = 0; index < 10_000; index++) {
    const drawn = random(10);
    counts[drawn] = (counts[drawn] ?? 0) + 1;
  }
  // Four standard deviations of a binomial of 10,000 and 0.1.
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
});
