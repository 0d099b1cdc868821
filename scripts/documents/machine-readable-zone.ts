import type { Person } from '../sample-people.ts';

/**
 * The three lines of 30 characters at the foot of an identity card (ICAO Doc 9303, part 5: TD1), of the country UTO, which
 * the standard keeps for specimens.
 */
export function cardZone(person: Person): readonly string[] {
  const number = withCheckDigit(person.documentNumber);
  const born = withCheckDigit(person.born);
  const expires = withCheckDigit(person.expires);
  const optional = '<'.repeat(11);
  const first = `I<UTO${number}`.padEnd(30, '<');
  const overall = checkDigit(first.slice(5) + born + expires + optional);
  return [
    first,
    `${born}${person.sex}${expires}UTO${optional}${overall}`,
    `SPECIMEN<<${person.name.toUpperCase()}`.padEnd(30, '<'),
  ];
}

/** The two lines of 44 characters at the foot of a passport's page (ICAO Doc 9303, part 4: TD3), of the same country. */
export function passportZone(person: Person): readonly string[] {
  const number = withCheckDigit(person.documentNumber);
  const born = withCheckDigit(person.born);
  const expires = withCheckDigit(person.expires);
  const optional = withCheckDigit('<'.repeat(14));
  const overall = checkDigit(number + born + expires + optional);
  return [
    `P<UTOSPECIMEN<<${person.name.toUpperCase()}`.padEnd(44, '<'),
    `${number}UTO${born}${person.sex}${expires}${optional}${overall}`,
  ];
}

function withCheckDigit(field: string): string {
  return field + checkDigit(field);
}

/** ICAO Doc 9303, part 3: digits are 0 to 9, letters 10 to 35, fillers 0, weighted 7, 3, 1 in turn, modulo 10. */
export function checkDigit(field: string): number {
  const weights = [7, 3, 1];
  const total = [...field].reduce((sum, character, index) => {
    const value = character === '<' ? 0 : Number.parseInt(character, 36);
    return sum + value * (weights[index % 3] ?? 0);
  }, 0);
  return total % 10;
}
