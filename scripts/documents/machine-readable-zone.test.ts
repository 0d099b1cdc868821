import { expect, it } from 'vitest';
import { PEOPLE } from '../sample-people.ts';
import { cardZone, checkDigit, passportZone } from './machine-readable-zone.ts';

it.each([
  // The examples of ICAO Doc 9303.
  ['520727', 3],
  ['AB2134<<<', 5],
  ['D23145890', 7],
])('computes the check digit of %s', (field, digit) => {
  expect(checkDigit(field)).toBe(digit);
});

it.each(PEOPLE)('writes three lines of 30 characters for $name', (person) => {
  const lines = cardZone(person);
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toMatch(/^[A-Z0-9<]{30}$/);
});

it.each(PEOPLE)('writes two lines of 44 characters for the passport of $name', (person) => {
  const lines = passportZone(person);
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line).toMatch(/^[A-Z0-9<]{44}$/);
});

it('computes the check digits of a passport as the standard does', () => {
  // ICAO Doc 9303, part 4, appendix B: L898902C3, 12 August 1974, 15 April 2012; here without an optional field.
  const person = { ...PEOPLE[0]!, documentNumber: 'L898902C3', born: '740812', expires: '120415', sex: 'F' as const };
  expect(passportZone(person)[1]).toMatch(/^L898902C36UTO7408122F1204159<{14}0\d$/);
});
