import { expect, it } from 'vitest';
import { checkDigit, machineReadableZone } from './machine-readable-zone.ts';
import { PEOPLE } from './sample-people.ts';

it.each([
  // The examples of ICAO Doc 9303.
  ['520727', 3],
  ['AB2134<<<', 5],
  ['D23145890', 7],
])('computes the check digit of %s', (field, digit) => {
  expect(checkDigit(field)).toBe(digit);
});

it.each(PEOPLE)('writes three lines of 30 characters for $name', (person) => {
  for (const line of machineReadableZone(person)) expect(line).toMatch(/^[A-Z0-9<]{30}$/);
});
