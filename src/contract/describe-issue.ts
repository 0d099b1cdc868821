import { z } from 'zod';

const MAX_QUOTED_LENGTH = 60;
const MAX_NAMES = 5;

const NOUNS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  string: 'text',
};

/** The text in quotes, control characters escaped, cut where it is long. */
export function quote(text: string): string {
  const quoted = JSON.stringify(text.slice(0, MAX_QUOTED_LENGTH));
  const fits = text.length <= MAX_QUOTED_LENGTH && quoted.length <= MAX_QUOTED_LENGTH + 2;
  return fits ? quoted : `${quoted.slice(0, MAX_QUOTED_LENGTH)}…"`;
}

/** A short form of any value for an error message. Never calls the value's own code. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'object':
      return value === null ? 'null' : 'an object';
    case 'undefined':
      return 'nothing';
    case 'number':
    case 'boolean':
      return String(value);
    default:
      return `a ${typeof value}`;
  }
}

/**
 * The message of one validation issue in plain words, without its path. `undefined` leaves it to zod's own words.
 * Made to be passed to a parse as `{ error: describeIssue }`. A message that a schema carries itself goes first.
 */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  const { input } = issue;
  switch (issue.code) {
    case 'invalid_type': {
      const expected = `expected ${NOUNS[issue.expected] ?? issue.expected}`;
      return input === undefined ? `missing; ${expected}` : `${expected}, got ${showValue(input)}`;
    }
    case 'invalid_value': {
      const allowed = issue.values.join(', ');
      if (input === undefined) return `missing; allowed: ${allowed}`;
      if (typeof input === 'string') return `unknown value ${quote(input)}; allowed: ${allowed}`;
      return `expected one of ${allowed}; got ${showValue(input)}`;
    }
    case 'unrecognized_keys': {
      const noun = issue.keys.length === 1 ? 'unknown field' : 'unknown fields';
      const allowed = issue.inst instanceof z.ZodObject ? `; allowed: ${Object.keys(issue.inst.shape).join(', ')}` : '';
      return `${noun} ${listNames(issue.keys)}${allowed}`;
    }
    case 'too_small':
      return hasLength(input) ? 'must not be empty' : `must be at least ${issue.minimum}, got ${showValue(input)}`;
    case 'too_big':
      return hasLength(input)
        ? `must not be longer than ${issue.maximum}`
        : `must be at most ${issue.maximum}, got ${showValue(input)}`;
    case 'invalid_format':
      if (issue.format === 'uuid') return `must be a UUID, got ${showValue(input)}`;
      if (issue.format === 'base64') return `must be base64 text, got ${showValue(input)}`;
      return undefined;
    default:
      return undefined;
  }
}

function hasLength(value: unknown): boolean {
  return typeof value === 'string' || Array.isArray(value);
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map(quote).join(', ');
  return names.length > MAX_NAMES ? `${shown} and ${names.length - MAX_NAMES} more` : shown;
}
