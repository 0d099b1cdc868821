import { expect, it } from 'vitest';
import { chooseCollection } from './collection-choice.ts';

it.each([
  ['keeps the wanted one', ['a', 'demo', 'z'], 'z', 'z'],
  ['falls back on the default where the wanted one is gone', ['a', 'demo'], 'z', 'demo'],
  ['falls back on the first where the default is not there either', ['a', 'b'], 'z', 'a'],
  ['names the default where there is none', [], 'z', 'demo'],
])('%s', (_, existing, wanted, chosen) => {
  expect(chooseCollection(existing, wanted)).toBe(chosen);
});
