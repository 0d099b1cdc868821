import type { z } from 'zod';
import { describeIssue } from './describe-issue.ts';
import { EkycError, type EkycErrorCode } from './error.ts';

const MAX_ISSUES = 10;

/**
 * What `schema` reads out of `value`. All faults end in one {@link EkycError} of the given code, one line each, that
 * names the path from `name` on and what is allowed. Its length is bounded, whatever was given.
 *
 * @example
 * const { encrypted } = parseOrThrow(ENDPOINTS.check.query, query, 'query', 'INVALID_REQUEST');
 */
export function parseOrThrow<S extends z.ZodType>(
  schema: S,
  value: unknown,
  name: string,
  code: EkycErrorCode,
): z.output<S> {
  const parsed = schema.safeParse(value, { error: describeIssue });
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const lines = issues.slice(0, MAX_ISSUES).map(({ path, message }) => `${formatPath(name, path)}: ${message}`);
  if (issues.length > MAX_ISSUES) lines.push(`and ${issues.length - MAX_ISSUES} more`);
  throw new EkycError(code, lines.join('\n'));
}

function formatPath(name: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((at, key) => (typeof key === 'number' ? `${at}[${key}]` : `${at}.${String(key)}`), name);
}
